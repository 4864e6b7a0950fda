import AsyncLock from "async-lock";
import { CloudError, type Kind, messageOf, PartialError, Refusal } from "../api/errors";
import type { Values } from "../check";
import type { AnyBinding, Cloud } from "../cloud";
import { CancelledError, DEFAULT_TIMEOUTS, type Log, type Runtime, type Timeouts, type Verb } from "../context";
import { type Change, changes, declaredFields, planned, withFound } from "../diff";
import { clientToken, ownerMark } from "../id";
import { type Lanes, lanesOf } from "../lanes";
import { withPrice } from "../price";
import { forEach } from "../reads/batch";
import { Recent } from "../reads/recent";
import { withFirsts } from "../resource";
import { UsualTime } from "../wait";
import { adopt, findExisting, placeOrder } from "./create";
import { Deferred } from "./deferred";
import { observeUntil, READS_LAG, waitDeleted } from "./observe";
import {
  type Before,
  type Inputs,
  type Key,
  nameOf,
  type Operation,
  type Seen,
  UNFINISHED,
  withPartialState,
} from "./operation";
import { type Plan, PREFLIGHT_SECONDS, type PreflightResult, type Present, preflight } from "./preflight";
import { logNotes, reconcile, restore, type State } from "./reconcile";
import { refreshed } from "./refresh";
import { ENTRY, StateEntries } from "./state-entries";

export interface Call {
  /** Identity of the declared resource: project, stack, type and name. Seeds its tokens. */
  readonly identity: string;
  readonly timeouts?: Timeouts | undefined;
  readonly signal?: AbortSignal | undefined;
  /** A replacement without a diff (--replace, a taint), so the old object may still occupy the place. */
  readonly forced?: boolean;
  /** A log that attributes messages to this resource, where the door has one. */
  readonly log?: Log | undefined;
}

/** An object that can be imported. */
export interface Importable {
  readonly id: string;
  readonly label: string;
  /** The controller that manages it: not for import. */
  readonly controller?: string | undefined;
}

/** Token generations that later runs derive again. Later ones include the time, so repeated cycles stay cheap. */
const DERIVED = 3;

/** How a delete is refused whose object, or its parent, no longer exists. */
const MAY_BE_GONE: readonly Kind[] = ["gone", "invalid", "unknown"];

/** Pulumi's operations over any binding. Holds all control flow and knows no cloud. */
export class Lifecycle {
  private readonly locks = new AsyncLock({ maxPending: Number.POSITIVE_INFINITY });
  private readonly began: number;
  private readonly entries: StateEntries;
  private readonly holds: Deferred;
  private readonly lanes: Lanes;
  private readonly usual = forEach(() => new UsualTime());

  constructor(
    readonly cloud: Cloud,
    readonly binding: AnyBinding,
    private readonly client: unknown,
    private readonly runtime: Runtime,
  ) {
    this.began = runtime.clock.now();
    this.entries = new StateEntries(binding);
    this.holds = new Deferred(runtime);
    this.lanes = lanesOf(client, runtime.clock);
  }

  create(inputs: Inputs, call: Call): Promise<State> {
    return this.alone(inputs, () => {
      const made = this.entered(call.identity, this.runtime.unique(), () => this.make(inputs, call));
      // Also for unfinished and adopted objects: state has them, and an earlier run may have ordered them.
      const hold = (state: State) => this.holdLater(state, call);
      made.then(hold, (error: unknown) => error instanceof PartialError && hold(error));
      return made;
    });
  }

  private async make(inputs: Inputs, call: Call): Promise<State> {
    const operation = this.operation("create", call);
    const fields = declaredFields(this.binding.declaration.fields, inputs);
    const replaced = this.entries.of(call.identity);
    if (replaced && !replaced.deleted && call.forced) await this.emptyPlace(operation, inputs, replaced);
    // A replacement is always ordered: `adopt` applies to the first create.
    const adopts = inputs.adopt === true && !replaced;
    const before = await findExisting(operation, inputs, adopts || this.binding.takesOver === true);
    const ordered = adopts ? adopt(operation, inputs, before) : await placeOrder(operation, inputs, before, fields);
    const { key, seen } = ordered;
    const id = this.binding.idOf(key);
    if (ordered.replayed) {
      operation.ctx.log("info", `${nameOf(this, id)}: an earlier run already ordered it; continuing from there`);
    }
    return withPartialState(operation, id, key, { base: inputs, fields }, (saveKey) =>
      reconcile(operation, { id, key, seen, inputs, fields, saveKey }),
    );
  }

