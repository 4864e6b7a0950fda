import type { Context } from "../../core/context";

/** Calls asked for within so many milliseconds go out together. */
export const GATHER = 10;

export interface Ask<K> {
  readonly ctx: Context;
  readonly key: K;
}

/** Whoever may wait longest carries the call; a shorter deadline is felt by its own wait. */
export function lastOf(asks: readonly Ask<unknown>[]): Context {
  return asks.map((ask) => ask.ctx).reduce((a, b) => (b.deadline > a.deadline ? b : a));
}

/** Ids for a message. */
export function named(ids: readonly string[]): string {
  return ids.length > 3 ? `${ids.slice(0, 3).join(", ")} and ${ids.length - 3} more` : ids.join(", ");
}
