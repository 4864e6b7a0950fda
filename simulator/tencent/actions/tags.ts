import { findVisible, isVisible, lagOf } from "../../common/action";
import { assumed, documented } from "../../common/rules";
import type { Table } from "../../common/table";
import { type Action, type Context, defineChange, defineRead } from "../action";
import { Refusal } from "../errors";
import { refuseReserved, requireShort, shownTags } from "../tags";

/** The actions of the tag product, on public addresses and network interfaces. */

const AT_ONCE = 10;
const WORDS = ["TagKey", "TagValue"] as const;
const RESOURCE = /^qcs::vpc:([a-z0-9-]+):uin\/(\d*):(eip|eipv6|eni)\/(\3-[0-9a-z-]+)$/;
const shared = [
  documented("The codes are those of the action's list in the SDK. Which of them a case answers is assumed."),
  assumed(
    "A key that begins with tencentcloud:, tencent: or qcs:, and the keys project and 项目, answer InvalidParameter.ReservedTagKey and refuse the whole call, whether added or removed.",
  ),
  assumed("A resource that does not exist answers ResourceDescriptionError, as a name that is malformed does."),
  assumed("A key has at most 127 characters, a value 255."),
];
const product = "tag" as const;

function requireTagged(context: Context, resource: string): string {
  const [, region, , , id = ""] = RESOURCE.exec(resource) ?? [];
  const table = tableOf(context, id);
  if (region === undefined || !table || !findVisible({ ...context, region }, table, id)) {
    throw new Refusal("InvalidParameterValue.ResourceDescriptionError", `${resource} is not the name of a resource.`);
  }
  return id;
}

