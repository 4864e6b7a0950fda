import type { Context } from "../../core/context";
import type { TencentClient } from "./client";
import { resourceName } from "./ownership";

type Tags = Readonly<Record<string, string>>;

/** Most tags to set, and most to remove, in one request. */
const MOST = 10;

/**
 * Changes the tags from seen to declared. ModifyResourceTags succeeds or fails as a whole; TagResources may succeed and
 * still list resources that failed.
 */
export async function retag(
  ctx: Context<TencentClient>,
  region: string,
  addressId: string,
  seen: Tags,
  declared: Tags,
): Promise<void> {
  const put = Object.entries(declared)
    .filter(([key, value]) => seen[key] !== value)
    .map(([TagKey, TagValue]) => ({ TagKey, TagValue }));
  const drop = Object.keys(seen)
    .filter((key) => !Object.hasOwn(declared, key))
    .map((TagKey) => ({ TagKey }));
  const Resource = resourceName(region, addressId);
  for (let from = 0; from < Math.max(put.length, drop.length); from += MOST) {
    const [ReplaceTags, DeleteTags] = [put.slice(from, from + MOST), drop.slice(from, from + MOST)];
    const lists = { ...(ReplaceTags.length > 0 && { ReplaceTags }), ...(DeleteTags.length > 0 && { DeleteTags }) };
    await ctx.client.call(ctx, "ModifyResourceTags", { Resource, ...lists }, { region, subject: addressId });
  }
}
