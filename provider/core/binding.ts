import type { Values } from "./check";
import type { Context } from "./context";
import type { Declaration, DesiredFor, PropertiesOf } from "./resource";

/** The result of a read. An absent object has none: `observe` returns undefined, and only on proof. */
export interface Observed<P> {
  readonly properties: P;
  /** The operation in progress, in the cloud's words; undefined when settled. */
  readonly doing?: string | undefined;
  /** Why the last change failed, in the cloud's words. It may be stale, so the values take precedence. */
  readonly failed?: string | undefined;
  /** Conditions worth a warning, such as a lock for arrears. */
  readonly notes?: readonly string[];
}

/** Distinguishes one order from the next. */
export interface Order {
  /** Token of an order that must not be placed twice. The same parts give the same token in the next run. */
  token(...parts: readonly unknown[]): string;
  /**
   * Token of a write that sets a value rather than adds something. New for each operation, kept across its retries:
   * with a derived token, changing 10, 20, 10, 20 would end in a replay that changes nothing.
   */
  fresh(): string;
}

/** What already occupies the place an order would take. */
export interface Found<Key, P> {
  readonly key: Key;
  readonly properties: P;
  /**
   * True: it has this resource's owner tag and no state has it, so an earlier order of this resource made it.
   * Undefined where the cloud has no owner tags.
   */
  readonly isOurs?: boolean;
  /** The operation in progress, in the cloud's words; undefined when settled. */
  readonly doing?: string | undefined;
  /** As of `Seen`. */
  readonly failed?: string | undefined;
}

/** An existing object that can be imported, however it was created. */
export interface Listed<Key> {
  readonly key: Key;
  /** Its name in the cloud, or its address. */
  readonly label: string;
  /** The controller that manages it, such as a cluster's network plugin: not for import. */
  readonly controller?: string | undefined;
}

/**
 * One resource on one cloud. Functions make their calls and return. Waiting, retrying and sequencing belong to the
 * lifecycle. A key is the minimum that later operations need.
 */
export interface Binding<Client, Key, D extends Declaration> {
  readonly declaration: D;
  /**
   * Its orders carry neither token nor tag, so neither the cloud nor a refusal shows which resource placed one. The
   * lifecycle orders only after reads must show what a run interrupted moments ago ordered.
   */
  readonly untracked?: true;
  /**
   * How long a run searches for what an earlier one ordered, in milliseconds from its beginning, before an untracked
   * order. Longer where the cloud would accept a second one.
   *
   * @default 6,000, which an absent object is read for everywhere
   */
  readonly searchFor?: number;
  /** It never orders: it always adopts what exists. */
  readonly takesOver?: true;
  /** Writes with equal locks run one at a time: clouds refuse concurrent ones. Undefined: no conflict is possible. */
  lockOf(desired: DesiredFor<D> | Key): string | undefined;
  idOf(key: Key): string;
  /** Whether the two keys have any part in common. */
  sameObject(a: Key, b: Key): boolean;
  /** Outputs that state must keep even if no read succeeds. */
  knownOutputs(key: Key): Partial<PropertiesOf<D>>;
  /**
   * The key from the id, from state if there is one, and in an update from the inputs.
   *
   * @throws Refusal that lists the forms of the id
   */
  keyOf(id: string, state?: Partial<PropertiesOf<D>>, desired?: DesiredFor<D>): Key;

