import type { Clock } from "./clock";
import type { Log } from "./log";

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
  readonly ahead?: boolean;
  /** Most attempts at a call that gets no usable answer. Default: patiently many. */
  readonly attempts?: number;
}
