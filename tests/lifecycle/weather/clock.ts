// A clock for many at once: it stands still while anything is in progress, then advances to the next end of a sleep.
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { setImmediate as nextTurn } from "node:timers/promises";
import { CancelledError, type Clock } from "../../../provider/core/context";

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/** All timers except Date. */
const REAL = [
  ...["setTimeout", "clearTimeout", "setInterval", "clearInterval", "setImmediate", "clearImmediate"],
  ...["nextTick", "queueMicrotask", "hrtime", "performance"],
] as unknown as "hrtime"[];

/** Idle turns of the event loop after which nothing is in progress. */
const QUIET_TURNS = 6;

export class EventClock implements Clock {
  /** Called whenever time has moved. */
  onMove: () => void = () => {};
  private readonly sleepers: Sleeper[] = [];
  private calls = 0;
  private happened = 0;
  private pumping = false;
  private ended = false;

  /** Moves the machine's time too, because the vendors' packages sign with it. */
  constructor(private time = Date.now()) {
    jest.useFakeTimers({ doNotFake: REAL, now: time });
    subscribe("http.client.request.start", this.began);
    subscribe("http.client.response.finish", this.over);
    subscribe("http.client.request.error", this.over);
  }

  close(): void {
    this.ended = true;
    jest.useRealTimers();
    unsubscribe("http.client.request.start", this.began);
    unsubscribe("http.client.response.finish", this.over);
    unsubscribe("http.client.request.error", this.over);
  }

  readonly now = (): number => this.time;

  readonly sleep = (milliseconds: number, signal?: AbortSignal): Promise<void> => {
    if (signal?.aborted) return Promise.reject(new CancelledError("cancelled while waiting"));
    const at = this.time + Math.max(0, milliseconds);
    return new Promise((wake) => {
      let place = this.sleepers.length;
      while (place > 0 && (this.sleepers[place - 1] as Sleeper).at > at) place--;
      this.sleepers.splice(place, 0, { at, wake });
      this.happened++;
      if (!this.pumping) void this.pump();
    });
  };

  private readonly under = new WeakSet<object>();
  private readonly began = (message: unknown) => {
    this.under.add((message as { request: object }).request);
    this.calls++;
    this.happened++;
  };
  private readonly over = (message: unknown) => {
    this.happened++;
    // A call may end twice: with a response, and then with a socket error.
    if (this.under.delete((message as { request: object }).request)) this.calls--;
  };

  private async pump(): Promise<void> {
    this.pumping = true;
    while (this.sleepers.length > 0 && !this.ended) {
      await this.quiet();
      const next = this.sleepers[0]?.at ?? this.time;
      this.time = Math.max(this.time, next);
      jest.setSystemTime(this.time);
      this.onMove();
      while (this.sleepers[0] && this.sleepers[0].at <= this.time) this.sleepers.shift()?.wake();
    }
    this.pumping = false;
  }

  private async quiet(): Promise<void> {
    for (let turns = 0, seen = this.happened; turns < QUIET_TURNS && !this.ended; turns++) {
      await nextTurn();
      if (this.calls === 0 && seen === this.happened) continue;
      seen = this.happened;
      turns = -1;
    }
  }
}
