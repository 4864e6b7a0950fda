import type { Context } from "../../core/context";
import { messageOf } from "../../core/error";
import type { Reserved } from "../../core/field";
import { together } from "../../core/gather";
import { clientToken } from "../../core/token";
import type { TencentClient } from "./client";
import type { AddressRow, NetworkInterfaceRow } from "./wire";

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

/** Puts and takes off the tags that say what some state has, for many resources in one call. */
export class HeldTags {
  private readonly put;
  private readonly drop;

  constructor(client: TencentClient) {
    const of = (group: string, ids: readonly string[]) => {
      const [region = "", key = ""] = group.split(" ");
      return { key, ResourceList: ids.map((id) => resourceName(region, id)), about: { region, subject: ids[0] } };
    };
    this.put = together(AT_ONCE, (ctx, group, ids) => {
      const { key: TagKey, ResourceList, about } = of(group, ids);
      return client.call(ctx, "TagResources", { ResourceList, Tags: [{ TagKey, TagValue: "true" }] }, about);
    });
    this.drop = together(AT_ONCE, (ctx, group, ids) => {
      const { key, ResourceList, about } = of(group, ids);
      return client.call(ctx, "UnTagResources", { ResourceList, TagKeys: [key] }, about);
    });
  }

  hold(ctx: Context, region: string, key: string, id: string): Promise<void> {
    return this.put(ctx, `${region} ${key}`, id);
  }

  /** What is no longer held: a tag that stays behind is no reason to fail. */
  async release(ctx: Context, region: string, key: string, id: string): Promise<void> {
    await this.drop(ctx, `${region} ${key}`, id).catch((error: unknown) => {
      ctx.log("debug", `the tag ${key} stays on ${id}: ${messageOf(error)}`);
    });
  }
}

/** Key of the tag on a network card that says that some state has the assignment which is declared so. */
export function assignmentKey(owner: string, networkInterfaceId: string): string {
  return `pulumi-ipv6:${markOf(owner, networkInterfaceId)}`;
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
