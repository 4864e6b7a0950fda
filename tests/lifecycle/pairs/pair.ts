import type { Values } from "../../../provider/core/check";
import type { LedgerEntry, Simulator } from "../../../simulator";

/** What a scenario must know of one resource on one cloud. A new cloud or resource is a row here. */
export interface Pair {
  readonly cloud: string;
  readonly resource: string;
  /** Settings that sign for the seeded account. */
  readonly settings: Values;
  /** Something that can be ordered. */
  readonly inputs: Values;
  /** Added to the inputs: a change in place. */
  readonly changed: Values;
  /** Added to the inputs: a change that needs a replacement. */
  readonly replaced: Values;
  readonly actions: {
    readonly order: string;
    readonly change: string;
    readonly release: string;
    readonly read: string;
  };
  /** Ledger events that mean: bought, ended. */
  readonly events: { readonly bought: LedgerEntry["event"]; readonly ended: LedgerEntry["event"] };
  /** What somebody else does, with the cloud's own API. */
  readonly outside: {
    /** Takes the place before we come. */
    occupy(simulator: Simulator): Promise<void>;
    /** Changes what we hold, in place. */
    meddle(simulator: Simulator, state: Values): Promise<void>;
    remove(simulator: Simulator, state: Values): Promise<void>;
  };
}
