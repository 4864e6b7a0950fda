/** The source of the present time. Tests pass a clock of their own. */
export type Clock = () => number;

/** The vendors' form of a date: ISO in UTC without milliseconds. */
export function isoSeconds(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

/** Real waits (answer delays) of one simulator, which end with it. */
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

  /** Cancels the waits. Their promises never resolve: the server closes, so no caller is left. */
  clear(): void {
    for (const timer of this.#running) clearTimeout(timer);
    this.#running.clear();
  }
}
