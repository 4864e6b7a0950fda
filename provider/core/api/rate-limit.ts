import type { Context } from "../context";
import { DeadlineError, kindOf } from "./errors";

/** Share of a published limit used for the steady rate and for bursts. The sum stays below 1. */
const STEADY = 0.7;
const BURST = 0.25;
/** Assumed limit, in calls per second, when the cloud throttles an action without a published one. */
const UNPUBLISHED = 20;
/** Minimum rate in calls per second. */
const SLOWEST = 0.5;
/** A throttled call multiplies the rate by SLOWED; each success adds REGAINED of the full rate. */
const SLOWED = 0.5;
const REGAINED = 0.02;
/** Throttled calls within this many milliseconds count once. */
const VOLLEY = 1_000;

type Ticking = Pick<Context, "clock" | "signal" | "deadline">;

interface Bucket {
  readonly full: number;
  speed: number;
  tokens: number;
  /** Time of the last refill, and of the last slowdown. Milliseconds since the epoch. */
  at: number;
  slowedAt: number;
}

/**
 * Keeps calls under the rate limits with one token bucket per key, and adapts to throttling. Without a published limit,
 * calls are delayed only after the first throttled one. Waiting calls are served in order.
 */
export class RateLimiter {
  private readonly buckets = new Map<string, Bucket>();

  /**
   * Runs one attempt as soon as the limit allows.
   *
   * @throws DeadlineError at once if that would be after the deadline, CancelledError when the run is cancelled
   */
  async pass<T>(ctx: Ticking, key: string, perSecond: number | undefined, attempt: () => Promise<T>): Promise<T> {
    await this.take(ctx, key, perSecond);
    try {
      const answer = await attempt();
      this.succeeded(key);
      return answer;
    } catch (error) {
      if (kindOf(error) === "throttled") this.throttled(key, ctx.clock.now());
      throw error;
    }
  }

  private async take(ctx: Ticking, key: string, perSecond: number | undefined): Promise<void> {
    const now = ctx.clock.now();
    const bucket = perSecond === undefined ? this.buckets.get(key) : this.of(key, perSecond, now);
    if (bucket) this.refill(bucket, now);
    const pause = bucket ? Math.max(0, ((1 - bucket.tokens) / bucket.speed) * 1_000) : 0;
    if (pause > 0 && now + pause > ctx.deadline) throw tooLate(key);
    if (!bucket) return;
    // Taken before the wait, even below zero, so that calls are served in order.
    bucket.tokens -= 1;
    if (pause > 0) await ctx.clock.sleep(pause, ctx.signal);
  }

  /** Slows down. Calls in flight together are throttled together, so they count once. */
  private throttled(key: string, now: number): void {
    const bucket = this.of(key, UNPUBLISHED, now);
    if (now < bucket.slowedAt + VOLLEY) return;
    bucket.slowedAt = now;
    bucket.speed = Math.max(SLOWEST, bucket.speed * SLOWED);
  }

  private succeeded(key: string): void {
    const bucket = this.buckets.get(key);
    if (bucket) bucket.speed = Math.min(bucket.full, bucket.speed + bucket.full * REGAINED);
  }

  private of(key: string, perSecond: number, now: number): Bucket {
    let bucket = this.buckets.get(key);
    if (!bucket) {
      const full = perSecond * STEADY;
      bucket = { full, speed: full, tokens: perSecond * BURST, at: now, slowedAt: Number.NEGATIVE_INFINITY };
      this.buckets.set(key, bucket);
    }
    return bucket;
  }

  private refill(bucket: Bucket, now: number): void {
    const burst = (bucket.full / STEADY) * BURST;
    bucket.tokens = Math.min(burst, bucket.tokens + (Math.max(0, now - bucket.at) / 1_000) * bucket.speed);
    bucket.at = now;
  }
}

function tooLate(key: string): DeadlineError {
  const why = "the cloud's rate limit would delay it beyond the timeout of this operation, so it was not sent";
  return new DeadlineError(
    `${key}: ${why}. Run again to continue, or allow more time with customTimeouts`,
    "throttled",
  );
}
