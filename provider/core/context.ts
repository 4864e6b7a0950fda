import type { Lanes } from "./lanes";
import type { Recent } from "./reads/recent";

/** External dependencies for the life of the process: clock, randomness, log, environment. */
export interface Runtime {
  readonly clock: Clock;
  /** A number in [0, 1). For jitter only, never part of an order. */
  readonly random: () => number;
  /** A unique string, for tokens of writes that are safe to repeat anyway. */
  readonly unique: () => string;
  readonly log: Log;
  /** Runs `work` later, unless the process ends first. Unset: nothing runs in the background. */
  readonly later?: (milliseconds: number, work: () => void) => void;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Unset: credentials come from settings and environment variables only. */
  readonly machine?: Machine;
}

/** Files and plain HTTP of this machine, where the vendors' tools keep and find credentials. */
export interface Machine {
  /** The user's home folder. */
  readonly home: string;
  /** The text of a file, or undefined if there is none. @throws if it cannot be read */
  readText(path: string): Promise<string | undefined>;
  /** Sends one request, unsigned. @throws the error of the transport, with Node's `code` */
  request(request: PlainRequest): Promise<PlainReply>;
}

export interface PlainRequest {
  readonly method: "GET" | "POST" | "PUT";
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Milliseconds. */
  readonly timeout: number;
  /** To this machine or its metadata service, never through a proxy. */
  readonly local?: true;
}

export interface PlainReply {
  readonly status: number;
  readonly text: string;
  /** From the request to its whole answer. */
  readonly milliseconds?: number;
  /** The header `Date`. */
  readonly date?: string | undefined;
  /** Of a connection with TLS. */
  readonly tls?: { readonly version: string; readonly issuer: string | undefined } | undefined;
}

/** The context of one operation. Every wait and retry in it ends at the same deadline. */
export interface Context<Client = unknown> extends Runtime {
  readonly client: Client;
  /** Owner tag of the declared resource: identifies its orders in the cloud. */
  readonly owner: string;
  /** Milliseconds since the epoch. */
  readonly deadline: number;
  readonly signal?: AbortSignal;
  /** The operations that run beside this one. Unset: it runs alone. */
  readonly lanes?: Lanes | undefined;
  /** What this operation has just read. Unset: each read is a call. */
  readonly recent?: Recent;
  /** Only inputs count in this read: outputs may be as state has them. */
  readonly inputsOnly?: boolean;
  /** Reads may be answered from a list that is seconds old. Only for the verb `read`: writes need fresh reads. */
  readonly mayUseList?: boolean;
  /**
   * Maximum attempts of a call that gets no usable response.
   *
   * @default the limit of each kind of error (api/retry.ts)
   */
  readonly attempts?: number;
}

/** The only source of time in the provider. Tests supply their own. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after the given time; rejects at once when the signal aborts. */
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

/** debug: every call. progress: long waits, transient. info: adopted orders. warning: drift. error: failures. */
export type Level = "debug" | "progress" | "info" | "warning" | "error";
export type Log = (level: Level, message: string) => void;

export const silent: Log = () => {};

/** Logs to standard error, which the engine shows on the stack's row for dynamic resources. */
export function stderrLog(environment: Readonly<Record<string, string | undefined>>): Log {
  const debug = environment.PULUMI_IPV6_LOG === "debug";
  return (level, message) => {
    if (level !== "debug" || debug) process.stderr.write(`ipv6 ${level}: ${message}\n`);
  };
}

/** Seconds per verb, unless customTimeouts overrides them. */
export const DEFAULT_TIMEOUTS = { create: 300, update: 300, delete: 300, read: 120 } as const;
export type Verb = keyof typeof DEFAULT_TIMEOUTS;
export type Timeouts = Partial<Record<Verb, number>>;
