import AsyncLock from "async-lock";
import type { Values } from "./check";
import { CancelledError } from "./clock";
import type { AnyBinding, Cloud } from "./cloud";
import type { Runtime } from "./context";
import { converge, leave, type State, shown, tell } from "./converge";
import { type Change, changes, planned } from "./diff";
import { messageOf, PartialError, Refusal } from "./error";
import { type Frame, type Inputs, type Key, keepingState, type Seen, words } from "./frame";
import type { Log } from "./log";
import { adopt, placeOrder, taken } from "./order";
import { type Foreseen, foresee, type Plan, PREFLIGHT_SECONDS } from "./preflight";
import { withPrice } from "./price";
import { ended, look } from "./settle";
import { clientToken, ownerMark } from "./token";

/** Seconds per verb, unless customTimeouts says otherwise. */
export const DEFAULT_TIMEOUTS = { create: 300, update: 300, delete: 300, read: 120 } as const;
export type Verb = keyof typeof DEFAULT_TIMEOUTS;
export type Timeouts = Partial<Record<Verb, number>>;

export interface Call {
  /** Which declared resource this is: project, stack, type and name. The seed of its tokens. */
  readonly identity: string;
  readonly timeouts?: Timeouts | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Where a door can tell one resource's messages from another's. */
  readonly log?: Log | undefined;
}

/** An object of a cloud that could be imported: its id here, and what people know it by. */
export interface Importable {
  readonly id: string;
  readonly label: string;
}

/** Pulumi's verbs over any binding: with order, settle and converge the only control flow. Knows no cloud. */
export class Lifecycle {
  private readonly locks = new AsyncLock({ maxPending: Number.POSITIVE_INFINITY });
  /** Ids alive before this process ordered and answered again by its order: deleting one deletes the new object. */
  private readonly replayed = new Set<string>();
  /** Who has each id in this run, by the identities each goes by: two for one that was renamed with an alias. */
  private readonly holders = new Map<string, (readonly string[])[]>();

  constructor(
    readonly cloud: Cloud,
    readonly binding: AnyBinding,
    private readonly client: unknown,
    private readonly runtime: Runtime,
  ) {}

  create(inputs: Inputs, call: Call): Promise<State> {
    return this.alone(inputs, async () => {
      const frame = this.frame("create", call);
      const before = await taken(frame, inputs);
      const ordered = inputs.adopt ? adopt(frame, inputs, before) : await placeOrder(frame, inputs, before);
      const { key, seen } = ordered;
      const id = this.binding.idOf(key);
      this.hold(id, [call.identity]);
      if (ordered.replayed) {
        this.replayed.add(id);
        frame.ctx.log("info", `${words(this, id)}: an earlier run had ordered it already; going on from there`);
      }
      return this.priced(
        keepingState(frame, id, key, inputs, (note) => converge(frame, { id, key, seen, inputs, note })),
      );
    });
  }

  /**
   * @param identities what the resource goes by, in state and in the program. Unless it is to be replaced, it has the
   *   object, and nobody else may delete that in this run
   */
  diff(id: string, seen: Values, declared: Values, identities: readonly string[]): Change[] {
    const delta = planned(this.binding.declaration.fields, seen, declared);
    if (!delta.some((change) => change.onChange === "replace")) this.hold(id, identities);
    return delta;
  }

  /** Undefined when the object is gone, seen so for long enough to believe it. */
  async read(id: string, state: Values, call: Call): Promise<State | undefined> {
    const frame = this.frame("read", call);
    let last: Seen | undefined;
    const open = (now: Seen) => {
      last = now;
      return now.doing;
    };
    try {
      const seen = await look(frame, { id, key: this.binding.keyOf(id, state), open });
      if (!seen) return undefined;
      tell(frame, id, seen);
      return this.asRead(frame, id, state, seen);
    } catch (error) {
      if (!last || error instanceof CancelledError) throw error;
      // It is there, and did not come to rest in time.
      const known = this.asRead(frame, id, state, last);
      throw new PartialError(known.id, known.properties, [messageOf(error)]);
    }
  }