  /** @param identity the declared resource */
  diff(id: string, state: Values, declared: Values, identity: string): Change[] {
    this.entries.has(identity, { id, state });
    return planned(this.binding.declaration.fields, state, declared);
  }

  /** Records that state has this object of a declared resource: a later create of that resource replaces it. */
  has(identity: string, present: Present): void {
    this.entries.has(identity, present);
  }

  /** What state has of a declared resource, as far as this run knows. */
  known(identity: string): Present | undefined {
    return this.entries.of(identity);
  }

  /** Reads the object. Undefined when absent for long enough to count as gone. */
  read(id: string, state: Values, call: Call): Promise<State | undefined> {
    return this.lanes.operation(() => this.readNow(id, state, call));
  }

  private async readNow(id: string, state: Values, call: Call): Promise<State | undefined> {
    const operation = this.operation("read", call);
    let last: Seen | undefined;
    const open = (now: Seen) => {
      last = now;
      return now.doing;
    };
    try {
      const seen = await observeUntil(operation, { id, key: this.binding.keyOf(id, state), open });
      if (!seen) {
        this.entries.gone(call.identity);
        return undefined;
      }
      logNotes(operation, id, seen);
      return refreshed(operation, id, state, seen);
    } catch (error) {
      if (!last || error instanceof CancelledError) throw error;
      // The object exists but did not settle in time.
      const known = refreshed(operation, id, state, last);
      throw new PartialError(known.id, known.properties, [messageOf(error)]);
    }
  }

  update(id: string, olds: Values, declared: Inputs, call: Call): Promise<State> {
    const { fields: all } = this.binding.declaration;
    const inputs: Inputs = withFound(all, declared, olds);
    const whole = this.binding.keyOf(id, olds, inputs);
    return this.alone(whole, () => {
      // Parts that another entry has adopted belong to that entry now.
      const key = this.entries.without(olds[ENTRY], whole) ?? whole;
      const operation = this.operation("update", call);
      const differing = changes(all, olds, inputs).map(({ field }) => field);
      const fields = [...new Set([...differing, ...((olds[UNFINISHED] ?? []) as readonly string[])])];
      const updated = this.entered(call.identity, olds[ENTRY] ?? this.runtime.unique(), () =>
        // One change may cause another, so after a failure the next update checks all fields.
        withPartialState(operation, id, key, { base: olds, fields: declaredFields(all, inputs) }, (saveKey) =>
          reconcile(operation, { id, key, inputs, fields, saveKey }),
        ),
      );
      // An unfinished create has no held tag yet, and neither have parts added by an update.
      const hold = (state: State) => {
        if (olds[UNFINISHED] || (this.binding.without && fields.length > 0)) this.holdLater(state, call);
      };
      updated.then(hold, (error: unknown) => error instanceof PartialError && hold(error));
      return updated;
    });
  }

  async delete(id: string, state: Values, call: Call): Promise<void> {
    const whole = this.binding.keyOf(id, state);
    if (this.entries.isEmptied(state[ENTRY])) return;
    const key = this.entries.without(state[ENTRY], whole);
    if (key !== whole) (call.log ?? this.runtime.log)("warning", `${nameOf(this, id)}: ${KEPT}`);
    if (key === undefined) return;
    await this.alone(key, () => this.end(this.operation("delete", call), id, key));
    this.entries.deleted(call.identity, { id, state });
  }

  private async end(operation: Operation, id: string, key: Key): Promise<void> {
    this.holds.drop(id);
    if (this.binding.restore) await restore(operation, id, key);
    try {
      await this.binding.delete(operation.ctx, key, operation.order(0));
    } catch (error) {
      // An object goes with what it was part of. Then the cloud refuses, and only reads tell that it is gone. After a
      // lost answer a refusal may be that of a second attempt, and reads show late what the first one did.
      if (
        !(error instanceof CloudError && (error.lost ? error.kind !== "unavailable" : MAY_BE_GONE.includes(error.kind)))
      )
        throw error;
      const { clock } = operation.ctx;
      const until = clock.now() + (error.lost ? READS_LAG : 0);
      const open = () => (clock.now() < until ? "still there" : undefined);
      operation.ctx.recent?.forget();
      const left = await observeUntil(operation, { id, key, open }).catch(() => error);
      if (left) throw error;
    }
    await waitDeleted(operation, id, key);
  }

