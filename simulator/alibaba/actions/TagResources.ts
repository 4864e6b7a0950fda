import { assumed, documented } from "../../common/rules";
import { type Context, defineChange, type Product } from "../action";
import { Refusal } from "../errors";
import { putTags, requireTaggable, type Taggable } from "../taggable";
import { refuseReserved } from "../tags";

const MOST_IDS = 50;
const MOST_TAGS = 20;

interface Tagging {
  readonly rows: readonly Taggable[];
  readonly tags: Readonly<Record<string, string>>;
}

const shared = [
  documented("ResourceId.N holds up to 50 ids, and up to 20 tags or keys go in one call. ResourceType in any case."),
  documented("No key begins with acs: or aliyun."),
  assumed(
    "Such a key answers Forbidden.TagKeys and refuses the whole call. The pages of VPC's sibling actions list the code.",
  ),
  assumed(
    "Only IPV6ADDRESS, VPC and VSWITCH of VPC and eni of ECS have tags here; other types answer UnsupportedParameter. An unknown id answers InvalidResourceId.NotFound and refuses the whole call.",
  ),
];

/** Adds tags. Source: VPC and ECS API reference, TagResources. */
const tagResources = (product: Product) =>
  defineChange<Tagging>({
    name: "TagResources",
    product,
    takes: ["ResourceType", "ResourceId", "Tag"],
    rules: [...shared, assumed("More than 20 tags on one resource answer InvalidParameter.")],
    check: (context) => {
      const rows = tagged(context);
      const tags = Object.fromEntries(context.parameters.tags().map(({ key, value }) => [key, value ?? ""]));
      if (Object.keys(tags).length === 0) throw new Refusal("MissingParameter", "Tag.N.Key is mandatory.");
      refuseReserved(Object.keys(tags));
      if (rows.some(({ row }) => Object.keys({ ...row.tags, ...tags }).length > MOST_TAGS)) {
        throw new Refusal("InvalidParameter", `A resource has at most ${MOST_TAGS} tags.`);
      }
      return { rows, tags };
    },
    act: (context, { rows, tags }) => {
      for (const each of rows) putTags(context, each, { ...each.row.tags, ...tags });
      return {};
    },
  });

/** Removes tags. ECS spells the action otherwise. Source: VPC API reference, UnTagResources; ECS, UntagResources. */
const unTagResources = (product: Product, name: string) =>
  defineChange<{ rows: readonly Taggable[]; keys: readonly string[] }>({
    name,
    product,
    takes: ["ResourceType", "ResourceId", "TagKey", "All"],
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
      for (const each of rows) {
        const kept = Object.entries(each.row.tags ?? {}).filter(([key]) => !all && !keys.includes(key));
        putTags(context, each, Object.fromEntries(kept));
      }
      return {};
    },
  });

export const tagVpcResources = tagResources("vpc");
export const tagEcsResources = tagResources("ecs");
export const unTagVpcResources = unTagResources("vpc", "UnTagResources");
export const untagEcsResources = unTagResources("ecs", "UntagResources");

function tagged(context: Context): Taggable[] {
  const { parameters } = context;
  const type = parameters.required("ResourceType");
  const ids = parameters.list("ResourceId");
  if (ids.length === 0) throw new Refusal("MissingParameter", "ResourceId.N is mandatory.");
  if (ids.length > MOST_IDS) throw new Refusal("InvalidParameter", `At most ${MOST_IDS} resources in one call.`);
  return ids.map((id) => requireTaggable(context, type, id));
}
