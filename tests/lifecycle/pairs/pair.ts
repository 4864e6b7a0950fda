import type { Values } from "../../../provider/core/check";
import type { LedgerEntry, Simulator } from "../../../simulator";

/** A kind of ledger entry, or entries of which this is true. */
export type Counted = LedgerEntry["event"] | ((entry: LedgerEntry) => boolean);

export interface Codes {
  readonly throttled: string;
  readonly unavailable: string;
  readonly denied: string;
  readonly badSignature: string;
  /** Looks like "not found", and is on no page. */
  readonly unheardOf: string;
  /** Sounds like something gone, or comes as 404, and means something else. */
  readonly elsewhere: string;
}

const count = (ipv6AddressCount: number) => ({ ipv6Addresses: undefined, ipv6AddressCount });
/** How a set of addresses changes when only their number is declared. */
export const byNumber = {
  grow: { before: count(1), after: count(3) },
  shrink: { before: count(3), after: count(1) },
};

/** Number `n` as ids of the seed have it. */
export const digits = (n: number, length: number) => String(n).padStart(length, "0");
/** The card of number `n`, with addresses of a block that are its own: a set by name for odd numbers, else by number. */
export const manyOnCards = (block: string) => (n: number) => {
  const own = (k: number) => `${block}::e:${(4 * n + k).toString(16)}`;
  const at = { networkInterfaceId: `eni-many${digits(n, 5)}` };
  return n % 2 === 1
    ? { at: { ...at, ipv6Addresses: [own(0), own(1)] }, changed: { ipv6Addresses: [own(1), own(2)] } }
    : { at: { ...at, ...count(2) }, changed: count(3) };
};

/** What a scenario must know of one resource on one cloud. A new cloud or resource is a row here. */
export interface Pair {
  readonly cloud: string;
  readonly resource: string;
  /** Settings that sign for the seeded account. */
  readonly settings: Values;
  /** Something that can be ordered. */
  readonly inputs: Values;
  /** Added to the inputs: a change in place. Left out where every change is a replacement. */
  readonly changed?: Values;
  /** Added to the inputs: a change that needs a replacement. */
  readonly replaced: Values;
  /** Added to the inputs: place number `n` of those that `seedMany` makes, and a change in place there. Default: none. */
  readonly many?: (n: number) => { readonly at: Values; readonly changed: Values };
  /** More changes in place, by name: what is declared before and after, each added to the inputs. */
  readonly moves?: Readonly<Record<string, { readonly before: Values; readonly after: Values }>>;
  readonly actions: {
    readonly order: string;
    readonly change: string;
    readonly release: string;
    readonly read: string;
  };
  /** What the ledger shows when something was bought, or ended. */
  readonly events: { readonly bought: Counted; readonly ended: Counted };
  /** The cloud's words for what scenarios provoke. */
  readonly codes: Codes;
  /** Credentials that do not sign rightly; none of them may ever be shown. */
  readonly planted: Values;
  /** A lost answer to an order is looked for before the order is sent again. Default: it is sent again, under its token. */
  readonly looksFirst?: true;
  /**
   * The order takes no place: what was bought is bound afterwards. Of two that race both buy, both keep what they bought,
   * and one is told what to do. Default: the order takes the place, so one of two buys nothing.
   */
  readonly boundAfter?: { readonly says: RegExp };
  /** Added to the inputs: a place where there is nothing to adopt. Default: the inputs are one. */
  readonly nothingThere?: Values;
  /** What is read of an object that stays when it is deleted. Default: it is gone. */
  readonly stays?: Values;
  /**
   * With the real engine, only its life and a killed run are told: every story costs seconds, and the rest of what doors
   * do is told by other files or resources of its cloud. Default: all of them.
   */
  readonly briefWithEngine?: true;
  /** What somebody else does, with the cloud's own API. */
  readonly outside: {
    /** Takes the place before we come. */
    occupy(simulator: Simulator): Promise<void>;
    /** Changes what we hold, in place. Left out where nobody can. */
    meddle?(simulator: Simulator, state: Values): Promise<void>;
    remove(simulator: Simulator, state: Values): Promise<void>;
  };
}
