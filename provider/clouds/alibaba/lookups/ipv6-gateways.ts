import { exactlyOneOf } from "../../../core/check";
import { text } from "../../../core/field";
import { lookup, region, theOne } from "../../../core/lookup";
import { rowsOutput, tagsOutput, textOutput, type ValuesOf } from "../../../core/resource";
import { tagsOf } from "../ownership";
import { type Ipv6GatewayRow, TITLE } from "../wire";
import { type Ctx, gatewaysBy } from "./find";

const PAGE = "DescribeIpv6Gateways";

const keys = {
  region,
  vpcId: text({ doc: "Id of the VPC. A VPC has at most one IPv6 gateway.", source: PAGE }),
  ipv6GatewayId: text({
    doc: "Id of the IPv6 gateway.",
    pattern: /^ipv6gw-[\w-]+$/,
    shape: "the id of an IPv6 gateway, such as ipv6gw-bp1mpyeud5t4g****",
    source: PAGE,
  }),
};

const outputs = {
  ipv6GatewayId: textOutput("Id of the IPv6 gateway (`ipv6gw-…`)."),
  vpcId: textOutput("Id of the VPC that the gateway belongs to."),
  name: textOutput("Name of the gateway, empty if it has none."),
  status: textOutput("State of the gateway: `Pending` or `Available`."),
  businessStatus: textOutput("`Normal`, or `FinancialLocked` or `SecurityLocked`."),
  tags: tagsOutput("Tags of the gateway, without the system's own."),
};

export const getIpv6Gateway = lookup(
  {
    name: "getIpv6Gateway",
    doc: "Finds one IPv6 gateway by its id or its VPC.",
    fields: keys,
    rules: [exactlyOneOf(TITLE, "vpcId", "ipv6GatewayId")],
    outputs,
    sources: [PAGE],
  },
  async (ctx: Ctx, args) => {
    const { region: at, vpcId: VpcId, ipv6GatewayId: Ipv6GatewayId } = args;
    const describe = (row: Ipv6GatewayRow) => `${row.Ipv6GatewayId} (${row.VpcId})`;
    const none = "Check the region and the account; a VPC may have no IPv6 gateway yet";
    const narrow = "Ask for one of them by ipv6GatewayId";
    const rows = await gatewaysBy(ctx, at, { VpcId, Ipv6GatewayId });
    return viewOf(theOne(rows, { where: `${TITLE} getIpv6Gateway`, args, describe: describe, none, narrow }));
  },
);

export const getIpv6Gateways = lookup(
  {
    name: "getIpv6Gateways",
    doc: "Lists the IPv6 gateways of a region that match every given filter. The list may be empty.",
    fields: { ...keys, name: text({ doc: "Full name of the gateways.", source: PAGE }) },
    rules: [],
    outputs: { ipv6Gateways: rowsOutput("The gateways, in the cloud's order.", outputs) },
    sources: [PAGE],
  },
  async (ctx: Ctx, { region: at, vpcId: VpcId, ipv6GatewayId: Ipv6GatewayId, name: Name }) => {
    const rows = await gatewaysBy(ctx, at, { VpcId, Ipv6GatewayId, Name });
    return { ipv6Gateways: rows.map(viewOf) };
  },
);

function viewOf(row: Ipv6GatewayRow): ValuesOf<typeof outputs> {
  return {
    ipv6GatewayId: row.Ipv6GatewayId,
    vpcId: row.VpcId,
    name: row.Name ?? "",
    status: row.Status ?? "",
    businessStatus: row.BusinessStatus ?? "",
    tags: tagsOf(row).tags,
  };
}