  /** What exists before any order. Undefined only if absence is proven. */
  find(ctx: Context<Client>, desired: DesiredFor<D>): Promise<Found<Key, PropertiesOf<D>> | undefined>;
  /** Read-only, and the only source of truth. Undefined only if absence is proven. */
  observe(ctx: Context<Client>, key: Key): Promise<Observed<PropertiesOf<D>> | undefined>;
  /** Places the order and returns the key as soon as the cloud gives it. `before` is the result of `find`. */
  create(ctx: Context<Client>, desired: DesiredFor<D>, order: Order, before: Key | undefined): Promise<Key>;
  /**
   * Sets the named fields to their desired values and reports each new key through `saveKey` at once. Where the cloud
   * takes one change at a time, returns the fields it sent; the rest follow once reads show those.
   */
  update(ctx: Context<Client>, change: Update<Key, D>, order: Order): Promise<void> | Promise<readonly string[]>;
  /** Deleting an object that is already gone succeeds. */
  delete(ctx: Context<Client>, key: Key, order: Order): Promise<void>;
  /**
   * Whether the object just ordered exists, according to the write API: reads lag, and a cloud may replay a known
   * token with an object since deleted. A call that would recreate a missing object will do. Undefined if it cannot
   * tell. Omit it where the cloud has no such call: a period of absent reads then decides.
   *
   * @throws VoidOrder if the order is known to have produced nothing
   */
  isAlive?(ctx: Context<Client>, key: Key, desired: DesiredFor<D>, order: Order): Promise<boolean | undefined>;
  /**
   * Sets the held tag: a state has the object, so later runs must not treat it as their own interrupted order. Called
   * shortly after `create` returns. Omit it where the cloud stores no tags.
   */
  hold?(ctx: Context<Client>, key: Key): Promise<void>;
  /**
   * Removes the held tag of an object that is gone, which would otherwise be read as the new object's. For clouds that
   * put the tag on the object's parent.
   */
  releaseStale?(ctx: Context<Client>, desired: DesiredFor<D>): Promise<void>;
  /**
   * The parts of `key` that are not in `other`, another state entry's key; undefined if none are left. Omit it for
   * objects without parts.
   */
  without?(key: Key, other: Key): Key | undefined;
  /** Whether the held tag is set. Checked when a token returns an object that existed before. */
  held?(ctx: Context<Client>, key: Key): Promise<boolean>;
  /**
   * For objects that outlive the resource: the values to restore before `delete`, given the current ones. Undefined
   * when there is nothing to restore.
   */
  restore?(ctx: Context<Client>, key: Key, observed: PropertiesOf<D>): Promise<Partial<DesiredFor<D>> | undefined>;
  /**
   * What a delete still waits for; undefined when done. For objects that outlive the resource.
   *
   * @default done once `observe` finds nothing
   */
  deletePending?(ctx: Context<Client>, key: Key): Promise<string | undefined>;
  /**
   * Outputs that a change affects, with their new values where known.
   *
   * @default a change affects no output
   */
  outputsAfter?(state: Values, desired: Values): Values;
  /**
   * Checks at preview whether the cloud would accept an order or a change, using reads and dry runs only. All inputs
   * are known. Omit it where `find` already tells everything.
   *
   * @throws the cloud's refusal
   */
  preflight?(ctx: Context<Client>, step: Step<Key, D>): Promise<void>;
  /**
   * All objects of this kind in the account, keyed as an import would key them. Skips objects that cannot be managed:
   * those being deleted, or belonging to another product. Omit it where another resource lists the same objects.
   *
   * @param region undefined only on clouds whose calls name no region: lists all of them
   */
  list?(ctx: Context<Client>, region: string | undefined): Promise<readonly Listed<Key>[]>;
}

/** A step of a previewed plan. A replacement is a delete and a create. */
export type Step<Key, D extends Declaration> =
  | { readonly verb: "delete"; readonly key: Key }
  | {
      readonly verb: "create";
      readonly desired: DesiredFor<D>;
      /** The result of `find`, unless the replacement deletes that object first. */
      readonly before: Found<Key, PropertiesOf<D>> | undefined;
      /** What a replacement deletes first. */
      readonly replaces: Key | undefined;
    }
  | {
      readonly verb: "update";
      readonly key: Key;
      readonly desired: DesiredFor<D>;
      /** Names of the fields that differ from `state`; never empty. */
      readonly fields: readonly string[];
      /** As last read, with the inputs that were not declared. */
      readonly state: Values;
    };

export interface Update<Key, D extends Declaration> {
  readonly key: Key;
  readonly desired: DesiredFor<D>;
  /** Names of the fields that differ; never empty. */
  readonly fields: readonly string[];
  readonly observed: PropertiesOf<D>;
  readonly saveKey: (key: Key) => void;
}
