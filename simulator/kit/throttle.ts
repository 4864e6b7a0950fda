import type { Clock } from "./clock";

const MINUTE_MS = 60_000;

/** Counts calls in fixed minutes, as the vendors' per-minute quotas do. */
export class Throttle {
  readonly #clock: Clock;
  readonly #windows = new Map<string, { start: number; calls: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Counts one call. Undefined when it is allowed, else the milliseconds until the next one would be. */
  take(key: string, perMinute: number): number | undefined {
    if (perMinute <= 0) return undefined;
    const now = this.#clock();
    const current = this.#windows.get(key);
    const fresh = current === undefined || now - current.start >= MINUTE_MS;
    const window = fresh ? { start: now, calls: 0 } : current;
    if (window.calls >= perMinute) return window.start + MINUTE_MS - now;
    this.#windows.set(key, { start: window.start, calls: window.calls + 1 });
    return undefined;
  }

  reset(): void {
    this.#windows.clear();
  }
}
