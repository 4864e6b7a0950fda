import type { Context } from "./context";
import { kindOf } from "./error";

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

type Ticking = Pick<Context, "clock" | "signal">;

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
export class Limiter {
  private readonly buckets = new Map<string, Bucket>();

  /** One attempt, as soon as it may go. Rejects at once when the run is cancelled. */
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
    const bucket = perSecond === undefined ? this.buckets.get(key) : this.of(key, perSecond, ctx.clock.now());
    if (!bucket) return;
    this.refill(bucket, ctx.clock.now());
    // Taken beforehand, below zero too: those who wait stand in line.
    bucket.tokens -= 1;
    if (bucket.tokens < 0) await ctx.clock.sleep((-bucket.tokens / bucket.speed) * 1_000, ctx.signal);
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
