import type { Values } from "./check";
import type { Context } from "./context";
import type { Declaration, DesiredFor, PropertiesOf } from "./resource";

/** What a look found. Absent things are not observed: `observe` answers undefined, and only on proof. */
export interface Observed<P> {
  readonly properties: P;
  /** Undefined when settled, else what the cloud says it is doing. */
  readonly doing?: string | undefined;
  /** What the cloud says of its last change, if that failed. It may linger, so the values count first. */
  readonly failed?: string | undefined;
  /** Worth a warning: locked for arrears and the like. */
  readonly notes?: readonly string[];
}

/** How one order is told from the next. */
export interface Order {
  /** The token of an order that must not be placed twice; the same parts give the same token in the next run. */
  token(...parts: readonly unknown[]): string;
  /**
   * The token of a write that says what shall be, not what shall be added. It is new with each operation, and
   * kept over its attempts: a derived one would make 10 to 20 to 10 to 20 a replay that changes nothing.
   */
  fresh(): string;
}

/** What is already at the place where an order would go. */
export interface Found<Key, P> {
  readonly key: Key;
  readonly properties: P;
  /**
   * It bears our own mark and no state has it, so an order of ours made it; false if not, left out where nothing is
   * marked.
   */
  readonly isOurs?: boolean;
}

/** Something that is there and could be taken charge of, by hand or by whomever it was made. */
export interface Listed<Key> {
  readonly key: Key;
  /** What people know it by: its name at the cloud, or its address. */
  readonly label: string;
}

/**
 * How one cloud does one resource. Each function makes its calls and returns; none waits, none repeats, none
 * decides what comes next: that is the lifecycle's. A key is the least that later verbs need.
 */
export interface Binding<Client, Key, D extends Declaration> {
  readonly declaration: D;
  /**
   * Its order carries nothing by which the cloud, or its refusal, tells whose it is: neither token nor tag. Nothing is
   * ordered then before reads must show what a run that was killed a moment ago has ordered.
   */
  readonly untracked?: true;
  /** It orders nothing and takes charge of what is there, always. */
  readonly takesOver?: true;
  /** Writes with equal keys go one at a time: the clouds refuse the second. Undefined: no other write can meet it. */
  lockOf(desired: DesiredFor<D> | Key): string | undefined;
  idOf(key: Key): string;
  /** Do both name something in common? */
  sameObject(a: Key, b: Key): boolean;
  /** What state must keep if nothing more is learnt. */
  knownOutputs(key: Key): Partial<PropertiesOf<D>>;
  /**
   * From the id, from state where there is one, and in an update from what is declared. Throws a Refusal that names
   * the forms of the id.
   */
  keyOf(id: string, state?: Partial<PropertiesOf<D>>, desired?: DesiredFor<D>): Key;

  /** What is already there, before any order. Undefined only if it is proven that there is nothing. */
  find(ctx: Context<Client>, desired: DesiredFor<D>): Promise<Found<Key, PropertiesOf<D>> | undefined>;
  /** Read-only, the only source of truth. Undefined only if absence is proven. */
  observe(ctx: Context<Client>, key: Key): Promise<Observed<PropertiesOf<D>> | undefined>;
  /** Places the order and answers with the key as soon as the cloud has given it. `before`: what `find` found. */
  create(ctx: Context<Client>, desired: DesiredFor<D>, order: Order, before: Key | undefined): Promise<Key>;
  /**
   * Brings the named fields to what is desired. `note` tells the lifecycle each new key at once. Answers with the
   * fields it has sent where the cloud takes one change at a time: the rest follows when those are seen.
   */
  update(ctx: Context<Client>, change: Update<Key, D>, order: Order): Promise<void> | Promise<readonly string[]>;
  /** Gone counts as done. */
  delete(ctx: Context<Client>, key: Key, order: Order): Promise<void>;
  /**
   * Asks the side that writes, not the side that reads, whether what was just ordered lives: reads lag, and a cloud
   * may answer a known token with an object since deleted. A call that would bring it back if it is gone will do.
   * Undefined if it cannot tell, or left out where the cloud has no such call; then a stretch of absent reads decides.
   * Throws a VoidOrder if the order is known to have come to nothing.
   */
  isAlive?(ctx: Context<Client>, key: Key, desired: DesiredFor<D>, order: Order): Promise<boolean | undefined>;
  /**
   * Writes down at the cloud that some state has the object: whoever finds it from then on is not the run that ordered
   * it. Called a moment after create has been answered. Left out where nothing can be written down.
   */
  hold?(ctx: Context<Client>, key: Key): Promise<void>;
  /**
   * Takes off what says that some state has an object that is not there any more, and would be read as about the one that
   * is ordered now. For clouds that write it on what the object belongs to.
   */
  releaseStale?(ctx: Context<Client>, desired: DesiredFor<D>): Promise<void>;
  /**
   * What of `key` is left without what another entry of the state has; undefined if nothing is. Left out where an object
   * has no parts.
   */
  without?(key: Key, other: Key): Key | undefined;
  /** Is it written down that some state has it? Asked of what a token is answered with though it was there before. */
  held?(ctx: Context<Client>, key: Key): Promise<boolean>;
  /**
   * For an object that stays when we let go of it: what to bring it back to before `delete`, from what is there now.
   * Undefined when there is nothing to bring back.
   */
  restore?(ctx: Context<Client>, key: Key, observed: PropertiesOf<D>): Partial<DesiredFor<D>> | undefined;
  /**
   * Undefined when a delete has done its work, else what is still open. Left out where that means: absent. For
   * objects that stay when we let go of them.
   */
  deletePending?(ctx: Context<Client>, key: Key): Promise<string | undefined>;
  /** Outputs that a change touches, as they will be, where they can be known. Default: a change touches none. */
  outputsAfter?(state: Values, desired: Values): Values;
  /**
   * Asks at preview whether the cloud would take an order or a change, with reads and dry runs only: throws its refusal.
   * Left out where there is nothing to ask beyond what `find` tells. Inputs are all known.
   */
  preflight?(ctx: Context<Client>, step: Step<Key, D>): Promise<void>;
  /**
   * Everything of this kind that the account has, each with a key that reads as it would be imported. What cannot be
   * managed, because it is on its way out or another product's, is left out. Left out where another resource lists the
   * same objects, or nobody has asked for it yet.
   *
   * @param region undefined only where calls name none: then of all
   */
  list?(ctx: Context<Client>, region: string | undefined): Promise<readonly Listed<Key>[]>;
}

/** A step that a preview plans; a replacement is a delete and a create. */
export type Step<Key, D extends Declaration> =
  | { readonly verb: "delete"; readonly key: Key }
  | {
      readonly verb: "create";
      readonly desired: DesiredFor<D>;
      /** What `find` found, unless it is what the replacement will have deleted. */
      readonly before: Found<Key, PropertiesOf<D>> | undefined;
      /** What a replacement will have deleted by then. */
      readonly replaces: Key | undefined;
    }
  | {
      readonly verb: "update";
      readonly key: Key;
      readonly desired: DesiredFor<D>;
      /** Names of the fields that differ from `state`; never empty. */
      readonly fields: readonly string[];
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
