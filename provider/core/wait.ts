import { DeadlineError } from "./api/errors";
import type { Context } from "./context";
import { waiting } from "./lanes";

export interface WaitOptions<T> {
  /** What to wait for, in messages: "internet bandwidth of ipv6-1 to be ready". */
  readonly goal: string;
  /** One read. */
  readonly look: () => Promise<T>;
  /** The state still pending, in the cloud's words; undefined when done. */
  readonly pending: (seen: T) => string | undefined;
  /** How long this usually takes. Unset: the first look is at once. */
  readonly usual?: UsualTime | undefined;
}

interface Pace {
  /** Up to so many milliseconds after the beginning. */
  readonly until: number;
  /** Milliseconds between looks. */
  readonly pause: number;
}
const SHORTEST = 150;
/** Maximum time before the first look, however long the changes seen so far took. Milliseconds. */
const LONGEST_BLIND = 5_000;
const LATER: readonly Pace[] = [
  { until: 20_000, pause: 1_000 },
  { until: 60_000, pause: 2_000 },
  { until: Number.POSITIVE_INFINITY, pause: 5_000 },
];
/** After a change: its end is seen soon. */
const AFTER_A_CHANGE: readonly Pace[] = [{ until: 5_000, pause: SHORTEST }, ...LATER];
/** Where nothing was sent, as until reads that lag show an object. */
const OTHERWISE: readonly Pace[] = [{ until: 1_000, pause: 300 }, ...LATER];
/** Interval of progress messages. Milliseconds. */
const REPORT_EVERY = 10_000;
/** The quickest of the last so many counts: an unusually quick one is then seen soon, too. */
const REMEMBERED = 32;

/** How long one kind of change took in this run, so that the next is not looked at before. */
export class UsualTime {
  /** Times at which one was still pending, or may have been. Milliseconds from the beginning. */
  private readonly pending: number[] = [];

  /** When the first look is worth its call. Milliseconds from the beginning. */
  first(): number {
    return this.pending.length > 0 ? Math.min(LONGEST_BLIND, ...this.pending) : 0;
  }

  /**
   * @param first when the first look was
   * @param pendingAt when the last look was that showed it pending
   */
  learn(first: number, pendingAt: number | undefined): void {
    // Done at the first look: it may have been done before.
    this.pending.push(pendingAt ?? Math.max(0, first - SHORTEST));
    if (this.pending.length > REMEMBERED) this.pending.shift();
  }
}

/**
 * Reads until nothing is pending: first when the change usually ends, then close together, then less often. All waits
 * look at the same times, so that they share their reads.
 *
 * @throws DeadlineError with the states seen and how often
 */
export async function waitFor<T>(ctx: Context, { goal, look, pending, usual }: WaitOptions<T>): Promise<T> {
  const began = ctx.clock.now();
  const tally = new Map<string, number>();
  let message = began;
  const sleep = (milliseconds: number) => waiting(ctx, () => ctx.clock.sleep(milliseconds, ctx.signal));
  const first = Math.min(usual?.first() ?? 0, (ctx.deadline - began) / 2);
  if (first > 0) await sleep(first);
  let pendingAt: number | undefined;
  for (;;) {
    const at = ctx.clock.now();
    if (pendingAt !== undefined) ctx.recent?.forget();
    const seen = await look();
    const doing = pending(seen);
    if (doing === undefined) {
      usual?.learn(first, pendingAt);
      return seen;
    }
    pendingAt = at - began;
    tally.set(doing, (tally.get(doing) ?? 0) + 1);
    const now = ctx.clock.now();
    const pause = pauseAt(usual ? AFTER_A_CHANGE : OTHERWISE, now, now - began);
    if (now + pause > ctx.deadline) throw new DeadlineError(timeoutMessage(goal, now - began, tally));
    if (now - message >= REPORT_EVERY) {
      message = now;
      ctx.log("progress", `waiting for ${goal}: ${seconds(now - began)}, now ${doing}`);
    }
    await sleep(pause);
  }
}

function pauseAt(paces: readonly Pace[], now: number, waited: number): number {
  const { pause } = paces.find(({ until }) => waited < until) ?? { pause: SHORTEST };
  // To the next multiple: all waits look at the same times.
  return pause - (now % pause) || pause;
}

function timeoutMessage(goal: string, waited: number, tally: Map<string, number>): string {
  const states = [...tally].map(([state, times]) => `${state} (${times} times)`).join(", ");
  return `waited ${seconds(waited)} for ${goal}; saw ${states}. Run again to continue, or allow more time with customTimeouts`;
}

export function seconds(milliseconds: number): string {
  return `${Math.round(milliseconds / 1000)} s`;
}

/** Adds jitter of a quarter either way, so that concurrent retries are not in step. */
export function jittered(milliseconds: number, random: () => number): number {
  return milliseconds * (0.75 + random() / 2);
}

/** Reads until something is shown, for so many milliseconds. */
export async function shownWithin<T>(
  ctx: Context,
  span: number,
  read: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const until = Math.min(ctx.deadline, ctx.clock.now() + span);
  for (;;) {
    const seen = await read();
    if (seen !== undefined || ctx.clock.now() >= until) return seen;
    await ctx.clock.sleep(2_000, ctx.signal);
    ctx.recent?.forget();
  }
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
    ctx.recent?.forget();
  }
}
