import type { Context } from "../../core/context";
import { type Assumed, billingOf, notesOf, shownTagsOf } from "./billing";
import type { Properties } from "./ipv6-internet-bandwidth";
import { bearsMark, HELD_KEY, markOf, tagsOf } from "./owner";
import type { AddressRow } from "./wire";

/** An address with private reach only: no bandwidth. */
export const PRIVATE = "PRIVATE";

export interface Seen {
  readonly row: AddressRow;
  readonly properties: Properties;
  readonly notes: readonly string[];
}

/** In our words. What nobody knows is left out, so that it is no drift. */
export function seenOn(
  row: AddressRow | undefined,
  region: string,
  ip6Address: string,
  assumed: Assumed = {},
): Seen | undefined {
  if (!row || row.AddressStatus === PRIVATE) return undefined;
  const values = {
    region,
    ip6Address,
    ...billingOf(row, assumed),
    tags: shownTagsOf(row),
    addressId: row.AddressId,
    status: row.AddressStatus ?? "",
  };
  const known = Object.entries(values).filter(([, value]) => value !== undefined);
  return { row, properties: Object.fromEntries(known) as Properties, notes: notesOf(row) };
}

/** Ordered by this declared resource, and in no state yet. */
export function isPending({ owner }: Context, { row, properties }: Seen): boolean {
  const tags = tagsOf(row);
  return bearsMark(tags, markOf(owner, properties.ip6Address ?? "")) && !Object.hasOwn(tags, HELD_KEY);
}
