import type { Clock } from "./clock";
import type { FaultAnswer } from "./faults";
import type { Ids } from "./ids";
import type { Ledger } from "./ledger";
import type { Pace } from "./pace";
import type { PlacedRule } from "./rules";
import type { Throttle } from "./throttle";
import type { WireAnswer, WireRequest } from "./wire";

/** What the simulator lends to each cloud. */
export interface Services {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly ledger: Ledger;
  readonly throttle: Throttle;
  /** The settings in force; they change while the simulator runs, so read them when needed. */
  readonly pace: Readonly<Pace>;
}

/** What can be said of a call before anything about it is checked. */
export interface CallFacts {
  readonly product: string;
  readonly action: string;
  readonly region: string;
  /** Without the parameters that identify and sign. */
  readonly params: Readonly<Record<string, string>>;
  readonly requestId: string;
  readonly clientToken?: string | undefined;
  readonly dryRun: boolean;
}

export interface Call extends CallFacts {
  readonly cloud: string;
  /** Filled in by the cloud while it handles the call. */
  account?: string;
  scheme?: string;
  replayed: boolean;
  /** The vendor's error code of the answer. */
  code?: string;
  /** Runs `done` when the answer has left, or was lost on the way: until then the call counts as running. */
  whenAnswered(done: () => void): void;
}

/** One cloud on the simulator's port. */
export interface SimulatedCloud {
  readonly name: string;
  /** Whether the request is for this cloud; the clouds are asked in the order of their list. */
  matches(request: WireRequest): boolean;
  describe(request: WireRequest): CallFacts;
  /** Answers, refusals included. Effects are complete when it returns. */
  handle(request: WireRequest, call: Call): WireAnswer | Promise<WireAnswer>;
  /** An error in the vendor's shape, for faults. */
  refuse(request: WireRequest, call: Call, answer: FaultAnswer): WireAnswer;
  /** The tables as JSON can hold them, without secrets. */
  tables(): unknown;
  reset(): void;
  rules(): PlacedRule[];
  /** Environment variables that point a client at this cloud. */
  environment(url: string): Readonly<Record<string, string>>;
}

/** A cloud of the list: its name, and how to make it from its part of the seed. */
export interface CloudMaker {
  readonly name: string;
  create(services: Services, seed: unknown): SimulatedCloud;
}
