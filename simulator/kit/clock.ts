/** Where every "now" of the simulator comes from; tests hand in their own and move it. */
export type Clock = () => number;

/** Vendor style date: ISO in UTC without milliseconds. */
export function isoSeconds(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

/** Real waits (answer delays). They belong to one simulator and die with it. */
export class Timers {
  readonly #running = new Set<NodeJS.Timeout>();

  wait(milliseconds: number): Promise<void> {
    if (milliseconds <= 0) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#running.delete(timer);
        resolve();
      }, milliseconds);
      this.#running.add(timer);
    });
  }

  /** Drops the waits without waking the waiters: their callers are gone too. */
  clear(): void {
    for (const timer of this.#running) clearTimeout(timer);
    this.#running.clear();
  }
}
