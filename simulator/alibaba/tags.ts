import type { Context } from "./action";
import { Refusal } from "./errors";
import type { Ipv6Address } from "./state";

type Tags = Readonly<Record<string, string>>;

/** Tags that the cloud puts on every address: the resource group, as the tag service names it. */
const SYSTEM_TAGS: Tags = { "acs:rm:rgId": "rg-system0001" };

/** The tags of an address as lists show them. Those of the cloud are in no row, so no call can remove them. */
export function shownTags({ services }: Context, { tags }: Ipv6Address): Tags {
  return services.pace.systemTags === "on" ? { ...tags, ...SYSTEM_TAGS } : { ...tags };
}

export function refuseReserved(keys: readonly string[]): void {
  if (keys.some((key) => /^(acs:|aliyun)/.test(key))) throw new Refusal("Forbidden.TagKeys");
}

export function tagList(tags: Readonly<Record<string, string>> = {}, words: [string, string] = ["Key", "Value"]) {
  return { Tag: Object.entries(tags).map(([key, value]) => ({ [words[0]]: key, [words[1]]: value })) };
}

export function tagsMatch(
  wanted: ReadonlyArray<{ readonly key: string; readonly value: string | undefined }>,
  tags: Readonly<Record<string, string>> = {},
): boolean {
  return wanted.every(({ key, value }) => tags[key] !== undefined && (value === undefined || tags[key] === value));
}
