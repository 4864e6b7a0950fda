import type { Values } from "../../../provider/core/check";
import type { LedgerEntry, Simulator } from "../../../simulator";

/** What a scenario must know of one resource on one cloud. A new cloud or resource is a row here. */
export interface Pair {
  readonly cloud: string;
  readonly resource: string;
  /** Settings that sign for the seeded account. */
  readonly settings: Values;
  /** Settings with a secret that is not the account's: no message may show it. */
  readonly wrongSecret: Values;
  /** Does an order carry a token? Then a lost answer is asked for again, else what was made is looked for. */
  readonly byToken: boolean;
  /** The cloud's own codes for what every cloud knows. */
  readonly codes: {
    readonly throttled: string;
    readonly denied: string;
    readonly unavailable: string;
    readonly badSignature: string;
    /** A refusal that sounds like something gone, or nearly. */
    readonly odd: string;
  };
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
