import { exactlyOneOf } from "../../../core/check";
import { address, text } from "../../../core/field";
import { canonicalAddress } from "../../../core/id";
import { lookup, region, theOne } from "../../../core/lookup";
import { flagOutput, maybe, rowsOutput, textOutput, type ValuesOf } from "../../../core/resource";
import { type Ipv6AddressRow, type NetworkInterfaceRow, TITLE } from "../wire";
import { type Ctx, nicsAt, nicsBy, place } from "./find";

const PAGE = "DescribeNetworkInterfaces";

const outputs = {
  ipv6Address: textOutput("The address, in its shortest spelling: the input `ip6Address` of `Ipv6InternetBandwidth`."),
  networkInterfaceId: textOutput("Id of the network interface that it is on."),
  instanceId: maybe(textOutput("Id of the instance that the network interface is attached to, if any.")),
  vpcId: maybe(textOutput("Id of the VPC of the network interface.")),
  subnetId: maybe(textOutput("Id of the subnet of the network interface.")),
  state: maybe(textOutput("State of the address: `PENDING`, `AVAILABLE`, `MIGRATING` or `DELETING`.")),
  primary: flagOutput("Whether it is the primary address of the network interface, which cannot be unassigned."),
  description: maybe(textOutput("Description of the address, if it has one.")),
  addressType: maybe(textOutput("`GUA` for a global address, `ULA` for a unique local one.")),
  isWanIpBlocked: maybe(flagOutput("Whether Tencent Cloud blocks its public side.")),
  addressId: maybe(textOutput("Id of its internet bandwidth (`eip-…`), if it has any.")),
};

type View = ValuesOf<typeof outputs>;

const keys = {
  region,
  ...place,
  ipv6Address: address({ doc: "The address itself, in any spelling.", source: PAGE }),
};

export const getNetworkInterfaceIpv6Address = lookup(
  {
    name: "getNetworkInterfaceIpv6Address",
    doc: "Finds one IPv6 address on a network interface, with or without internet bandwidth, by the interface, the instance, or the address itself.",
    fields: keys,
    rules: [exactlyOneOf(TITLE, "networkInterfaceId", "instanceId", "ipv6Address")],
    outputs,
    sources: [PAGE],
  },
  async (ctx: Ctx, args) => {
    const nics = await nicsOf(ctx, args);
    const found = nics.flatMap(viewsOf).filter((view) => !args.ipv6Address || view.ipv6Address === args.ipv6Address);
    const describe = (view: View) => `${view.ipv6Address} on ${view.networkInterfaceId}`;
    const ids = nics.map((nic) => nic.NetworkInterfaceId).join(", ");
    const none = ids
      ? `There is ${ids}, without an IPv6 address: NicIpv6Assignment assigns one`
      : "Check the region and the account";
    const narrow = "Ask for one of them by ipv6Address, or for all with getNetworkInterfaceIpv6Addresses";
    return theOne(found, { where: `${TITLE} getNetworkInterfaceIpv6Address`, args, describe: describe, none, narrow });
  },
);

export const getNetworkInterfaceIpv6Addresses = lookup(
  {
    name: "getNetworkInterfaceIpv6Addresses",
    doc: "Lists the IPv6 addresses on network interfaces, with or without internet bandwidth: all of a region, or those that match every given filter. The list is empty if none match.",
    fields: {
      ...keys,
      vpcId: text({ doc: "Id of the VPC of the network interfaces.", source: PAGE }),
      subnetId: text({ doc: "Id of the subnet of the network interfaces.", source: PAGE }),
    },
    rules: [],
    outputs: {
      ipv6Addresses: rowsOutput("The addresses, grouped by network interface in the cloud's order.", outputs),
    },
    sources: [PAGE],
  },
  async (ctx: Ctx, args) => {
    const { vpcId, subnetId, ipv6Address } = args;
    const views = (await nicsOf(ctx, args)).flatMap(viewsOf);
    const meets = (view: View) =>
      (!vpcId || view.vpcId === vpcId) &&
      (!subnetId || view.subnetId === subnetId) &&
      (!ipv6Address || view.ipv6Address === ipv6Address);
    return { ipv6Addresses: views.filter(meets) };
  },
);

interface Query {
  readonly region: string;
  readonly networkInterfaceId?: string | undefined;
  readonly instanceId?: string | undefined;
  readonly ipv6Address?: string | undefined;
  readonly vpcId?: string | undefined;
  readonly subnetId?: string | undefined;
}

async function nicsOf(ctx: Ctx, query: Query): Promise<readonly NetworkInterfaceRow[]> {
  if (query.networkInterfaceId || query.instanceId) return nicsAt(ctx, query);
  const wanted = { "address-ipv6": query.ipv6Address, "vpc-id": query.vpcId, "subnet-id": query.subnetId };
  const names = Object.keys(wanted) as (keyof typeof wanted)[];
  const Filters = names.flatMap((Name) => (wanted[Name] ? [{ Name, Values: [wanted[Name]] }] : []));
  return nicsBy(ctx, query.region, Filters.length > 0 ? { Filters } : {}, query.ipv6Address ?? query.vpcId);
}

function viewsOf(nic: NetworkInterfaceRow): View[] {
  return (nic.Ipv6AddressSet ?? []).map((row: Ipv6AddressRow) => ({
    ipv6Address: canonicalAddress(row.Address) ?? row.Address,
    networkInterfaceId: nic.NetworkInterfaceId,
    instanceId: nic.Attachment?.InstanceId || undefined,
    vpcId: nic.VpcId || undefined,
    subnetId: nic.SubnetId || undefined,
    state: row.State || undefined,
    primary: row.Primary === true,
    description: row.Description || undefined,
    addressType: row.AddressType || undefined,
    isWanIpBlocked: row.IsWanIpBlocked ?? undefined,
    addressId: row.AddressId || undefined,
  }));
}
