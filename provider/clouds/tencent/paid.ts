import { isReserved } from "../../core/field";
import { canonicalAddress, joinId } from "../../core/id";
import { orUnread, type Paid, type PaidObjects, refuseIfBlind, type Unread } from "../../core/paid";
import { IPV6_INTERNET_BANDWIDTH } from "../../resources/ipv6-internet-bandwidth";
import { controllerOf } from "../../resources/nic-ipv6-assignment";
import { billingOf, doingOf, notesOf } from "./billing";
import type { TencentClient } from "./client";
import { preflightDisassociation } from "./elastic-association";
import { declaration as elastic } from "./elastic-declaration";
import { bearsMark, CONTROLLERS, HELD_KEY, isHeld, markOf, OWNER_KEY, RESERVED, tagsOf } from "./ownership";
import { type AddressRow, type NetworkInterfaceRow, PRIVATE } from "./wire";

const CLASSIC = "internet bandwidth of addresses";
const ELASTIC = "EIPv6";
const NICS = "which addresses are on unattached network interfaces, and which of these a controller manages";
/** Where the calls that name no region go. */
const REGION = "ap-guangzhou";
/** Tags that the system puts on objects of every kind. */
const HARMLESS = /^(pulumi-ipv6:|tencentcloud:autotag|tencentcloud:createdBy$|project$|项目$)/;

/** Both products: internet bandwidth of addresses (`eip-…`), and EIPv6 (`eipv6-…`), also unbound ones. */
export const paid: PaidObjects<TencentClient> = {
  heldAs: {
    [IPV6_INTERNET_BANDWIDTH]: { billedId: "addressId", place: "ip6Address" },
    [elastic.name]: { billedId: "addressId" },
  },
  heldAsTerraform: {
    tencentcloud_ipv6_address_bandwidth: { billedId: "id", place: "ipv6_address" },
    tencentcloud_classic_elastic_public_ipv6: { billedId: "id", place: "ip6_address" },
    tencentcloud_elastic_public_ipv6: { billedId: "id" },
    tencentcloud_elastic_public_ipv6_attachment: { billedId: "ipv6_address_id" },
    tencentcloud_instance: { places: "public_ipv6_addresses" },
  },

  account: async (ctx) => (await ctx.client.call(ctx, "GetCallerIdentity", {}, { region: REGION })).AccountId,

  async regions(ctx) {
    const { RegionSet } = await ctx.client.call(ctx, "DescribeRegions", { Product: "vpc" }, { region: REGION });
    return RegionSet.filter(({ RegionState }) => RegionState !== "UNAVAILABLE").map(({ Region }) => Region);
  },

  async list(ctx, region = "") {
    const unread: Unread[] = [];
    const { reads, elastic: others } = ctx.client;
    const [published, eipv6, nics] = await Promise.all([
      orUnread(unread, CLASSIC, true, reads.allPublished(ctx, region)),
      orUnread(unread, ELASTIC, true, others.all(ctx, region)),
      orUnread(unread, NICS, false, reads.allNics(ctx, region)),
    ]);
    refuseIfBlind(unread, published, eipv6);
    const at = nics && new Map(nics.map((nic) => [nic.NetworkInterfaceId, nic]));
    const classic = (published ?? []).filter((row) => row.AddressStatus !== PRIVATE);
    const objects = [
      ...classic.map((row) => ({ row, resource: IPV6_INTERNET_BANDWIDTH })),
      ...(eipv6 ?? []).map((row) => ({ row, resource: elastic.name })),
    ].filter(({ row }) => row.AddressStatus !== "OFFLINING");
    return { objects: objects.map(({ row, resource }) => paidOf(row, resource, region, at)), unread };
  },

  /** There is no dry run. An EIPv6 is read again: one that is bound is unbound first. */
  async tryEnding(ctx, { resource, region, billedId }) {
    if (resource === elastic.name) await preflightDisassociation(ctx, { region, addressId: billedId });
  },
};

function paidOf(
  row: AddressRow,
  resource: string,
  region: string,
  nics: ReadonlyMap<string, NetworkInterfaceRow> | undefined,
): Paid {
  const isClassic = resource === IPV6_INTERNET_BANDWIDTH;
  const address = canonicalAddress(row.AddressIp ?? "") ?? row.AddressIp ?? "";
  const id = joinId(region, ...(isClassic ? [address] : []), row.AddressId);
  const nic = nics?.get(row.NetworkInterfaceId ?? "");
  const billing = Object.entries(billingOf(row, {})).filter(([, value]) => value !== undefined);
  const tags = tagsOf(row);
  return {
    ...{ resource, id, billedId: row.AddressId, region, address },
    place: isClassic ? address : undefined,
    name: row.AddressName ?? "",
    values: { region, ...Object.fromEntries(billing) },
    ...placeOf(row, nic, nics !== undefined),
    locked: notesOf(row).join("; ") || undefined,
    doing: doingOf(row),
    mark: markOn(row, isClassic, address),
    controller: controllerOf(tags, CONTROLLERS) ?? (nic && controllerOf(tagsOf(nic), CONTROLLERS)),
    systemTag: Object.keys(tags).find((key) => isReserved(RESERVED, key) && !HARMLESS.test(key)),
    ending: { resource, id, state: {} },
  };
}

function placeOf(row: AddressRow, nic: NetworkInterfaceRow | undefined, nicsKnown: boolean) {
  const { NetworkInterfaceId: id, InstanceId } = row;
  const instance = nic?.Attachment?.InstanceId || InstanceId;
  if (!id && !instance) return { idle: "it is bound to nothing" };
  const on = [id, instance].filter(Boolean).join(" of ");
  if (!id || instance || !nicsKnown) return { on };
  return { on, idle: nic ? `${id} is attached to no instance` : `${id} does not exist` };
}

/** The owner tag of the order: on an EIPv6 it is the owner, else it has a digest for each address. */
function markOn(row: AddressRow, isClassic: boolean, address: string): Paid["mark"] {
  const tags = tagsOf(row);
  const held = isHeld(row, HELD_KEY);
  const value = tags[OWNER_KEY];
  if (value === undefined) return held ? { tag: HELD_KEY, held } : undefined;
  const isOf = (owner: string) => (isClassic ? bearsMark(tags, markOf(owner, address)) : value === owner);
  return { tag: `${OWNER_KEY}=${value}`, held, isOf };
}
