import type { Clock } from "../../core/context";

/** Milliseconds without a call after which the program has declared all it can. */
const CALM = 300;
/** Limit of the wait, in milliseconds. */
const LONGEST = 60_000;
const LOOK = 50;

/**
 * Waits until no call of the engine is in progress and no new one arrives. The engine starts no step after a failed
 * one, so a refusal waits for this. That way one preview reports all refusals.
 */
export class Idle {
  private underWay = 0;
  private last: number;
  private coming: Promise<void> | undefined;

  constructor(private readonly clock: Clock) {
    this.last = clock.now();
  }

  counted<T>(work: () => T | Promise<T>): Promise<T> {
    return this.withCount(1, work);
  }

  /** For a counted call that only waits for other calls: `whenIdle` does not wait for it. */
  uncounted<T>(work: () => T | Promise<T>): Promise<T> {
    return this.withCount(-1, work);
  }

  /** For a counted call with nothing left to do. All waiting calls resume together. */
  whenIdle(): Promise<void> {
    return this.uncounted(() => {
      this.coming ??= this.wait();
      return this.coming;
    });
  }

  private async withCount<T>(change: 1 | -1, work: () => T | Promise<T>): Promise<T> {
    this.count(change);
    try {
      return await work();
    } finally {
      this.count(-change);
    }
  }

  private async wait(): Promise<void> {
    const until = this.clock.now() + LONGEST;
    const calm = () => this.underWay === 0 && this.clock.now() - this.last >= CALM;
    while (!calm() && this.clock.now() < until) await this.clock.sleep(LOOK);
    this.coming = undefined;
  }

  private count(change: number): void {
    this.underWay += change;
    this.last = this.clock.now();
  }
}
