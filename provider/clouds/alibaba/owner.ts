import type { Ipv6AddressRow } from "./wire";

/** Key of the tag that every address of ours bears. Never part of the property `tags`. */
export const OWNER_KEY = "pulumi-ipv6:owner";

type Tags = Readonly<Record<string, string>>;

/** What a row's tags say: the user's own, and whose order it was. */
export function tagsOf(row: Pick<Ipv6AddressRow, "Tags">): { readonly tags: Tags; readonly owner: string | undefined } {
  const all = Object.fromEntries((row.Tags?.Tag ?? []).map(({ Key, Value }) => [Key, Value]));
  const { [OWNER_KEY]: owner, ...tags } = all;
  return { tags, owner };
}

/** As a request lists them, in one order: the same tags give the same request. */
export function tagList(tags: Tags) {
  const sorted = Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([Key, Value]) => ({ Key, Value }));
}
