import type { Context } from "../../core/context";
import { messageOf } from "../../core/error";
import { isReserved, type Reserved } from "../../core/field";
import { together } from "../../core/gather";
import type { AlibabaClient } from "./client";
import type { Ipv6AddressRow } from "./wire";

/** Key of the tag that every address of ours bears from its order on. Never part of the property `tags`. */
export const OWNER_KEY = "pulumi-ipv6:owner";
/** Keys of the tags that say what of an address some state has: the address itself, its bandwidth, its rule. */
export const HELD = {
  address: "pulumi-ipv6:held",
  bandwidth: "pulumi-ipv6:bandwidth-held",
  rule: "pulumi-ipv6:rule-held",
} as const;
/** Neither the user's to set nor drift: the system's own, and ours. */
export const RESERVED: Reserved = { beginnings: ["aliyun", "acs:", "pulumi-ipv6:"] };
/** Most ids in one call of TagResources. */
const AT_ONCE = 50;

/** Puts and takes off the tags that say what some state has, for many addresses in one call. */
export class HeldTags {
  private readonly put;
  private readonly drop;

  constructor(client: AlibabaClient) {
    const target = (ids: readonly string[]) => ({ ResourceType: "IPV6ADDRESS", ResourceId: ids }) as const;
    const of = (group: string) => group.split(" ") as [string, string];
    this.put = together(AT_ONCE, (ctx, group, ids) => {
      const [RegionId, Key] = of(group);
      return client.call(ctx, "TagResources", { RegionId, ...target(ids), Tag: [{ Key, Value: "true" }] }, ids[0]);
    });
    this.drop = together(AT_ONCE, (ctx, group, ids) => {
      const [RegionId, key] = of(group);
      return client.call(ctx, "UnTagResources", { RegionId, ...target(ids), TagKey: [key] }, ids[0]);
    });
  }

  hold(ctx: Context, region: string, key: string, id: string): Promise<void> {
    return this.put(ctx, `${region} ${key}`, id);
  }

  /** What is no longer held: a tag that stays behind is no reason to fail. */
  async release(ctx: Context, region: string, key: string, row: Ipv6AddressRow | undefined): Promise<void> {
    if (!row || !isHeld(row, key)) return;
    await this.drop(ctx, `${region} ${key}`, row.Ipv6AddressId).catch((error: unknown) => {
      ctx.log("debug", `the tag ${key} stays on ${row.Ipv6AddressId}: ${messageOf(error)}`);
    });
  }
}

export function isHeld(row: Pick<Ipv6AddressRow, "Tags"> | undefined, key: string): boolean {
  return row?.Tags?.Tag?.some(({ Key }) => Key === key) ?? false;
}

type Tags = Readonly<Record<string, string>>;

/** What a row's tags say: the user's own, and whose order it was. */
export function tagsOf(row: Pick<Ipv6AddressRow, "Tags">): { readonly tags: Tags; readonly owner: string | undefined } {
  const all = Object.fromEntries((row.Tags?.Tag ?? []).map(({ Key, Value }) => [Key, Value]));
  const tags = Object.entries(all).filter(([key]) => !isReserved(RESERVED, key));
  return { tags: Object.fromEntries(tags), owner: all[OWNER_KEY] };
}

/** As a request lists them, in one order: the same tags give the same request. */
export function tagList(tags: Tags) {
  const sorted = Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([Key, Value]) => ({ Key, Value }));
}
