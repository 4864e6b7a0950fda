import type { Context } from "./context";

/** Share of a published limit that is used steadily, and at once after a rest: together below the whole. */
const STEADY = 0.7;
const BURST = 0.25;
/** Calls per second that a bucket is never slowed below. */
const SLOWEST = 0.5;
/** What a throttle answer leaves of the speed, and what each success gives back of the full one. */
const SLOWED = 0.5;
const REGAINED = 0.02;

interface Bucket {
  readonly full: number;
  speed: number;
  tokens: number;
  /** Milliseconds since the epoch. */
  at: number;
}

/** Keeps calls under the published limits, one bucket for each key, and learns from throttle answers. */
export class Limiter {
  private readonly buckets = new Map<string, Bucket>();

  /** Waits until the call may go. Rejects at once when the run is cancelled. */
  async take(ctx: Pick<Context, "clock" | "signal">, key: string, perSecond: number): Promise<void> {
    const bucket = this.of(key, perSecond, ctx.clock.now());
    this.refill(bucket, ctx.clock.now());
    // Taken beforehand, below zero too: those who wait stand in line.
    bucket.tokens -= 1;
    if (bucket.tokens < 0) await ctx.clock.sleep((-bucket.tokens / bucket.speed) * 1_000, ctx.signal);
  }

  /** The cloud had enough: slower from now on. */
  throttled(key: string): void {
    const bucket = this.buckets.get(key);
    if (bucket) bucket.speed = Math.max(SLOWEST, bucket.speed * SLOWED);
  }

  succeeded(key: string): void {
    const bucket = this.buckets.get(key);
    if (bucket) bucket.speed = Math.min(bucket.full, bucket.speed + bucket.full * REGAINED);
  }

  private of(key: string, perSecond: number, now: number): Bucket {
    let bucket = this.buckets.get(key);
    if (!bucket) {
      const full = perSecond * STEADY;
      bucket = { full, speed: full, tokens: perSecond * BURST, at: now };
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
