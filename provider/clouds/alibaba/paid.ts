import { isReserved } from "../../core/field";
import { joinId } from "../../core/id";
import { orUnread, type Paid, type PaidObjects, type Unread } from "../../core/paid";
import { IPV6_INTERNET_BANDWIDTH } from "../../resources/ipv6-internet-bandwidth";
import { controllerOf } from "../../resources/nic-ipv6-assignment";
import { type AlibabaClient, ignoresDryRun } from "./client";
import { CONTROLLERS, HELD, isHeld, OWNER_KEY, RESERVED, tagsOf } from "./ownership";
import { addressesOn, spelled } from "./reads";
import { type Ipv6AddressRow, type NetworkInterfaceRow, TITLE } from "./wire";

const NICS = "which addresses serve nothing, and which network interfaces a controller manages";
/** Tags that the system puts on every object of a resource group. */
const HARMLESS = /^(acs:rm:|acs:tag:|pulumi-ipv6:)/;

/** Only the internet bandwidth of an address is billed: addresses, rules and gateways are free ("IPv6 Gateway billing"). */
export const paid: PaidObjects<AlibabaClient> = {
  heldAs: { [IPV6_INTERNET_BANDWIDTH]: { billedId: "internetBandwidthId", place: "ipv6AddressId" } },
  heldAsTerraform: { alicloud_vpc_ipv6_internet_bandwidth: { billedId: "id", place: "ipv6_address_id" } },

  account: async (ctx) => (await ctx.client.call(ctx, "GetCallerIdentity", {})).AccountId,

  async regions(ctx) {
    const { Regions } = await ctx.client.call(ctx, "DescribeRegions", {});
    return Regions.Region.map(({ RegionId }) => RegionId);
  },

  async list(ctx, region = "") {
    const unread: Unread[] = [];
    const [rows, nics] = await Promise.all([
      ctx.client.reads.allAddresses(ctx, region),
      orUnread(unread, NICS, false, ctx.client.reads.allNics(ctx, region)),
    ]);
    const at = (vpc: string | undefined, address: string) => `${vpc} ${address}`;
    const holders = nics && new Map(nics.flatMap((nic) => addressesOn(nic).map((each) => [at(nic.VpcId, each), nic])));
    const objects = rows.flatMap((row) => {
      const nic = holders?.get(at(row.VpcId, spelled(row)));
      const one = paidOn(row, region, nic, holders !== undefined);
      return one ? [one] : [];
    });
    return { objects, unread };
  },

  /** The dry run of the delete itself. Only before a delete: an endpoint that ignores DryRun carries it out. */
  async tryEnding(ctx, { region, billedId }) {
    const request = { RegionId: region, Ipv6InternetBandwidthId: billedId };
    await ctx.client.dryRun(ctx, "DeleteIpv6InternetBandwidth", request, billedId).catch((error: unknown) => {
      if (!ignoresDryRun(error)) throw error;
    });
  },
};

function paidOn(
  row: Ipv6AddressRow,
  region: string,
  nic: NetworkInterfaceRow | undefined,
  nicsKnown: boolean,
): Paid | undefined {
  const {
    Ipv6InternetBandwidthId: billedId,
    Bandwidth,
    InternetChargeType,
    BusinessStatus,
  } = row.Ipv6InternetBandwidth ?? {};
  if (!billedId) return undefined;
  const id = joinId(region, row.Ipv6AddressId, billedId);
  const { on, idle } = placeOf(row, nic, nicsKnown);
  return {
    resource: IPV6_INTERNET_BANDWIDTH,
    ...{ id, billedId, region, on, idle, place: row.Ipv6AddressId },
    address: spelled(row),
    name: row.Ipv6AddressName ?? "",
    values: { region, bandwidth: Bandwidth, ...(InternetChargeType && { internetChargeType: InternetChargeType }) },
    locked: BusinessStatus && BusinessStatus !== "Normal" ? BusinessStatus : undefined,
    doing: row.Status === "Pending" ? "the address is Pending" : undefined,
    mark: markOn(row),
    controller: managerOf(row, nic),
    systemTag: systemTagOf(row),
    ending: { resource: IPV6_INTERNET_BANDWIDTH, id, state: {} },
  };
}

/** The network interface decides: an address on one may be listed under its instance, or under nothing. */
function placeOf(row: Ipv6AddressRow, nic: NetworkInterfaceRow | undefined, nicsKnown: boolean) {
  const { AssociatedInstanceId: associated } = row;
  if (nic?.InstanceId) return { on: `${nic.NetworkInterfaceId} of ${nic.InstanceId}` };
  if (nic) return { on: nic.NetworkInterfaceId, idle: `${nic.NetworkInterfaceId} is attached to no instance` };
  if (associated) return { on: associated };
  return nicsKnown ? { idle: "the address is on no network interface" } : {};
}

function managerOf(row: Ipv6AddressRow, nic: NetworkInterfaceRow | undefined): string | undefined {
  if (row.ServiceManaged || nic?.ServiceManaged) return `a product of ${TITLE}`;
  const onNic = Object.fromEntries((nic?.Tags?.Tag ?? []).map(({ TagKey, TagValue }) => [TagKey, TagValue]));
  return controllerOf(onNic, CONTROLLERS) ?? controllerOf(allTags(row), CONTROLLERS);
}

function systemTagOf(row: Ipv6AddressRow): string | undefined {
  return Object.keys(allTags(row)).find((key) => isReserved(RESERVED, key) && !HARMLESS.test(key));
}

/** The held tag of the bandwidth. It names no owner; the address may have one, if a resource ordered it. */
function markOn(row: Ipv6AddressRow): Paid["mark"] {
  const { owner } = tagsOf(row);
  const held = isHeld(row, HELD.bandwidth);
  if (!held) return undefined;
  const tag = owner ? `${OWNER_KEY}=${owner}` : HELD.bandwidth;
  return { tag, held, ...(owner && { isOf: (other: string) => other === owner }) };
}

function allTags(row: Ipv6AddressRow): Record<string, string> {
  return Object.fromEntries((row.Tags?.Tag ?? []).map(({ Key, Value }) => [Key, Value]));
}
