import { exactlyOneOf } from "../../../core/check";
import type { Context } from "../../../core/context";
import { address, tags, text } from "../../../core/field";
import { canonicalAddress, inBlock } from "../../../core/id";
import { lookup, theOne } from "../../../core/lookup";
import { everything } from "../../../core/reads/list-cache";
import {
  decimalOutput,
  integerOutput,
  maybe,
  rowsOutput,
  tagsOutput,
  textOutput,
  type ValuesOf,
} from "../../../core/resource";
import { billingOf, hasIpv6, refuseElsewhere } from "../billing";
import type { ZenlayerClient } from "../client";
import { type Filter, pagesOf } from "../reads";
import { type NetworkInterfaceRow, TITLE } from "../wire";

const PAGE = "DescribeNetworkInterfaces";
const sources = [PAGE, "DescribeNetworkInterfacePublicIPv6", "DescribeIpv6Addresses"];
/** Rows in one page of DescribeNetworkInterfaces. */
const ROWS = 100;
type Ctx = Context<ZenlayerClient>;

const id = (doc: string) =>
  text({ doc, pattern: /^\d+$/, shape: 'an id as a string, such as "1680855999352675875"', source: PAGE });
const keys = {
  region: text({
    doc: "Region that the network interface is in. Unset: the `region` setting, else any; calls need no region.",
    source: PAGE,
  }),
  instanceId: id("Id of the instance that the network interface is on."),
};

/** Named like the resources' fields; the vendor's names for the rest. */
const outputs = {
  nicId: textOutput("Id of the network interface (vNIC). Pass it to `Ipv6InternetBandwidth`."),
  name: maybe(textOutput("Name of the network interface, if it has one.")),
  status: maybe(textOutput("State of the network interface, such as `USED`.")),
  region: maybe(textOutput("Region that the network interface is in.")),
  vpcId: maybe(textOutput("Id of the VPC that the network interface is in.")),
  subnetId: maybe(textOutput("Id of the subnet that the network interface is in.")),
  instanceId: maybe(textOutput("Id of the instance that the network interface is on, if any.")),
  address: textOutput("First IPv6 address of the network interface, in its shortest spelling."),
  ipv6Cidr: maybe(textOutput("Prefix of the network interface, by default a /96.")),
  ipv6Id: maybe(textOutput("Id of the public IPv6; unset for a private one, as are all billing outputs.")),
  ipv6Status: maybe(
    textOutput(
      "State of the public IPv6, `RUNNING` if all is well; this and the next five only where the account can list addresses.",
    ),
  ),
  associatedId: maybe(textOutput("Id of what the public IPv6 is on.")),
  associatedType: maybe(textOutput("Kind of what the public IPv6 is on, such as `NIC`.")),
  resourceGroupId: maybe(textOutput("Id of the resource group of the public IPv6.")),
  resourceGroupName: maybe(textOutput("Name of the resource group of the public IPv6.")),
  createTime: maybe(textOutput("When the public IPv6 was created, as Zenlayer writes it.")),
  internetChargeType: maybe(textOutput("How the public IPv6 is billed, as Zenlayer spells it.")),
  bandwidth: maybe(integerOutput("Internet bandwidth of the IPv6 in Mbps.")),
  packageSize: maybe(decimalOutput("Monthly traffic package of the IPv6 in TB.")),
  rateLimitMode: maybe(textOutput("How strictly the bandwidth is enforced: `LOOSE` or `STRICT`.")),
  clusterId: maybe(textOutput("Id of the bandwidth cluster that the IPv6 is in, if any.")),
  tags: tagsOutput("Tags of the network interface, without this provider's own."),
};
type View = ValuesOf<typeof outputs>;

