/** As in the context, which knows the lanes. */
interface Clock {
  now(): number;
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** With the last operation of a burst ended this long ago, fewer lanes are expected. Milliseconds. */
const BURST = 5_000;
/** How long the next arrival is awaited: twice the usual gap, within these limits. Milliseconds. */
const SHORTEST_GAP = 25;
const LONGEST_GAP = 100;

/**
 * The operations of one client that run side by side. The engine runs a fixed number at once (its lanes) and begins the
 * next as one ends. Batches ask here whether others are about to join: those that ended together then begin together,
 * and read and write together, instead of drifting apart.
 */
export class Lanes {
  private active = 0;
  private waiting = 0;
  private calls = 0;
  private peak = 0;
  private peakAt = Number.NEGATIVE_INFINITY;
  private arrivedAt = Number.NEGATIVE_INFINITY;
  private changedAt = Number.NEGATIVE_INFINITY;
  private gap = SHORTEST_GAP;
  /** Until the first call is made, nothing is known of the number of lanes. */
  private known = false;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly clock: Clock) {}

  /** Runs one operation. */
  async operation<T>(work: () => Promise<T>): Promise<T> {
    const now = this.clock.now();
    const gap = now - this.arrivedAt;
    // Longer ones are pauses, not gaps between the lanes.
    if (gap < 2 * LONGEST_GAP) this.gap += (gap - this.gap) / 4;
    this.arrivedAt = now;
    this.active++;
    if (this.active >= this.expected(now)) [this.peak, this.peakAt] = [this.active, now];
    try {
      return await this.changing(work);
    } finally {
      this.active--;
    }
  }

  /** Runs one call. */
  call<T>(work: () => Promise<T>): Promise<T> {
    this.calls++;
    this.known = true;
    return this.changing(work).finally(() => this.calls--);
  }

  /** Waits: for a batch to be sent, or for the time of the next look. */
  wait<T>(work: () => Promise<T>): Promise<T> {
    this.waiting++;
    return this.changing(work).finally(() => this.waiting--);
  }

  /** All lanes have arrived and wait, so no other can join. */
  get complete(): boolean {
    return (
      this.known && this.calls === 0 && this.active <= this.waiting && this.active >= this.expected(this.clock.now())
    );
  }

  /** An operation that has just made a call may ask for the same in a moment. */
  get calling(): boolean {
    return this.calls > 0;
  }

  /** Milliseconds until nothing has happened for as long as the next arrival usually takes; negative after that. */
  get quietIn(): number {
    const usual = Math.min(LONGEST_GAP, Math.max(SHORTEST_GAP, 2 * this.gap));
    return usual - (this.clock.now() - this.changedAt);
  }

  /** Waits until something happens, at most this many milliseconds. */
  async change(milliseconds: number): Promise<void> {
    const stop = new AbortController();
    let happen = () => {};
    const happened = new Promise<void>((resolve) => {
      happen = resolve;
    });
    this.listeners.add(happen);
    const timeout = this.clock.sleep(milliseconds, stop.signal).catch(() => {});
    await Promise.race([happened, timeout]);
    stop.abort();
    this.listeners.delete(happen);
  }

  /** Wakes those who wait for a change. */
  notify(): void {
    for (const listener of this.listeners) listener();
  }

  private expected(now: number): number {
    return now - this.peakAt > BURST ? 1 : this.peak;
  }

  private async changing<T>(work: () => Promise<T>): Promise<T> {
    this.changed();
    try {
      return await work();
    } finally {
      this.changed();
    }
  }

  private changed(): void {
    this.changedAt = this.clock.now();
    this.notify();
  }
}

const known = new WeakMap<object, Lanes>();

/** The lanes of a client: all kinds of resources share them. */
export function lanesOf(client: unknown, clock: Clock): Lanes {
  if (typeof client !== "object" || client === null) return new Lanes(clock);
  const lanes = known.get(client) ?? new Lanes(clock);
  known.set(client, lanes);
  return lanes;
}

/** Waits in the lane of an operation, if it is in one. */
export function waiting<T>({ lanes }: { readonly lanes?: Lanes | undefined }, work: () => Promise<T>): Promise<T> {
  return lanes ? lanes.wait(work) : work();
}
