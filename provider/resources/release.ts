import type { Context } from "../core/context";

/** What was just let go of may still show, or still count, for so long. Milliseconds. */
const SHOWS_WITHIN = 10_000;

/**
 * Looks until nothing is left, for as long as a release may take to show.
 *
 * @param look what is still there, in words
 * @returns what was there to the end; empty when all is gone
 */
export async function untilReleased(ctx: Context, look: () => Promise<readonly string[]>): Promise<readonly string[]> {
  const until = Math.min(ctx.deadline, ctx.clock.now() + SHOWS_WITHIN);
  for (;;) {
    const still = await look();
    if (still.length === 0 || ctx.clock.now() + 1_000 > until) return still;
    await ctx.clock.sleep(1_000, ctx.signal);
  }
}
