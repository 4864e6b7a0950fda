import { rule } from "../../kit/rules";
import { type Action, type Context, defineChange, defineRead } from "../action";
import { Refusal } from "../errors";
import { mine } from "../find";

/** The tag product's actions on public addresses of both products. They keep the vendor's names, together: each is a few lines. */

const AT_ONCE = 10;
const WORDS = ["TagKey", "TagValue"] as const;
const RESOURCE = /^qcs::vpc:([a-z0-9-]+):uin\/(\d*):(eip|eipv6)\/(\3-[0-9a-z]+)$/;
const perSecond = 20;
const product = "tag" as const;

function requireTagged(context: Context, resource: string): string {
  const [, region, , , id = ""] = RESOURCE.exec(resource) ?? [];
  if (region === undefined) throw new Refusal("InvalidParameterValue", `${resource} is not the name of a resource.`);
  const row = tagged(context, id);
  if (!row || !mine({ ...context, region }, row)) throw new Refusal("ResourceNotFound", `${resource} is not found.`);
  return id;
}

function tagged({ world }: Context, id: string) {
  return world.publicAddresses.get(id) ?? world.elasticAddresses.get(id);
}

function requireFew(count: number): void {
  if (count > AT_ONCE) throw new Refusal("InvalidParameterValue.LimitExceeded");
}

function retag({ world }: Context, id: string, put: Readonly<Record<string, string>>, drop: readonly string[]): void {
  const retagged = <T extends { readonly tags: Readonly<Record<string, string>> }>(row: T): T => {
    const kept = Object.entries(row.tags).filter(([key]) => !drop.includes(key));
    return { ...row, tags: { ...Object.fromEntries(kept), ...put } };
  };
  const [classic, elastic] = [world.publicAddresses.get(id), world.elasticAddresses.get(id)];
  if (classic) world.publicAddresses.put(retagged(classic));
  if (elastic) world.elasticAddresses.put(retagged(elastic));
}

export const modifyResourceTags = defineChange<{ id: string; put: Record<string, string>; drop: string[] }>({
  ...{ name: "ModifyResourceTags", product, perSecond, takes: ["Resource", "ReplaceTags", "DeleteTags"] },
  rules: [rule("documented", "ReplaceTags and DeleteTags, at most 10 each, with no key in both.")],
  check: (context) => {
    const { input } = context;
    const put = input.tags("ReplaceTags", WORDS);
    const drop = input.objects("DeleteTags").map((tag) => tag.required("TagKey"));
    requireFew(Object.keys(put).length);
    requireFew(drop.length);
    if (drop.some((key) => Object.hasOwn(put, key))) throw new Refusal("InvalidParameter", "A key is in both lists.");
    return { id: requireTagged(context, input.required("Resource")), put, drop };
  },
  act: (context, { id, put, drop }) => {
    retag(context, id, put, drop);
    return {};
  },
});

export const tagResources = defineChange<{ ids: string[]; put: Record<string, string> }>({
  ...{ name: "TagResources", product, perSecond, takes: ["ResourceList", "Tags"] },
  rules: [
    rule("documented", "At most 10 resources and 10 tags; FailedResources may name some on success."),
    rule("assumed", "FailedResources is always empty: one bad resource refuses all."),
  ],
  check: (context) => {
    const resources = context.input.requiredList("ResourceList");
    const put = context.input.tags("Tags", WORDS);
    requireFew(Math.max(resources.length, Object.keys(put).length));
    return { ids: resources.map((resource) => requireTagged(context, resource)), put };
  },
  act: (context, { ids, put }) => {
    for (const id of ids) retag(context, id, put, []);
    return { FailedResources: [] };
  },
});

export const unTagResources = defineChange<{ ids: string[]; drop: string[] }>({
  ...{ name: "UnTagResources", product, perSecond, takes: ["ResourceList", "TagKeys"] },
  rules: [rule("documented", "At most 10 resources and 10 keys.")],
  check: (context) => {
    const resources = context.input.requiredList("ResourceList");
    const drop = context.input.requiredList("TagKeys");
    requireFew(Math.max(resources.length, drop.length));
    return { ids: resources.map((resource) => requireTagged(context, resource)), drop };
  },
  act: (context, { ids, drop }) => {
    for (const id of ids) retag(context, id, {}, drop);
    return { FailedResources: [] };
  },
});

const lists = {
  product,
  perSecond,
  rules: [rule("assumed", "Only public addresses (prefixes eip and eipv6) have tags here.")],
};

function listed(context: Context, region: string, ids: readonly string[]) {
  const { publicAddresses, elasticAddresses } = context.world;
  const rows = [...publicAddresses.all(), ...elasticAddresses.all()].filter(
    (row) => mine({ ...context, region }, row) && ids.includes(row.id),
  );
  const all = rows.flatMap((row) =>
    Object.entries(row.tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue, ResourceId: row.id })),
  );
  const { offset, limit } = context.input.page();
  return { TotalCount: all.length, Offset: offset, Limit: limit, rows: all.slice(offset, offset + limit) };
}

export const describeResourceTagsByResourceIds = defineRead({
  ...{ ...lists, name: "DescribeResourceTagsByResourceIds" },
  takes: ["ServiceType", "ResourcePrefix", "ResourceIds", "ResourceRegion", "Offset", "Limit"],
  read: (context) => {
    const ids = context.input.requiredList("ResourceIds");
    const { rows, ...page } = listed(context, context.input.required("ResourceRegion"), ids);
    return { ...page, Tags: rows };
  },
});

export const describeResourceTags = defineRead({
  ...{ ...lists, name: "DescribeResourceTags" },
  takes: [
    "ServiceType",
    "ResourcePrefix",
    "ResourceId",
    "ResourceRegion",
    "CreateUin",
    "Offset",
    "Limit",
    "CosResourceId",
  ],
  read: (context) => {
    const id = context.input.required("ResourceId");
    const { rows, ...page } = listed(context, context.input.required("ResourceRegion"), [id]);
    return { ...page, Rows: rows.map((row) => ({ ...row, ServiceType: "vpc", ResourcePrefix: id.split("-")[0] })) };
  },
});

export const tagActions: readonly Action[] = [
  describeResourceTags,
  describeResourceTagsByResourceIds,
  modifyResourceTags,
  tagResources,
  unTagResources,
];