  /** For a create-first replacement: deletes the old object if it still occupies the place. */
  private async emptyPlace(operation: Operation, inputs: Inputs, present: Present): Promise<void> {
    const key = this.binding.keyOf(present.id, present.state);
    const before: Before = await this.binding.find(operation.ctx, inputs);
    if (!before || !this.entries.same(before.key, key)) return;
    await this.end(operation, present.id, key);
    this.entries.empty(present);
  }

  /** Adds the entry and derived outputs to the resulting state, of a failed operation too. */
  private async entered(identity: string, entry: unknown, verb: () => Promise<State>): Promise<State> {
    const enter = ({ id, properties }: State): State => {
      const { declaration } = this.binding;
      const state = withPrice(this.cloud, declaration, withFirsts(declaration, { ...properties, [ENTRY]: entry }));
      this.entries.has(identity, { id, state });
      return { id, properties: state };
    };
    try {
      return enter(await verb());
    } catch (error) {
      if (!(error instanceof PartialError)) throw error;
      throw new PartialError(error.id, enter(error).properties, error.reasons);
    }
  }

  /** Sets the held tag once state has the object, so that no later run takes it for an interrupted run's order. */
  private holdLater({ id, properties }: State, { identity, log }: Call): void {
    const { hold } = this.binding;
    // Without the signal: the engine cancels pending work at the end of a run, which is when this runs.
    const ctx = () => ({ ...this.operation("update", { identity, log }).ctx, lanes: undefined });
    if (hold) this.holds.add(id, () => hold(ctx(), this.binding.keyOf(id, properties)));
  }

  /** Sets all pending held tags, before the process ends. */
  settle(): Promise<void> {
    return this.holds.now();
  }

  /** Checks a plan against the cloud. Changes nothing. */
  preflight(plan: Plan, call: Call): Promise<PreflightResult> {
    const { ctx, ...operation } = this.operation("read", call);
    const deadline = this.runtime.clock.now() + PREFLIGHT_SECONDS * 1000;
    const checks = { ...operation, ctx: { ...ctx, deadline, mayUseList: false, attempts: 2 } };
    return this.lanes.operation(() => preflight(checks, plan));
  }

  /**
   * All objects of this kind that can be imported.
   *
   * @param region undefined only on clouds whose calls name no region
   * @throws Refusal if this kind cannot be listed
   */
  async list(region: string | undefined, call: Call): Promise<readonly Importable[]> {
    if (!this.binding.list) throw new Refusal(`${nameOf(this)} cannot be listed`);
    const found = await this.binding.list(this.operation("read", call).ctx, region);
    return found.map(({ key, ...rest }) => ({ id: this.binding.idOf(key), ...rest }));
  }

  private alone<T>(keyOrInputs: Key, work: () => Promise<T>): Promise<T> {
    const lock: string | undefined = this.binding.lockOf(keyOrInputs);
    const inLane = () => this.lanes.operation(work);
    return lock === undefined ? inLane() : (this.locks.acquire(lock, inLane) as Promise<T>);
  }

  private operation(verb: Verb, { identity, timeouts, signal, log = this.runtime.log }: Call): Operation {
    // Do not start after a cancellation, such as one during the wait for a lock.
    if (signal?.aborted) throw new CancelledError(`${nameOf(this)}: cancelled before it began; nothing was done`);
    const { cloud, binding, client, runtime } = this;
    const allowed = (timeouts?.[verb] || DEFAULT_TIMEOUTS[verb]) * 1000;
    const deadline = runtime.clock.now() + allowed;
    const owner = ownerMark(identity);
    const shared = { ...runtime, log, client, owner, deadline, lanes: this.lanes };
    const ctx = { ...shared, recent: new Recent(), mayUseList: verb === "read", ...(signal && { signal }) };
    const tokenOf = (generation: number) =>
      generation < DERIVED ? generation : [generation, Math.floor(runtime.clock.now() / 1000)];
    const order = (generation: number) => ({
      token: (...parts: readonly unknown[]) => clientToken(identity, parts, tokenOf(generation)),
      fresh: runtime.unique,
    });
    return { cloud, binding, ctx, began: this.began, order, usual: this.usual };
  }
}

const KEPT = [
  "kept, because another entry of the state now has it: it was replaced without being deleted first",
  "(--replace, a taint), or was adopted under another name. If this resource was renamed, set the resource option",
  "aliases",
].join(" ");
