import { type Kind, kindOf } from "../../core/api/errors";
import { batchedWrites, named } from "../../core/reads/batch";
import type { ZenlayerApi } from "./wire";

/** Key of the held tag beside an owner tag: some state has what was ordered. */
export const heldKey = (key: string) => `${key}-held`;
/** A tag may have been written, or can be later. */
export const TRANSIENT: readonly Kind[] = ["unavailable", "throttled", "busy"];
/** Most network interfaces in one call. No page names a limit; lists take this many ids. */
const AT_ONCE = 100;

/** Adds held tags, for many network interfaces in one call. */
export function heldTags(client: ZenlayerApi) {
  // An account without the call for many is asked for it once.
  let bulk = true;
  return batchedWrites(AT_ONCE, async (ctx, key, ids) => {
    const tag = { key, value: "true" };
    const one = (resourceUuid: string) =>
      client.call(ctx, "ModifyResourceTags", { resourceUuid, replaceTags: [tag] }, { subject: resourceUuid });
    const [only] = ids;
    if (only !== undefined && ids.length === 1) return one(only);
    if (!bulk) return Promise.all(ids.map(one));
    try {
      return await client.call(ctx, "TagBindResources", { tag, resourceUuids: ids }, { subject: named(ids) });
    } catch (error) {
      bulk = TRANSIENT.includes(kindOf(error));
      throw error;
    }
  });
}
