import { assumed, documented } from "../../common/rules";
import { type Context, defineChange } from "../action";
import { putChanged } from "../effects";
import { Refusal } from "../errors";
import { requireAddress } from "../require";
import type { Ipv6Address } from "../state";
import { refuseReserved } from "../tags";

const MOST_IDS = 50;
const MOST_TAGS = 20;

interface Tagging {
  readonly rows: readonly Ipv6Address[];
  readonly tags: Readonly<Record<string, string>>;
}

const shared = [
  documented("ResourceId.N holds up to 50 ids, and up to 20 tags or keys go in one call. ResourceType in any case."),
  documented("No key begins with acs: or aliyun."),
  assumed(
    "Such a key answers Forbidden.TagKeys and refuses the whole call. The pages of VPC's sibling actions list the code.",
  ),
  assumed(
    "Only IPV6ADDRESS has tags here; other types answer UnsupportedParameter. An unknown id answers InvalidResourceId.NotFound and refuses the whole call.",
  ),
];

/** Adds tags to IPv6 addresses. Source: VPC API reference, TagResources. */
export const tagResources = defineChange<Tagging>({
  name: "TagResources",
  rules: [...shared, assumed("More than 20 tags on one address answer InvalidParameter.")],
  check: (context) => {
    const rows = tagged(context);
    const tags = Object.fromEntries(context.parameters.tags().map(({ key, value }) => [key, value ?? ""]));
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

/** Removes tags from IPv6 addresses. Source: VPC API reference, UnTagResources. */
export const unTagResources = defineChange<{ rows: readonly Ipv6Address[]; keys: readonly string[] }>({
  name: "UnTagResources",
  rules: [
    ...shared,
    documented("TagKey.N names the keys; All=true without keys removes all."),
    assumed("All=true is accepted and keeps the tags that the cloud added."),
  ],
  check: (context) => {
    const keys = context.parameters.list("TagKey");
    if (keys.length > MOST_TAGS) throw new Refusal("InvalidParameter", `At most ${MOST_TAGS} keys in one call.`);
    refuseReserved(keys);
    return { rows: tagged(context), keys };
  },
  act: (context, { rows, keys }) => {
    const all = keys.length === 0 && context.parameters.flag("All") === true;
    for (const row of rows) {
      const kept = Object.entries(row.tags ?? {}).filter(([key]) => !all && !keys.includes(key));
      putChanged(context, row, { tags: Object.fromEntries(kept) });
    }
    return {};
  },
});

function tagged(context: Context): Ipv6Address[] {
  const { parameters } = context;
  if (parameters.required("ResourceType").toUpperCase() !== "IPV6ADDRESS") throw new Refusal("UnsupportedParameter");
  const ids = parameters.list("ResourceId");
  if (ids.length === 0) throw new Refusal("MissingParameter", "ResourceId.N is mandatory.");
  if (ids.length > MOST_IDS) throw new Refusal("InvalidParameter", `At most ${MOST_IDS} resources in one call.`);
  return ids.map((id) => requireAddress(context, id, "InvalidResourceId.NotFound"));
}