export const getNicIpv6 = lookup(
  {
    name: "getNicIpv6",
    doc: "Finds the IPv6 of one network interface, with its billing, by network interface, instance or address.",
    fields: {
      ...keys,
      nicId: id("Id of the network interface (vNIC)."),
      address: address({ doc: "An address in the network interface's prefix, in any spelling.", source: PAGE }),
    },
    rules: [exactlyOneOf(TITLE, "nicId", "instanceId", "address")],
    outputs,
    sources,
  },
  async (ctx: Ctx, args) => {
    const { region, nicId, instanceId, address: wanted } = args;
    const nic = nicId ? await ctx.client.reads.nic(ctx, nicId) : undefined;
    refuseElsewhere(nic, region);
    const nics = nicId ? (nic ? [nic] : []) : await nicsBy(ctx, { regionId: region, instanceId });
    const found = nics.filter(hasIpv6).filter((each) => !wanted || holds(each, wanted));
    const ids = nics.map((each) => each.nicId).join(", ");
    const none =
      ids && !wanted
        ? `There is ${ids}, without an IPv6: NicIpv6Assignment assigns one`
        : "Check the account, and the region if one is set";
    const describe = (each: NetworkInterfaceRow) => `${each.nicId} (${each.primaryIpv6})`;
    const narrow = "Ask for one of them by nicId, or for all with getNicIpv6s";
    return viewOf(ctx, theOne(found, { where: `${TITLE} getNicIpv6`, args, describe: describe, none, narrow }));
  },
);

export const getNicIpv6s = lookup(
  {
    name: "getNicIpv6s",
    doc: "Lists the network interfaces with IPv6, and its billing, that match every given filter. The list may be empty.",
    fields: {
      ...keys,
      vpcId: id("Id of the VPC that the network interfaces are in."),
      subnetId: id("Id of the subnet that the network interfaces are in."),
      tags: tags({
        doc: "Tags that the network interfaces have, each with this value.",
        max: 20,
        longestKey: 64,
        longestValue: 64,
        reserved: { beginnings: ["pulumi-ipv6"] },
        source: PAGE,
      }),
    },
    rules: [],
    outputs: { nicIpv6s: rowsOutput("The network interfaces, in the cloud's order.", outputs) },
    sources,
  },
  async (ctx: Ctx, { region: regionId, tags: wanted, ...filter }) => {
    const pairs = Object.entries(wanted ?? {}).map(([key, value]) => ({ key, value }));
    const nics = await nicsBy(ctx, { regionId, ...filter, ...(pairs.length > 0 && { tags: pairs }) });
    const has = ({ tags: own }: NetworkInterfaceRow) =>
      pairs.every(({ key, value }) => own?.tags?.some((tag) => tag.key === key && tag.value === value));
    return {
      nicIpv6s: await Promise.all(nics.filter((nic) => hasIpv6(nic) && has(nic)).map((nic) => viewOf(ctx, nic))),
    };
  },
);

function nicsBy(ctx: Ctx, filter: Filter<typeof PAGE>): Promise<readonly NetworkInterfaceRow[]> {
  return everything(ctx, pagesOf(ctx.client, PAGE, ROWS, filter, { subject: filter.instanceId ?? filter.regionId }));
}

function holds({ primaryIpv6, ipv6Cidr }: NetworkInterfaceRow, wanted: string): boolean {
  return canonicalAddress(primaryIpv6 ?? "") === wanted || inBlock(wanted, ipv6Cidr ?? "");
}

async function viewOf(ctx: Ctx, nic: NetworkInterfaceRow): Promise<View> {
  const ipv6 = await ctx.client.reads.publicIpv6(ctx, nic);
  const record = ipv6 && (await ctx.client.reads.record(ctx, ipv6.ipv6CidrId));
  const first = ipv6?.primaryIpv6Address ?? nic.primaryIpv6 ?? "";
  const own = (nic.tags?.tags ?? []).filter(({ key }) => !key.startsWith("pulumi-ipv6"));
  return {
    nicId: nic.nicId,
    name: nic.name ?? undefined,
    status: nic.status ?? undefined,
    region: nic.regionId ?? undefined,
    vpcId: nic.vpcId ?? undefined,
    subnetId: nic.subnetId ?? undefined,
    instanceId: nic.instanceId ?? undefined,
    address: canonicalAddress(first) ?? first,
    ipv6Cidr: ipv6?.ipv6Cidr ?? nic.ipv6Cidr ?? undefined,
    ipv6Id: ipv6?.ipv6CidrId,
    ipv6Status: record?.status || undefined,
    associatedId: record?.associatedId || undefined,
    associatedType: record?.associatedType || undefined,
    resourceGroupId: record?.resourceGroupId || undefined,
    resourceGroupName: record?.resourceGroupName || undefined,
    createTime: record?.createTime || undefined,
    ...{ internetChargeType: undefined, bandwidth: undefined, packageSize: undefined },
    ...{ rateLimitMode: undefined, clusterId: undefined },
    ...(ipv6 && billingOf(ipv6)),
    tags: Object.fromEntries(own.map(({ key, value }) => [key, value ?? ""])),
  };
}