  private asRead(frame: Frame, id: string, state: Values, seen: Seen): State {
    // Without state there is only the id, perhaps in a short form: all that is seen is taken over. A state of ours
    // has at least what every program must give.
    const { fields } = this.binding.declaration;
    const names = Object.keys(fields);
    const lacking = (name: string) => fields[name]?.presence === "required" && state[name] === undefined;
    const imported = names.some(lacking) || names.every((name) => state[name] === undefined);
    const properties = { ...state, ...(imported ? seen.properties : shown(frame, state, seen)) };
    // What another version wrote has no price or another list's, and that must not look like a change.
    const drifted = changes(fields, state, properties).length > 0;
    const told = imported || (drifted && state.monthlyPrice !== undefined);
    return {
      id: imported ? this.binding.idOf(this.binding.keyOf(id, properties)) : id,
      properties: told ? withPrice(this.cloud, this.binding.declaration, properties) : properties,
    };
  }

  private async priced(ending: Promise<State>): Promise<State> {
    const { id, properties } = await ending;
    return { id, properties: withPrice(this.cloud, this.binding.declaration, properties) };
  }

  update(id: string, olds: Values, inputs: Inputs, call: Call): Promise<State> {
    const key = this.binding.keyOf(id, olds, inputs);
    return this.alone(key, () => {
      const frame = this.frame("update", call);
      return this.priced(keepingState(frame, id, key, olds, (note) => converge(frame, { id, key, inputs, note })));
    });
  }

  async delete(id: string, state: Values, call: Call): Promise<void> {
    if (this.replayed.has(id)) throw new Refusal(replayedWords(words(this, id)), "conflict");
    const other = this.holders.get(id)?.find((identities) => !identities.includes(call.identity));
    if (other) throw new Refusal(heldWords(words(this, id), other[0] ?? ""), "conflict");
    const key = this.binding.keyOf(id, state);
    await this.alone(key, async () => {
      const frame = this.frame("delete", call);
      if (this.binding.leave) await leave(frame, id, key);
      await this.binding.delete(frame.ctx, key, frame.order(0));
      await ended(frame, id, key);
    });
  }

  /** What the cloud would say of a plan. Nothing is done. */
  foresee(plan: Plan, call: Call): Promise<Foreseen> {
    const { ctx, ...frame } = this.frame("read", call);
    const deadline = this.runtime.clock.now() + PREFLIGHT_SECONDS * 1000;
    return foresee({ ...frame, ctx: { ...ctx, deadline, ahead: false, attempts: 2 } }, plan);
  }

  /**
   * Everything of this kind that there is, ready to be imported.
   *
   * @param region undefined only where the cloud's calls name none
   */
  async list(region: string | undefined, call: Call): Promise<readonly Importable[]> {
    if (!this.binding.list) throw new Refusal(`${words(this)} cannot be listed`);
    const found = await this.binding.list(this.frame("read", call).ctx, region);
    return found.map(({ key, label }) => ({ id: this.binding.idOf(key), label }));
  }

  private hold(id: string, identities: readonly string[]): void {
    this.holders.set(id, [...(this.holders.get(id) ?? []), identities]);
  }

  private alone<T>(keyOrInputs: Key, work: () => Promise<T>): Promise<T> {
    const lock: string | undefined = this.binding.lockOf(keyOrInputs);
    return lock === undefined ? work() : (this.locks.acquire(lock, work) as Promise<T>);
  }

  private frame(verb: Verb, { identity, timeouts, signal, log = this.runtime.log }: Call): Frame {
    // Whoever waited for another's write, or came after the end was called, starts nothing.
    if (signal?.aborted) throw new CancelledError(`${words(this)}: cancelled before it began; nothing was done`);
    const { cloud, binding, client, runtime } = this;
    const allowed = (timeouts?.[verb] || DEFAULT_TIMEOUTS[verb]) * 1000;
    const deadline = runtime.clock.now() + allowed;
    const owner = ownerMark(identity);
    const ctx = { ...runtime, log, client, owner, deadline, ahead: verb === "read", ...(signal && { signal }) };
    const order = (generation: number) => ({
      token: (...parts: readonly unknown[]) => clientToken(identity, parts, generation),
      fresh: runtime.unique,
    });
    return { cloud, binding, ctx, order };
  }
}

function replayedWords(what: string): string {
  const why =
    "This run's create was answered with this same object, so deleting it as the old one would delete the new one";
  return `${what}: not deleted. ${why}. Leave deleteBeforeReplace on, and remove the old entry with pulumi state delete`;
}

function heldWords(what: string, holder: string): string {
  const name = holder.split("::").pop();
  const way = `If "${name}" is the new name of this one, give it the resource option aliases; remove the old entry with pulumi state delete`;
  return `${what}: not deleted, because resource "${name}" of this program has it now. ${way}`;
}
