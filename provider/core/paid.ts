import type { Values } from "./check";
import type { Context } from "./context";

/** An object that a cloud bills, however it was ordered and whether or not a state has it. */
export interface Paid {
  /** The resource that manages it. */
  readonly resource: string;
  /** Its id as an import takes it. */
  readonly id: string;
  /** The vendor's id of what is billed, such as `ipv6bw-…`. */
  readonly billedId: string;
  /** What holds it and no second one: an address or a network interface. Undefined where there is no such thing. */
  readonly place?: string | undefined;
  readonly region: string;
  /** Canonical. */
  readonly address: string;
  /** Its name in the cloud, empty if it has none. */
  readonly name: string;
  /** Inputs of the resource that a price depends on, and the region. */
  readonly values: Values;
  /** The network interface or instance that it serves, in words. Undefined: none, or not known. */
  readonly on?: string | undefined;
  /** Why it serves nothing. */
  readonly idle?: string | undefined;
  /** Why it may carry no traffic, such as a lock for arrears. */
  readonly locked?: string | undefined;
  /** The operation in progress, such as an order that has not ended. */
  readonly doing?: string | undefined;
  readonly mark?: OwnMark | undefined;
  /** The controller or product of the vendor that manages it. */
  readonly controller?: string | undefined;
  /** A tag of the system that may mean that another product manages it. */
  readonly systemTag?: string | undefined;
  /** What ends it: a resource with the id and state of a delete. A text: why it cannot be ended here. */
  readonly ending: Ending | string;
}

export interface Ending {
  readonly resource: string;
  readonly id: string;
  readonly state: Values;
}

/** A tag of this provider on an object or its parent. */
export interface OwnMark {
  /** As the cloud shows it: `key=value`. */
  readonly tag: string;
  /** Whether some state has had it. False: its order was not completed. */
  readonly held: boolean;
  /** Whether this owner (see `ownerMark`) ordered it. Undefined: the tag names no owner. */
  readonly isOf?: ((owner: string) => boolean) | undefined;
}

export interface PaidList {
  readonly objects: readonly Paid[];
  readonly unread: readonly Unread[];
}

/** A read that failed: the rest of the list is as the other reads show it. */
export interface Unread {
  /** What is not known without it. */
  readonly what: string;
  readonly error: unknown;
  /** Objects that are billed may be missing. Else only facts about those listed. */
  readonly hidesObjects: boolean;
}

/** Properties of a resource in a state that say which billed object it has. */
export interface HeldAs {
  readonly billedId?: string;
  /** Asked where the state has no billed id. */
  readonly place?: string;
  /** Instead of both: a list of public addresses, each of something that is billed. */
  readonly places?: string;
  /** Whether it has one at all. Default: yes. */
  readonly if?: (properties: Values) => boolean;
}

/** What a cloud bills, for all resources together. */
export interface PaidObjects<Client> {
  /** By resource name. */
  readonly heldAs: Readonly<Record<string, HeldAs>>;
  /** By type of the vendor's Terraform provider, with its prefix; the tokens of bridges are derived from it. */
  readonly heldAsTerraform: Readonly<Record<string, HeldAs>>;
  /** Id of the account. */
  account(ctx: Context<Client>): Promise<string>;
  /** The regions that the cloud offers to the account. Omit it where calls name no region. */
  regions?(ctx: Context<Client>): Promise<readonly string[]>;
  /**
   * All of a region, by lists.
   *
   * @param region undefined only on clouds whose calls name no region
   * @throws if nothing could be listed
   */
  list(ctx: Context<Client>, region: string | undefined): Promise<PaidList>;
  /**
   * Asks the cloud whether it would end this one, with a dry run or reads. Omit it where the cloud has neither.
   *
   * @throws the cloud's refusal
   */
  tryEnding?(ctx: Context<Client>, paid: Paid): Promise<void>;
}

/** The result of a read whose failure is only noted. */
export async function orUnread<T>(
  unread: Unread[],
  what: string,
  hidesObjects: boolean,
  read: Promise<T>,
): Promise<T | undefined> {
  try {
    return await read;
  } catch (error) {
    unread.push({ what, error, hidesObjects });
    return undefined;
  }
}

/** Throws the first error if none of the lists of objects could be read: then nothing is known. */
export function refuseIfBlind(unread: readonly Unread[], ...lists: readonly unknown[]): void {
  const first = unread.find(({ hidesObjects }) => hidesObjects);
  if (first && lists.every((list) => list === undefined)) throw first.error;
}
