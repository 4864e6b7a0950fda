import type { Context } from "./action";
import { Refusal } from "./errors";
import type { Ipv6Address } from "./world";

type Tags = Readonly<Record<string, string>>;

/** What the cloud puts on every address by itself: the resource group, in the words of its tag service. */
const SYSTEM_TAGS: Tags = { "acs:rm:rgId": "rg-system0001" };

/** The tags of an address as lists show them. Those of the cloud are in no row: nobody can take them off. */
export function shownTags({ services }: Context, { tags }: Ipv6Address): Tags {
  return services.pace.systemTags === "on" ? { ...tags, ...SYSTEM_TAGS } : { ...tags };
}

export function refuseReserved(keys: readonly string[]): void {
  if (keys.some((key) => /^(acs:|aliyun)/.test(key))) throw new Refusal("Forbidden.TagKeys");
}
