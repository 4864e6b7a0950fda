import type { Reserved } from "../../core/field";
import { HeldTags } from "../../core/lifecycle/held-tags";
import { clientToken } from "../../core/lifecycle/token";
import type { AddressRow, NetworkInterfaceRow, TencentApi } from "./wire";

/** Key of the tag that every order of ours bears. Never part of the property `tags`. */
export const OWNER_KEY = "pulumi-ipv6:owner";
/** Key of the tag that says that some state has the address. */
export const HELD_KEY = "pulumi-ipv6:held";
/** Neither the user's to set nor drift: the system's own, and ours. */
export const RESERVED: Reserved = {
  beginnings: ["pulumi-ipv6:", "qcs:", "tencentcloud:", "tencent:"],
  keys: ["project", "项目"],
};
/** Most resources in one call of the product `tag`. */
const AT_ONCE = 10;

/** By the product `tag`: the two products' ids, and those of network cards, begin as their resources are called. */
export function resourceName(region: string, id: string): string {
  return `qcs::vpc:${region}:uin/:${id.split("-")[0]}/${id}`;
}

export function heldTags(client: TencentApi): HeldTags {
  const list = (region: string, ids: readonly string[]) => ids.map((id) => resourceName(region, id));
  return new HeldTags(
    AT_ONCE,
    (ctx, region, TagKey, ids) => {
      const request = { ResourceList: list(region, ids), Tags: [{ TagKey, TagValue: "true" }] };
      return client.call(ctx, "TagResources", request, { region, subject: ids[0] });
    },
    (ctx, region, key, ids) => {
      const request = { ResourceList: list(region, ids), TagKeys: [key] };
      return client.call(ctx, "UnTagResources", request, { region, subject: ids[0] });
    },
  );
}

/** Hexadecimal digits of one mark: 20 of them, with what is between, fit the 255 characters of a tag. */
const DIGITS = 10;
const BETWEEN = ".";

/** Whose order, for which address: one tag serves a whole batch, and says "ours" of no other address in it. */
export function markOf(owner: string, address: string): string {
  return clientToken(owner, [address], 0).slice(0, DIGITS);
}

export function ownerTag(marks: readonly string[]): string {
  return marks.join(BETWEEN);
}

export function bearsMark(tags: Readonly<Record<string, string>>, mark: string): boolean {
  return tags[OWNER_KEY]?.split(BETWEEN).includes(mark) ?? false;
}

/** All tags of an address, our mark too. */
export function tagsOf({ TagSet }: Pick<AddressRow | NetworkInterfaceRow, "TagSet">): Record<string, string> {
  return Object.fromEntries((TagSet ?? []).map(({ Key, Value }) => [Key, Value ?? ""]));
}

/** Does a tag say that some state has it? */
export function isHeld(row: Parameters<typeof tagsOf>[0] | undefined, key: string): boolean {
  return row !== undefined && Object.hasOwn(tagsOf(row), key);
}

/**
 * The tag on a network interface that says which of its addresses some state has. One for each assignment, because two
 * may be written at once; its value is a mark for each address.
 */
export function assignmentTag(owner: string, networkInterfaceId: string, addresses: readonly string[]) {
  const key = `${ASSIGNMENT_KEYS}${markOf(owner, networkInterfaceId)}`;
  return { key, value: ownerTag(addresses.map((address) => markOf("", address))) };
}
const ASSIGNMENT_KEYS = "pulumi-ipv6:";

/** Which of these addresses some state has, by the tags of every assignment on the network interface. */
export function heldOn(row: NetworkInterfaceRow | undefined, addresses: readonly string[]): string[] {
  const tags = Object.entries(row ? tagsOf(row) : {}).filter(([key]) => key.startsWith(ASSIGNMENT_KEYS));
  const marks = new Set(tags.flatMap(([, value]) => value.split(BETWEEN)));
  return addresses.filter((address) => marks.has(markOf("", address)));
}
