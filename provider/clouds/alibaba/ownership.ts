import { isReserved, type Reserved } from "../../core/field";
import { HeldTags } from "../../core/lifecycle/held-tags";
import type { AlibabaApi, Ipv6AddressRow } from "./wire";

/** Key of the owner tag, set when an address is ordered. Never part of the property `tags`. */
export const OWNER_KEY = "pulumi-ipv6:owner";
/** Keys of the held tags: some Pulumi state has the address itself, its bandwidth or its rule. */
export const HELD = {
  address: "pulumi-ipv6:held",
  bandwidth: "pulumi-ipv6:bandwidth-held",
  rule: "pulumi-ipv6:rule-held",
} as const;
/** Tags of the system and of this provider. Users cannot set them, and they are not drift. */
export const RESERVED: Reserved = { beginnings: ["aliyun", "acs:", "pulumi-ipv6:"] };
/** Tags of controllers on the network interfaces they manage: the container network of ACK. */
export const CONTROLLERS: Readonly<Record<string, string>> = { "creator=terway": "Terway" };
/** Most ids in one TagResources. */
const AT_ONCE = 50;

export function heldTags(client: AlibabaApi): HeldTags {
  const target = (RegionId: string, ids: readonly string[]) =>
    ({ RegionId, ResourceType: "IPV6ADDRESS", ResourceId: ids }) as const;
  return new HeldTags(
    AT_ONCE,
    (ctx, region, Key, ids) =>
      client.call(ctx, "TagResources", { ...target(region, ids), Tag: [{ Key, Value: "true" }] }, { subject: ids[0] }),
    (ctx, region, key, ids) =>
      client.call(ctx, "UnTagResources", { ...target(region, ids), TagKey: [key] }, { subject: ids[0] }),
  );
}

export function isHeld(row: Pick<Ipv6AddressRow, "Tags"> | undefined, key: string): boolean {
  return row?.Tags?.Tag?.some(({ Key }) => Key === key) ?? false;
}

type Tags = Readonly<Record<string, string>>;

/** The user's tags of a row, and the value of its owner tag. */
export function tagsOf(row: Pick<Ipv6AddressRow, "Tags">): { readonly tags: Tags; readonly owner: string | undefined } {
  const all = Object.fromEntries((row.Tags?.Tag ?? []).map(({ Key, Value }) => [Key, Value]));
  const tags = Object.entries(all).filter(([key]) => !isReserved(RESERVED, key));
  return { tags: Object.fromEntries(tags), owner: all[OWNER_KEY] };
}

/** Sorted, so that equal tags give equal requests. */
export function tagList(tags: Tags) {
  const sorted = Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([Key, Value]) => ({ Key, Value }));
}
