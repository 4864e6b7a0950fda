import type { Context } from "../context";
import { DeadlineError, kindOf } from "./errors";

/**
 * As many calls as a second's limit go out per window, all at once if they come at once. It is longer than a second,
 * because calls may arrive closer together than they were sent: 95 % of the limit. Milliseconds.
 */
const WINDOW = 1_050;
/** How much later than its sending a call may count at the cloud without being told. Milliseconds. */
const MARGIN = 50;
/** Assumed limit, in calls per second, when the cloud throttles an action without a published one. */
const UNPUBLISHED = 20;
/** Minimum rate in calls per second. */
const SLOWEST = 0.5;
/** A throttled call multiplies the rate by SLOWED; each success adds REGAINED of the full rate. */
const SLOWED = 0.5;
const REGAINED = 0.02;
/** Throttled calls within this many milliseconds count once. */
const VOLLEY = 1_000;
/** A longer wait is reported. Milliseconds. */
const WORTH_A_WORD = 1_000;

type Ticking = Pick<Context, "clock" | "signal" | "deadline"> & Partial<Pick<Context, "log">>;

/** When a call goes out, or counted at the cloud as far as its answer tells. Milliseconds since the epoch. */
interface Turn {
  at: number;
}

interface Queue {
  /** The limit, and what is used of it now. Calls per second. */
  readonly full: number;
  rate: number;
  /** The latest calls and those that wait, in order. */
  readonly turns: Turn[];
  /** Time of the last slowdown. Milliseconds since the epoch. */
  slowedAt: number;
}

/**
 * Keeps calls under the rate limits with one queue per key, and adapts to throttling: the rate is halved, then grows
 * with each success, so that several processes on one account come to equal shares. Without a published limit, calls
 * wait only after the first throttled one. Waiting calls are served in order.
 */
export class RateLimiter {
  private readonly queues = new Map<string, Queue>();

  /**
   * Runs one attempt as soon as the limit allows.
   *
   * @throws DeadlineError at once if that would be after the deadline, CancelledError when the run is cancelled
   */
  async pass<T>(ctx: Ticking, key: string, perSecond: number | undefined, attempt: () => Promise<T>): Promise<T> {
    const turn = await this.take(ctx, key, perSecond);
    const sent = ctx.clock.now();
    try {
      const answer = await attempt();
      this.succeeded(key);
      return answer;
    } catch (error) {
      if (kindOf(error) === "throttled") this.throttled(key, ctx.clock.now());
      throw error;
    } finally {
      // A slow call may have counted late.
      if (turn) turn.at = Math.max(turn.at, (sent + ctx.clock.now()) / 2 - MARGIN);
    }
  }

  private async take(ctx: Ticking, key: string, perSecond: number | undefined): Promise<Turn | undefined> {
    const queue = perSecond === undefined ? this.queues.get(key) : this.of(key, perSecond);
    if (!queue) return undefined;
    const now = ctx.clock.now();
    const turn = { at: nextOf(queue, now) };
    const pause = turn.at - now;
    if (pause > 0 && turn.at > ctx.deadline) throw tooLate(key);
    const before = queue.turns.filter(({ at }) => at > now).length;
    // Taken before the wait, so that calls are served in order.
    queue.turns.push(turn);
    if (pause > WORTH_A_WORD) ctx.log?.("progress", `waiting for the cloud's rate limit (${before} before this one)`);
    if (pause > 0) await ctx.clock.sleep(pause, ctx.signal);
    return turn;
  }

  /** Slows down. Calls in flight together are throttled together, so they count once. */
  private throttled(key: string, now: number): void {
    const queue = this.of(key, UNPUBLISHED);
    if (now < queue.slowedAt + VOLLEY) return;
    queue.slowedAt = now;
    queue.rate = Math.max(SLOWEST, queue.rate * SLOWED);
  }

  private succeeded(key: string): void {
    const queue = this.queues.get(key);
    if (queue) queue.rate = Math.min(queue.full, queue.rate + queue.full * REGAINED);
  }

  private of(key: string, perSecond: number): Queue {
    let queue = this.queues.get(key);
    if (!queue) {
      queue = { full: perSecond, rate: perSecond, turns: [], slowedAt: Number.NEGATIVE_INFINITY };
      this.queues.set(key, queue);
    }
    return queue;
  }
}

/** The first time at which no window has more calls than the rate allows. Forgets calls that no longer matter. */
function nextOf({ full, rate, turns }: Queue, now: number): number {
  turns.splice(0, turns.length - Math.max(full, turns.filter(({ at }) => at > now).length + full));
  const most = Math.max(1, Math.floor(rate));
  const window = (most / rate) * WINDOW;
  const before = turns.at(-most);
  return Math.max(now, turns.at(-1)?.at ?? now, before ? before.at + window : now);
}

function tooLate(key: string): DeadlineError {
  const why = "the cloud's rate limit would delay it beyond the timeout of this operation, so it was not sent";
  return new DeadlineError(
    `${key}: ${why}. Run again to continue, or allow more time with customTimeouts`,
    "throttled",
  );
}
