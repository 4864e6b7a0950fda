import type { Clock } from "./clock";
import type { CloudView, Deed, DeedAnswer } from "./console";
import type { FaultAnswer } from "./faults";
import type { Ids } from "./ids";
import type { Ledger } from "./ledger";
import type { Pace } from "./pace";
import type { PriceList } from "./prices";
import type { PlacedRule } from "./rules";
import type { Shape } from "./strict";
import type { Throttle } from "./throttle";
import type { WireAnswer, WireRequest } from "./wire";

/** What every cloud of one simulator shares. */
export interface Services {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly ledger: Ledger;
  readonly throttle: Throttle;
  /** The settings in force; they change while the simulator runs, so read them when needed. */
  readonly pace: Readonly<Pace>;
}

/** What is known about a call before it is checked. */
export interface CallFacts {
  readonly product: string;
  readonly action: string;
  readonly region: string;
  /** Without the parameters that identify the caller and sign the call. */
  readonly params: Readonly<Record<string, string>>;
  readonly requestId: string;
  readonly clientToken?: string | undefined;
  readonly dryRun: boolean;
}

export interface Call extends CallFacts {
  readonly cloud: string;
  /** Filled in by the cloud while it handles the call. */
  account?: string;
  /** The identity that calls, as the vendor names it. */
  caller?: string;
  scheme?: string;
  replayed: boolean;
  /** The vendor's error code of the answer. */
  code?: string;
  /** Runs `done` when the answer was sent or lost. Until then the call counts as running. */
  whenAnswered(done: () => void): void;
}

/** One cloud on the simulator's port. */
export interface SimulatedCloud {
  readonly name: string;
  /** Whether the request is for this cloud. The first cloud of the list that matches gets it. */
  matches(request: WireRequest): boolean;
  describe(request: WireRequest): CallFacts;
  /** Whether the action of a call changes something. */
  isChange(call: CallFacts): boolean;
  /** Answers, refusals included. Effects are complete when it returns. */
  handle(request: WireRequest, call: Call): WireAnswer | Promise<WireAnswer>;
  /** An error in the vendor's shape, for faults. */
  refuse(request: WireRequest, call: Call, answer: FaultAnswer): WireAnswer;
  /** Ends the tasks and changes that are due: they take effect, with the time at which each was due. */
  settle(): void;
  /** The tables as JSON can hold them, without secrets. */
  tables(): unknown;
  /**
   * Changes or removes a row of a table, as the vendor's own operators would: no call, and nothing in the ledger.
   *
   * @param change undefined: removes it
   * @throws Error if there is no such table or row
   */
  operate(table: string, id: string, change: Readonly<Record<string, unknown>> | undefined): void;
  reset(): void;
  /** What a restart keeps, as JSON can hold it: tables, tokens, temporary keys, tasks under way. */
  save(): unknown;
  /** @throws Error if `saved` is not what `save` gave */
  load(saved: unknown): void;
  rules(): PlacedRule[];
  readonly prices: PriceList;
  /** What the page shows. */
  view(): Omit<CloudView, "name" | "title">;
  /** Makes the signed call of a button, to the simulator itself. */
  act(url: string, deed: Deed): Promise<DeedAnswer>;
  /** Environment variables that point a client at this cloud. */
  environment(url: string): Readonly<Record<string, string>>;
}

/** An entry in the list of clouds. */
export interface CloudMaker {
  readonly name: string;
  readonly title: string;
  /** Settings that it follows, beside those that every cloud follows. */
  readonly settings: ReadonlyArray<keyof Pace>;
  /** What its part of a seed must be. */
  readonly seed: Shape;
  /** Makes the cloud from its part of the seed. */
  create(services: Services, seed: unknown): SimulatedCloud;
}
