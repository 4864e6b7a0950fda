import type { Context } from "./context";

/** Calls asked for within so many milliseconds go out together. */
const GATHER = 10;
/** A batch waits for the one before it, but no longer than so many milliseconds: that one may be retrying. */
const LONGEST_TURN = 1_000;

/** Something asked for, and by whom. */
export interface Ask<K> {
  readonly ctx: Context;
  readonly key: K;
}

/**
 * When batches go. While one is under way, what is asked for meanwhile waits and goes out together: waiters that
 * came apart, each with its own pauses, find together again, and their number costs no calls.
 */
export class Turns {
  private underway = 0;

  /** For DataLoader: calls `send` when it is the batch's turn. */
  schedule(clock: Context["clock"]): (send: () => void) => void {
    const turn = async () => {
      let waited = 0;
      do {
        await clock.sleep(GATHER);
        waited += GATHER;
      } while (this.underway > 0 && waited < LONGEST_TURN);
    };
    return (send) => void turn().then(send);
  }

  async run<T>(batch: () => Promise<T>): Promise<T> {
    this.underway++;
    try {
      return await batch();
    } finally {
      this.underway--;
    }
  }
}

/** Whoever may wait longest carries the call; a shorter deadline is felt by its own wait. */
export function lastOf(asks: readonly Ask<unknown>[]): Context {
  return asks.map((ask) => ask.ctx).reduce((a, b) => (b.deadline > a.deadline ? b : a));
}

/** Ids for a message. */
export function named(ids: readonly string[]): string {
  return ids.length > 3 ? `${ids.slice(0, 3).join(", ")} and ${ids.length - 3} more` : ids.join(", ");
}
