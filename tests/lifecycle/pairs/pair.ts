import type { Values } from "../../../provider/core/check";
import type { LedgerEntry, Simulator } from "../../../simulator";

/** A kind of ledger entry, or a predicate over entries. */
export type Counted = LedgerEntry["event"] | ((entry: LedgerEntry) => boolean);

export interface Codes {
  readonly throttled: string;
  readonly unavailable: string;
  readonly denied: string;
  readonly badSignature: string;
  /** Looks like "not found", but is documented nowhere. */
  readonly unheardOf: string;
  /** Suggests a missing object, or comes with status 404, but means something else. */
  readonly elsewhere: string;
}

const count = (ipv6AddressCount: number) => ({ ipv6Addresses: undefined, ipv6AddressCount });
/** How a set of addresses changes if only their number is declared. */
export const byNumber = {
  grow: { before: count(1), after: count(3) },
  shrink: { before: count(3), after: count(1) },
};

/** Number `n` as the ids of the seed write it. */
export const digits = (n: number, length: number) => String(n).padStart(length, "0");
/**
 * Network interface number `n`, with its own block of addresses: a set by name for odd numbers, otherwise by number.
 */
export const manyOnCards = (block: string) => (n: number) => {
  const own = (k: number) => `${block}::e:${(4 * n + k).toString(16)}`;
  const at = { networkInterfaceId: `eni-many${digits(n, 5)}` };
  return n % 2 === 1
    ? { at: { ...at, ipv6Addresses: [own(0), own(1)] }, changed: { ipv6Addresses: [own(1), own(2)] } }
    : { at: { ...at, ...count(2) }, changed: count(3) };
};

/** What scenarios need to know about one resource on one cloud. A new cloud or resource is a row here. */
export interface Pair {
  readonly cloud: string;
  readonly resource: string;
  /** Settings that sign for the seeded account. */
  readonly settings: Values;
  /** Inputs that can be ordered. */
  readonly inputs: Values;
  /** Inputs added for an update in place. Left out if every change is a replacement. */
  readonly changed?: Values;
  /** Inputs added for a replacement. */
  readonly replaced: Values;
  /** Inputs added for place number `n` of those that `seedMany` makes, and an update in place there. Default: none. */
  readonly many?: (n: number) => { readonly at: Values; readonly changed: Values };
  /** More updates in place, by name: inputs added before and after. */
  readonly moves?: Readonly<Record<string, { readonly before: Values; readonly after: Values }>>;
  readonly actions: {
    readonly order: string;
    readonly change: string;
    readonly release: string;
    readonly read: string;
  };
  /** What the ledger shows when something was bought, or ended. */
  readonly events: { readonly bought: Counted; readonly ended: Counted };
  /** Error codes of the cloud that scenarios provoke. */
  readonly codes: Codes;
  /** Credentials with an invalid signature; none of them may ever be shown. */
  readonly planted: Values;
  /** After a lost response, search for the order before sending it again. Default: send it again under its token. */
  readonly looksFirst?: true;
  /**
   * The order takes no place; what was bought is bound afterwards. Of two racing orders both buy and keep what they
   * bought, and one gets an error that says what to do. Default: the order takes the place, so one of two buys nothing.
   */
  readonly boundAfter?: { readonly says: RegExp };
  /** Inputs added for a place with nothing to adopt. Default: the inputs themselves. */
  readonly nothingThere?: Values;
  /** What a read returns of an object that stays after its delete. Default: it is gone. */
  readonly stays?: Values;
  /**
   * With the real engine, run only the life of the resource and an interrupted run: each scenario takes seconds, and
   * other files or other resources of the cloud cover what doors do. Default: run all.
   */
  readonly briefWithEngine?: true;
  /** Changes made outside the provider, with the cloud's own API. */
  readonly outside: {
    /** Takes the place before the provider does. */
    occupy(simulator: Simulator): Promise<void>;
    /** Changes what the provider holds, in place. Left out if that is impossible. */
    meddle?(simulator: Simulator, state: Values): Promise<void>;
    remove(simulator: Simulator, state: Values): Promise<void>;
  };
}
