import { rule } from "../../kit/rules";
import { type Context, defineChange } from "../action";
import { Refusal } from "../errors";
import { findAddress } from "../find";
import { putChanged } from "../free-address";
import { refuseReserved } from "../system-tags";
import type { Ipv6Address } from "../world";

const MOST_IDS = 50;
const MOST_TAGS = 20;

interface Tagging {
  readonly rows: readonly Ipv6Address[];
  readonly tags: Readonly<Record<string, string>>;
}

const common = { product: "vpc", takesToken: false, takesDryRun: false, subject: () => undefined } as const;
const shared = [
  rule(
    "documented",
    "ResourceId.N holds up to 50 ids, and up to 20 tags or keys go in one call. ResourceType in any case.",
  ),
  rule("documented", "No key begins with acs: or aliyun."),
  rule(
    "assumed",
    "One that does answers Forbidden.TagKeys and refuses all: the code is on the pages of VPC's sibling actions.",
  ),
  rule(
    "assumed",
    "Only IPV6ADDRESS has tags here; other types answer UnsupportedParameter. An unknown id answers InvalidResourceId.NotFound and refuses all.",
  ),
];

/** Puts tags on IPv6 addresses. Source: VPC API reference, TagResources. */
export const tagResources = defineChange<Tagging>({
  ...common,
  name: "TagResources",
  rules: [...shared, rule("assumed", "More than 20 tags on one address answer InvalidParameter.")],
  check: (context) => {
    const rows = tagged(context);
    const tags = Object.fromEntries(context.input.tags().map(({ key, value }) => [key, value ?? ""]));
    if (Object.keys(tags).length === 0) throw new Refusal("MissingParameter", "Tag.N.Key is mandatory.");
    refuseReserved(Object.keys(tags));
    if (rows.some((row) => Object.keys({ ...row.tags, ...tags }).length > MOST_TAGS)) {
      throw new Refusal("InvalidParameter", `A resource has at most ${MOST_TAGS} tags.`);
    }
    return { rows, tags };
  },
  act: (context, { rows, tags }) => {
    for (const row of rows) putChanged(context, row, { tags: { ...row.tags, ...tags } });
    return {};
  },
});

/** Takes tags off IPv6 addresses. Source: VPC API reference, UnTagResources. */
export const unTagResources = defineChange<{ rows: readonly Ipv6Address[]; keys: readonly string[] }>({
  ...common,
  name: "UnTagResources",
  rules: [
    ...shared,
    rule("documented", "TagKey.N names the keys; All=true without keys takes off all."),
    rule("assumed", "All=true is not refused for the tags that the cloud has put on, and leaves those."),
  ],
  check: (context) => {
    const keys = context.input.list("TagKey");
    if (keys.length > MOST_TAGS) throw new Refusal("InvalidParameter", `At most ${MOST_TAGS} keys in one call.`);
    refuseReserved(keys);
    return { rows: tagged(context), keys };
  },
  act: (context, { rows, keys }) => {
    const all = keys.length === 0 && context.input.flag("All") === true;
    for (const row of rows) {
      const kept = Object.entries(row.tags ?? {}).filter(([key]) => !all && !keys.includes(key));
      putChanged(context, row, { tags: Object.fromEntries(kept) });
    }
    return {};
  },
});

function tagged(context: Context): Ipv6Address[] {
  const { input } = context;
  if (input.required("ResourceType").toUpperCase() !== "IPV6ADDRESS") throw new Refusal("UnsupportedParameter");
  const ids = input.list("ResourceId");
  if (ids.length === 0) throw new Refusal("MissingParameter", "ResourceId.N is mandatory.");
  if (ids.length > MOST_IDS) throw new Refusal("InvalidParameter", `At most ${MOST_IDS} resources in one call.`);
  return ids.map((id) => {
    const row = findAddress(context, id);
    if (!row) throw new Refusal("InvalidResourceId.NotFound");
    return row;
  });
}
