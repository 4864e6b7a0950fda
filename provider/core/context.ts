/** What comes from outside for the life of a process: time, chance, a place to log, the environment. */
export interface Runtime {
  readonly clock: Clock;
  /** A number in [0, 1): jitter only, never part of an order. */
  readonly random: () => number;
  /** A text that no other call will give: for tokens of writes that may be repeated safely anyway. */
  readonly unique: () => string;
  readonly log: Log;
  /** Does something later, unless the process ends before. Left out: nothing is done by itself. */
  readonly later?: (milliseconds: number, work: () => void) => void;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** What one verb works with. Every wait and every retry inside it ends at the one deadline. */
export interface Context<Client = unknown> extends Runtime {
  readonly client: Client;
  /** The mark of the declared resource this verb is for: what a tag says of whose order it was. */
  readonly owner: string;
  /** Milliseconds since the epoch. */
  readonly deadline: number;
  readonly signal?: AbortSignal;
  /** A look may be answered from a list that is seconds old. Only for the verb `read`: whoever writes looks anew. */
  readonly mayUseList?: boolean;
  /** Most attempts at a call that gets no usable answer. Default: patiently many. */
  readonly attempts?: number;
}

/** Time, as everything in the provider sees it. Tests bring their own. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after so many milliseconds; rejects at once when the signal aborts. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(cancelled());
      const timer = setTimeout(done, milliseconds);
      signal?.addEventListener("abort", stop, { once: true });
      function done() {
        signal?.removeEventListener("abort", stop);
        resolve();
      }
      function stop() {
        clearTimeout(timer);
        reject(cancelled());
      }
    }),
};

/** The run was cancelled while waiting. */
export class CancelledError extends Error {
  readonly kind = "unavailable" as const;
}

function cancelled(): CancelledError {
  return new CancelledError("cancelled while waiting");
}

/** One record per call at debug; long waits at progress, of no interest once over; takeovers at info; drift at warning; at error, what fails. */
export type Level = "debug" | "progress" | "info" | "warning" | "error";
export type Log = (level: Level, message: string) => void;

export const silent: Log = () => {};

/** To standard error, which the engine shows on the stack's row for dynamic resources. */
export function stderrLog(environment: Readonly<Record<string, string | undefined>>): Log {
  const debug = environment.PULUMI_IPV6_LOG === "debug";
  return (level, message) => {
    if (level !== "debug" || debug) process.stderr.write(`ipv6 ${level}: ${message}\n`);
  };
}

/** Seconds per verb, unless customTimeouts says otherwise. */
export const DEFAULT_TIMEOUTS = { create: 300, update: 300, delete: 300, read: 120 } as const;
export type Verb = keyof typeof DEFAULT_TIMEOUTS;
export type Timeouts = Partial<Record<Verb, number>>;
