import { DeadlineError } from "./api/errors";
import type { Context } from "./context";

export interface WaitOptions<T> {
  /** What to wait for, in messages: "internet bandwidth of ipv6-1 to be ready". */
  readonly goal: string;
  /** One read. */
  readonly look: () => Promise<T>;
  /** The state still pending, in the cloud's words; undefined when done. */
  readonly pending: (seen: T) => string | undefined;
}

/** Pauses between reads: short at first, then longer. Milliseconds. */
const PACE = [300, 700, 1_000, 2_000, 3_000, 5_000];
/** Interval of progress messages. Milliseconds. */
const REPORT_EVERY = 10_000;

/**
 * Reads until nothing is pending.
 *
 * @throws DeadlineError with the states seen and how often
 */
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
    if (now - message >= REPORT_EVERY) {
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

/** Adds jitter of a quarter either way, so that concurrent waits do not poll in step. */
export function jittered(milliseconds: number, random: () => number): number {
  return milliseconds * (0.75 + random() / 2);
}

/** What was just released may still show, or still count, for this long. Milliseconds. */
const RELEASE_LAG = 10_000;

/**
 * Reads until nothing is left, for as long as a release may take to show.
 *
 * @param look what is left, in words
 * @returns what is left after that time; empty when all is gone
 */
export async function untilReleased(ctx: Context, look: () => Promise<readonly string[]>): Promise<readonly string[]> {
  const until = Math.min(ctx.deadline, ctx.clock.now() + RELEASE_LAG);
  for (;;) {
    const still = await look();
    if (still.length === 0 || ctx.clock.now() + 1_000 > until) return still;
    await ctx.clock.sleep(1_000, ctx.signal);
  }
}
