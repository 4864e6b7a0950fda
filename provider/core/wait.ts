import { DeadlineError } from "./api/errors";
import type { Context } from "./context";

export interface WaitOptions<T> {
  /** What is awaited, for people: "internet bandwidth of ipv6-1 to be ready". */
  readonly goal: string;
  /** One look. */
  readonly look: () => Promise<T>;
  /** Undefined when there, else what it is doing now, in the cloud's words. */
  readonly pending: (seen: T) => string | undefined;
}

/** Between looks: quick at first, then polite. Milliseconds. */
const PACE = [300, 700, 1_000, 2_000, 3_000, 5_000];
/** A wait longer than this says so, and again after each such stretch. Milliseconds. */
const SAY_AFTER = 10_000;

/** Looks until it is there, within the context's deadline. A timeout tells what was seen, and how often. */
export async function waitFor<T>(ctx: Context, { goal, look, pending }: WaitOptions<T>): Promise<T> {
  const began = ctx.clock.now();
  const tally = new Map<string, number>();
  let message = began;
  for (let round = 0; ; round++) {
    const seen = await look();
    const doing = pending(seen);
    if (doing === undefined) return seen;
    tally.set(doing, (tally.get(doing) ?? 0) + 1);
    const now = ctx.clock.now();
    const pause = PACE[Math.min(round, PACE.length - 1)] ?? 0;
    if (now + pause > ctx.deadline) throw new DeadlineError(timeoutMessage(goal, now - began, tally));
    if (now - message >= SAY_AFTER) {
      message = now;
      ctx.log("progress", `waiting for ${goal}: ${seconds(now - began)}, now ${doing}`);
    }
    await ctx.clock.sleep(jittered(pause, ctx.random), ctx.signal);
  }
}

function timeoutMessage(goal: string, waited: number, tally: Map<string, number>): string {
  const states = [...tally].map(([state, times]) => `${state} (${times} times)`).join(", ");
  return `waited ${seconds(waited)} for ${goal}; saw ${states}. Run again to continue, or allow more time with customTimeouts`;
}

export function seconds(milliseconds: number): string {
  return `${Math.round(milliseconds / 1000)} s`;
}

/** Spread by a quarter either way, so that many waiters do not come back together. */
export function jittered(milliseconds: number, random: () => number): number {
  return milliseconds * (0.75 + random() / 2);
}

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