interface Tagged {
  readonly id: string;
  readonly account: string;
  readonly region: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** The tables whose rows have tags. No id is in two of them. */
function tables({ state }: Context): readonly Table<Tagged>[] {
  return [state.publicAddresses, state.elasticAddresses, state.networkInterfaces];
}

function tableOf(context: Context, id: string): Table<Tagged> | undefined {
  return tables(context).find((table) => table.get(id));
}

function requireFew(count: number, code: string): void {
  if (count > AT_ONCE) throw new Refusal(code);
}

function retag(context: Context, id: string, put: Readonly<Record<string, string>>, drop: readonly string[]): void {
  const table = tableOf(context, id);
  const row = table?.get(id);
  if (!row) return;
  const kept = Object.entries(row.tags).filter(([key]) => !drop.includes(key));
  table?.put({ ...row, tags: { ...Object.fromEntries(kept), ...put } });
}

export const modifyResourceTags = defineChange<{ id: string; put: Record<string, string>; drop: string[] }>({
  ...{ name: "ModifyResourceTags", product, takes: ["Resource", "ReplaceTags", "DeleteTags"] },
  rules: [documented("ReplaceTags and DeleteTags, at most 10 each, with no key in both."), ...shared],
  check: (context) => {
    const { parameters } = context;
    const put = parameters.tags("ReplaceTags", WORDS);
    const drop = parameters.objects("DeleteTags").map((tag) => tag.required("TagKey"));
    requireFew(Math.max(Object.keys(put).length, drop.length), "LimitExceeded.TagKey");
    requireShort([...Object.keys(put), ...drop], Object.values(put));
    refuseReserved([...Object.keys(put), ...drop]);
    if (drop.some((key) => Object.hasOwn(put, key))) {
      throw new Refusal("InvalidParameterValue.DeleteTagsParamError", "A key is in both lists.");
    }
    return { id: requireTagged(context, parameters.required("Resource")), put, drop };
  },
  act: (context, { id, put, drop }) => {
    retag(context, id, put, drop);
    return {};
  },
});

export const tagResources = defineChange<{ ids: string[]; put: Record<string, string> }>({
  ...{ name: "TagResources", product, takes: ["ResourceList", "Tags"] },
  rules: [
    documented("At most 10 resources and 10 tags; FailedResources may name some on success."),
    assumed("FailedResources is always empty: one bad resource refuses the whole call."),
    ...shared,
  ],
  check: (context) => {
    const resources = context.parameters.requiredList("ResourceList");
    const put = context.parameters.tags("Tags", WORDS);
    requireFew(resources.length, "LimitExceeded.ResourceNumPerRequest");
    requireFew(Object.keys(put).length, "LimitExceeded.TagNumPerRequest");
    requireShort(Object.keys(put), Object.values(put));
    refuseReserved(Object.keys(put));
    return { ids: resources.map((resource) => requireTagged(context, resource)), put };
  },
  act: (context, { ids, put }) => {
    for (const id of ids) retag(context, id, put, []);
    return { FailedResources: [] };
  },
});

export const unTagResources = defineChange<{ ids: string[]; drop: string[] }>({
  ...{ name: "UnTagResources", product, takes: ["ResourceList", "TagKeys"] },
  rules: [documented("At most 10 resources and 10 keys."), ...shared],
  check: (context) => {
    const resources = context.parameters.requiredList("ResourceList");
    const drop = context.parameters.requiredList("TagKeys");
    requireFew(resources.length, "LimitExceeded.ResourceNumPerRequest");
    requireFew(drop.length, "LimitExceeded.TagNumPerRequest");
    requireShort(drop);
    refuseReserved(drop);
    return { ids: resources.map((resource) => requireTagged(context, resource)), drop };
  },
  act: (context, { ids, drop }) => {
    for (const id of ids) retag(context, id, {}, drop);
    return { FailedResources: [] };
  },
});

const lists = {
  product,
  rules: [
    assumed("Only public addresses (prefixes eip and eipv6) and network interfaces (eni) have tags here."),
    assumed(
      "Only tags that were added. With the setting systemTags the cloud's own on public addresses are listed too.",
    ),
    assumed("Lags with readLagMs, as the lists of the resources do."),
  ],
};

/** The page of tags of some resources, as both lists show them. */
function listed(context: Context, ids: readonly string[]) {
  const { parameters } = context;
  const region = requireRegion(context, parameters.required("ResourceRegion"));
  const [service, prefix] = [parameters.text("ServiceType"), parameters.text("ResourcePrefix")];
  const rows = tables(context)
    .flatMap((table) => table.asOf(lagOf(context)))
    .filter((row) => isVisible({ ...context, region }, row) && ids.includes(row.id))
    .filter((row) => (service ?? "vpc") === "vpc" && (prefix ?? prefixOf(row.id)) === prefixOf(row.id));
  const all = rows.flatMap((row) =>
    Object.entries(shownTags(context, row)).map(([TagKey, TagValue]) => ({
      ...{ TagKey, TagValue, ResourceId: row.id, ServiceType: "vpc", Category: "custom" },
    })),
  );
  return parameters.page()(all);
}

function prefixOf(id: string): string {
  return id.split("-")[0] ?? "";
}

function requireRegion({ state }: Context, region: string): string {
  if (!state.seed.regions.includes(region)) throw new Refusal("InvalidParameterValue.RegionInvalid");
  return region;
}

const FILTERS = ["ServiceType", "ResourcePrefix", "ResourceRegion", "Offset", "Limit"];

export const describeResourceTagsByResourceIds = defineRead({
  ...{ ...lists, name: "DescribeResourceTagsByResourceIds", takes: [...FILTERS, "ResourceIds"] },
  read: (context) => {
    const { page, ...paging } = listed(context, context.parameters.requiredList("ResourceIds"));
    return { ...paging, Tags: page };
  },
});

export const describeResourceTags = defineRead({
  ...{ ...lists, name: "DescribeResourceTags", takes: [...FILTERS, "ResourceId"] },
  read: (context) => {
    const { page, ...paging } = listed(context, [context.parameters.required("ResourceId")]);
    return { ...paging, Rows: page };
  },
});

export const tagActions: readonly Action[] = [
  describeResourceTags,
  describeResourceTagsByResourceIds,
  modifyResourceTags,
  tagResources,
  unTagResources,
];
