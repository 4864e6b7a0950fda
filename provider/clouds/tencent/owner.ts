import { clientToken } from "../../core/token";
import type { AddressRow } from "./wire";

/** Key of the tag that every order of ours bears. Never part of the property `tags`. */
export const OWNER_KEY = "pulumi-ipv6:owner";
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
export function tagsOf({ TagSet }: AddressRow): Record<string, string> {
  return Object.fromEntries((TagSet ?? []).map(({ Key, Value }) => [Key, Value ?? ""]));
}
