import type { Reserved } from "../../core/field";
import { clientToken } from "../../core/id";
import { HeldTags } from "../../core/lifecycle/held-tags";
import type { AddressRow, Answers, NetworkInterfaceRow, TencentApi } from "./wire";

/** Key of the owner tag that every order carries. Never part of the property `tags`. */
export const OWNER_KEY = "pulumi-ipv6:owner";
/** Key of the held tag: some state has the address. */
export const HELD_KEY = "pulumi-ipv6:held";
/** Keys that users cannot set and that never count as drift: the system's and this provider's. */
export const RESERVED: Reserved = {
  beginnings: ["pulumi-ipv6:", "qcs:", "tencentcloud:", "tencent:"],
  keys: ["project", "项目"],
};
/** Tags of controllers on what they manage: the container service (TKE). */
export const CONTROLLERS: Readonly<Record<string, string>> = { "tke-createdBy-flag=yes": "TKE" };
/** Most resources in one request to the product `tag`. */
const AT_ONCE = 10;

/** Resource name in the product `tag`. The prefix of an id is the name of its resource type. */
export function resourceName(region: string, id: string): string {
  return `qcs::vpc:${region}:uin/:${id.split("-")[0]}/${id}`;
}

export function heldTags(client: TencentApi): HeldTags {
  const list = (region: string, ids: readonly string[]) => ids.map((id) => resourceName(region, id));
  return new HeldTags(
    AT_ONCE,
    async (ctx, region, TagKey, ids) => {
      const request = { ResourceList: list(region, ids), Tags: [{ TagKey, TagValue: "true" }] };
      refuseUntagged(await client.call(ctx, "TagResources", request, { region, subject: ids[0] }));
    },
    (ctx, region, key, ids) => {
      const request = { ResourceList: list(region, ids), TagKeys: [key] };
      return client.call(ctx, "UnTagResources", request, { region, subject: ids[0] });
    },
  );
}

/** @throws if TagResources, which succeeds all the same, names objects that it did not tag */
export function refuseUntagged({ FailedResources }: Answers["TagResources"]): void {
  const [first] = FailedResources ?? [];
  if (first) throw new Error(`${first.Resource} was not tagged: ${first.Code ?? ""} ${first.Message ?? ""}`);
}

/** Hexadecimal digits of one mark: 20 marks with separators fit the 255 characters of a tag. */
const DIGITS = 10;
export const MARKS_IN_A_TAG = 20;
const BETWEEN = ".";

/** Identifies the owner and one address. The owner tag of a batch has one mark for each of its addresses. */
export function markOf(owner: string, address: string): string {
  return clientToken(owner, [address], 0).slice(0, DIGITS);
}

export function ownerTag(marks: readonly string[]): string {
  return marks.join(BETWEEN);
}

export function marksIn(value: string): string[] {
  return value.split(BETWEEN);
}

export function bearsMark(tags: Readonly<Record<string, string>>, mark: string): boolean {
  return marksIn(tags[OWNER_KEY] ?? "").includes(mark);
}

/** All tags of an address, including the owner tag. */
export function tagsOf({ TagSet }: Pick<AddressRow | NetworkInterfaceRow, "TagSet">): Record<string, string> {
  return Object.fromEntries((TagSet ?? []).map(({ Key, Value }) => [Key, Value ?? ""]));
}

/** Whether the held tag shows that some state has it. */
export function isHeld(row: Parameters<typeof tagsOf>[0] | undefined, key: string): boolean {
  return row !== undefined && Object.hasOwn(tagsOf(row), key);
}
