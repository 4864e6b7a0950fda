import type { Clock } from "../../core/context";

/** Nothing was asked and answered for so long: the program has declared what it can. Milliseconds. */
const CALM = 300;
/** A refusal is held back no longer than this. Milliseconds. */
const LONGEST = 60_000;
const LOOK = 50;

/**
 * When everything that the engine has asked for is answered, and nothing more comes. Once a step of a preview has failed
 * the engine begins no other, so a refusal waits for this: then all refusals of one preview are told together.
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

  /** For one who is under way and only waits for other calls: nobody waits for him. */
  uncounted<T>(work: () => T | Promise<T>): Promise<T> {
    return this.withCount(-1, work);
  }

  /** For one who is under way and has nothing left to do. All who wait go on in one moment. */
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
