import type { Clock } from "./clock";

const MINUTE_MS = 60_000;

/** Counts calls in fixed windows, by default of a minute, as the vendors' quotas do. */
export class Throttle {
  readonly #clock: Clock;
  readonly #windows = new Map<string, { start: number; calls: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Counts one call. Undefined when it is allowed, else the milliseconds until the next one would be. */
  take(key: string, most: number, windowMs = MINUTE_MS): number | undefined {
    if (most <= 0) return undefined;
    const now = this.#clock();
    const current = this.#windows.get(key);
    const fresh = current === undefined || now - current.start >= windowMs;
    const window = fresh ? { start: now, calls: 0 } : current;
    if (window.calls >= most) return window.start + windowMs - now;
    this.#windows.set(key, { start: window.start, calls: window.calls + 1 });
    return undefined;
  }

  reset(): void {
    this.#windows.clear();
  }
}
