import { type Context, record } from "./action";
import type { Ipv6Address } from "./world";

/** Writes an address with something about it changed. What is on a card is the card's matter, and not in the ledger. */
export function putChanged(context: Context, row: Ipv6Address, change: Partial<Ipv6Address>): void {
  const { tags = {}, ...rest } = { ...row, ...change };
  context.world.ipv6Addresses.put(Object.keys(tags).length > 0 ? { ...rest, tags } : rest);
  if (row.networkInterface !== undefined) return;
  const { id, vSwitch: subject } = row;
  record(context, { event: "changed", resource: "Ipv6Address", id, subject, detail: change });
}
