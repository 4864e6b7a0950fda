import type { Context } from "../context";
import { DeadlineError, kindOf } from "./errors";

/** Share of a published limit that is used steadily, and at once after a rest: together below the whole. */
const STEADY = 0.7;
const BURST = 0.25;
/** Calls per second from which the search begins, where no limit is published and the cloud has had enough. */
const UNPUBLISHED = 20;
/** Calls per second that a bucket is never slowed below. */
const SLOWEST = 0.5;
/** What a throttle answer leaves of the speed, and what each success gives back of the full one. */
const SLOWED = 0.5;
const REGAINED = 0.02;
/** Throttle answers within so many milliseconds are one. */
const VOLLEY = 1_000;

type Ticking = Pick<Context, "clock" | "signal" | "deadline">;

interface Bucket {
  readonly full: number;
  speed: number;
  tokens: number;
  /** Milliseconds since the epoch: when the tokens were counted, and when it was last slowed. */
  at: number;
  slowedAt: number;
}

/**
 * Keeps calls under the limits, one bucket for each key, and learns from throttle answers. Where none is published
 * nothing is held back before the first of them; from then on those who wait stand in line, and nobody starves.
 */
export class RateLimiter {
  private readonly buckets = new Map<string, Bucket>();

  /** One attempt, as soon as it may go. Rejects at once when the run is cancelled, or when its turn would come too late. */
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
    // Taken beforehand, below zero too: those who wait stand in line.
    bucket.tokens -= 1;
    if (pause > 0) await ctx.clock.sleep(pause, ctx.signal);
  }

  /** The cloud had enough: slower from now on. What was under way together is refused together, and counts once. */
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
  const why = "under the cloud's rate limit its turn comes after the time for this operation, so it was not sent";
  return new DeadlineError(
    `${key}: ${why}. Run again to continue, or allow more time with customTimeouts`,
    "throttled",
  );
}
