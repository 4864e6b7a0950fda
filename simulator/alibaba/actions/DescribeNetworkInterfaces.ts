import { lagOf, visibleRows } from "../../common/action";
import { canonicalIpv6 } from "../../common/ipv6";
import { assumed, documented } from "../../common/rules";
import { type Context, defineRead } from "../action";
import { Refusal } from "../errors";
import type { NetworkInterface } from "../state";
import { tagsMatch } from "../tags";
import { networkInterfaceView, securityGroupsOf } from "../views";

const LIST_CAP = 100;
const PAGE_CAP = 500;
const SMALLEST_RESULTS = 10;

/**
 * Lists network interfaces with their addresses. May lag behind changes.
 * Source: ECS API reference, DescribeNetworkInterfaces.
 */
export const describeNetworkInterfaces = defineRead({
  name: "DescribeNetworkInterfaces",
  takes: [
    "InstanceId",
    "Ipv6Address",
    "MaxResults",
    "NetworkInterfaceId",
    "NetworkInterfaceName",
    "NextToken",
    "PageNumber",
    "PageSize",
    "PrimaryIpAddress",
    "PrivateIpAddress",
    "ResourceGroupId",
    "SecurityGroupId",
    "ServiceManaged",
    "Status",
    "Tag",
    "Type",
    "VSwitchId",
    "VpcId",
  ],
  product: "ecs",
  rules: [
    documented("Up to 100 ids, IPv6 addresses and private addresses each; unknown ids give an empty list."),
    documented(
      "MaxResults below 10 is raised to 10 and above 500 cut to 500; with NextToken paging TotalCount has no meaning.",
    ),
    documented("OwnerId is text here; ServiceManaged is a boolean; addresses are objects, unlike in Assign's answer."),
    assumed(
      "With NextToken paging TotalCount is 0. PageSize above 500 is cut to 500. More than 100 list members answer InvalidParameter.",
    ),
    assumed(
      "ResourceGroupId is empty unless a group was chosen at creation. Otherwise the vendor's Terraform provider would replace each network interface for which none was chosen.",
    ),
    assumed(
      "NextToken is the offset of the next network interface, in base64; anything else answers InvalidParameter.",
    ),
  ],
  read: (context) => {
    const { state } = context;
    const held = new Map<string, string[]>();
    for (const row of state.ipv6Addresses.asOf(lagOf(context))) {
      if (row.networkInterface === undefined) continue;
      const list = held.get(row.networkInterface);
      if (list) list.push(row.address);
      else held.set(row.networkInterface, [row.address]);
    }
    const wanted = filters(context, held);
    const rows = visibleRows(context, state.networkInterfaces).filter((row) => wanted.every((passes) => passes(row)));
    const { page, ...paging } = pageOf(context, rows);
    const views = page.map((row) => networkInterfaceView(context, row, held.get(row.id) ?? []));
    return { ...paging, NetworkInterfaceSets: { NetworkInterfaceSet: views } };
  },
});

type Filter = (row: NetworkInterface) => boolean;

function filters({ parameters }: Context, held: ReadonlyMap<string, readonly string[]>): Filter[] {
  const ids = capped(parameters.list("NetworkInterfaceId"));
  const addresses = capped(parameters.list("Ipv6Address")).map((text) => canonicalIpv6(text) ?? text);
  const privateIps = capped(parameters.list("PrivateIpAddress"));
  const instance = parameters.text("InstanceId");
  if (instance !== undefined && !instance.startsWith("i-")) throw new Refusal("InvalidInstanceID.Malformed");
  const managed = parameters.flag("ServiceManaged");
  const tags = parameters.tags();
  const group = parameters.text("SecurityGroupId");
  return [
    (row) => tagsMatch(tags, row.tags),
    (row) => ids.length === 0 || ids.includes(row.id),
    (row) => addresses.length === 0 || (held.get(row.id) ?? []).some((address) => addresses.includes(address)),
    (row) => privateIps.length === 0 || (row.privateIp !== undefined && privateIps.includes(row.privateIp)),
    (row) => managed === undefined || (row.serviceManaged === true) === managed,
    parameters.equal("InstanceId", (row) => row.instance),
    parameters.equal("Type", (row) => row.type),
    parameters.equal("Status", (row) => row.status),
    parameters.equal("VpcId", (row) => row.vpc),
    parameters.equal("VSwitchId", (row) => row.vSwitch),
    parameters.equal("ResourceGroupId", (row) => row.resourceGroup),
    (row) => group === undefined || securityGroupsOf(row).includes(group),
    parameters.equal("NetworkInterfaceName", (row) => row.name),
    parameters.equal("PrimaryIpAddress", (row) => row.privateIp),
  ];
}

function capped(list: string[]): string[] {
  if (list.length > LIST_CAP) throw new Refusal("InvalidParameter", `A list has more than ${LIST_CAP} members.`);
  return list;
}

function pageOf({ parameters }: Context, rows: readonly NetworkInterface[]) {
  const token = parameters.text("NextToken");
  const results = parameters.integer("MaxResults");
  if (token === undefined && results === undefined) {
    const number = Math.max(1, parameters.integer("PageNumber") || 1);
    const size = Math.min(PAGE_CAP, Math.max(1, parameters.integer("PageSize") || 10));
    const page = rows.slice((number - 1) * size, number * size);
    return { page, TotalCount: rows.length, PageNumber: number, PageSize: size, NextToken: "" };
  }
  const cut = parameters.results(rows, { least: SMALLEST_RESULTS, most: PAGE_CAP, usual: SMALLEST_RESULTS });
  return { ...cut, TotalCount: 0, PageNumber: 0, PageSize: 0 };
}
