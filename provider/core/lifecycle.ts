import AsyncLock from "async-lock";
import type { Found, Observed, Order } from "./binding";
import { type Checked, check, type Values } from "./check";
import type { AnyBinding, Cloud } from "./cloud";
import type { Context, Runtime } from "./context";
import { type Change, changes } from "./diff";
import { CloudError, messageOf, PartialError, Refusal } from "./error";
import { clientToken } from "./token";
import { waitFor } from "./wait";

/** Seconds per verb, unless customTimeouts says otherwise. */
export const DEFAULT_TIMEOUTS = { create: 300, update: 300, delete: 300, read: 120 } as const;
export type Verb = keyof typeof DEFAULT_TIMEOUTS;
export type Timeouts = Partial<Record<Verb, number>>;

/** Reads lag: an object must be absent from them for so long before it counts as gone. Milliseconds. */
const ABSENT_FOR = 6_000;
/** An accepted change that no read shows for so long is sent again. Milliseconds. */
const STALLED_FOR = 20_000;
/** Tokens tried, each answered with an object since deleted, before giving up. */
const MOST_GENERATIONS = 32;

export interface Call {
  /** Which declared resource this is: project, stack, type and name. The seed of its tokens. */
  readonly identity: string;
  readonly timeouts?: Timeouts | undefined;
  readonly signal?: AbortSignal | undefined;
}
export interface State {
  readonly id: string;
  readonly properties: Values;
}
type Seen = Observed<Values>;
// biome-ignore lint/suspicious/noExplicitAny: keys differ per binding, and only the binding looks inside
type Key = any;
/** Checked inputs. Their types are the binding's own; here they are only handed on and compared by field. */
// biome-ignore lint/suspicious/noExplicitAny: as above
type Inputs = any;
type Note = (key: Key) => void;
interface Convergence {
  readonly id: string;
  readonly key: Key;
  /** The look that was just taken, if there was one. */
  readonly seen?: Seen | undefined;
  readonly inputs: Inputs;
  readonly call: Call;
  readonly note: Note;
}

/**
 * Everything that can be refused before a call, at once.
 *
 * @param olds the inputs of the last run: a region that was taken from the settings then stays the region
 */
export function checkInputs(cloud: Cloud, binding: AnyBinding, olds: Values, news: Values, settings: Values): Checked {
  const { fields, rules } = binding.declaration;
  const region = news.region ?? olds.region ?? settings.region;
  const checked = check(cloud.title, fields, rules, region === undefined ? news : { ...news, region });
  if (region !== undefined) return checked;
  const variable = cloud.settings.region?.env?.[0];
  const reason = `region: is required on ${cloud.title}: give it here, or pulumi config set --path ipv6:${cloud.name}.region, or set ${variable}`;
  return { ...checked, failures: [...checked.failures, { property: "region", reason }] };
}

export function diffInputs(binding: AnyBinding, seen: Values, declared: Values): Change[] {
  return changes(binding.declaration.fields, seen, declared);
}

/** Pulumi's verbs over any binding: the only control flow. Knows no cloud. */
export class Lifecycle {
  private readonly locks = new AsyncLock();
  /** Ids alive before this process ordered and answered again by its order: deleting one deletes the new object. */
  private readonly replayed = new Set<string>();

  constructor(
    private readonly cloud: Cloud,
    private readonly binding: AnyBinding,
    private readonly client: unknown,
    private readonly runtime: Runtime,
  ) {}

  async create(inputs: Inputs, call: Call): Promise<State> {
    return this.alone(inputs, async () => {
      const ctx = this.context("create", call);
      const before = await this.binding.find(ctx, inputs);
      const { key, seen } = inputs.adopt ? this.adopted(before, inputs) : await this.order(ctx, inputs, before, call);
      const id = this.binding.idOf(key);
      return this.keepingState(id, key, inputs, (note) => this.converge(ctx, { id, key, seen, inputs, call, note }));
    });
  }

  /** Undefined when the object is gone, seen so for long enough to believe it. */
  async read(id: string, state: Values, call: Call): Promise<State | undefined> {
    const ctx = this.context("read", call);
    const seen = await this.look(ctx, id, this.binding.keyOf(id, state), (now) => now.doing);
    if (!seen) return undefined;
    this.tell(ctx, id, seen);
    const imported = state.region === undefined;
    const properties = { ...state, ...(imported ? seen.properties : this.shown(state, seen)) };
    return { id: imported ? this.binding.idOf(this.binding.keyOf(id, properties)) : id, properties };
  }

  async update(id: string, olds: Values, inputs: Inputs, call: Call): Promise<State> {
    const key = this.binding.keyOf(id, olds);
    return this.alone(key, () => {
      const ctx = this.context("update", call);
      return this.keepingState(id, key, olds, (note) => this.converge(ctx, { id, key, inputs, call, note }));
    });
  }

  async delete(id: string, state: Values, call: Call): Promise<void> {
    if (this.replayed.has(id)) throw new Refusal(replayWords(this.words(id)), "conflict");
    const key = this.binding.keyOf(id, state);
    await this.alone(key, async () => {
      const ctx = this.context("delete", call);
      await this.binding.delete(ctx, key, this.orders(call, 0));
      await waitFor(ctx, {
        goal: `${this.words(id)} to be gone`,
        look: () => this.binding.observe(ctx, key),
        pending: (seen) => seen && (seen.doing ?? "still there"),
      });
    });
  }

  /** Orders, and proves that what the cloud answered is alive; steps the generation when it is not. */
  private async order(
    ctx: Context,
    inputs: Inputs,
    before: Found<Key, Values> | undefined,
    call: Call,
  ): Promise<{ key: Key; seen: Seen }> {
    for (let generation = 0; generation < MOST_GENERATIONS; generation++) {
      const key = await this.orderOnce(ctx, inputs, before, this.orders(call, generation));
      if (key === undefined) continue;
      const id = this.binding.idOf(key);
      if (before && this.binding.overlap(before.key, key)) {
        this.replayed.add(id);
        ctx.log("info", `${this.words(id)}: an earlier run had ordered it already; going on from there`);
      }
      const lives = this.binding.lives && (() => this.binding.lives?.(ctx, key, inputs) ?? Promise.resolve(true));
      const seen = await this.keepingState(id, key, inputs, () => this.look(ctx, id, key, () => undefined, lives));
      if (seen) return { key, seen };
      ctx.log("info", `${this.words(id)}: the cloud repeated its answer to an order since deleted; ordering again`);
    }
    throw new Refusal(
      `${this.words()}: ${MOST_GENERATIONS} orders were answered with objects that no longer exist. Run again when ${this.cloud.title} has forgotten their tokens`,
      "conflict",
    );
  }

  /** One order. Undefined when its token no longer stands. What a lost answer may have made is looked for. */
  private async orderOnce(
    ctx: Context,
    inputs: Inputs,
    before: Found<Key, Values> | undefined,
    order: Order,
  ): Promise<Key | undefined> {
    try {
      return await this.binding.create(ctx, inputs, order, before?.key);
    } catch (error) {
      if (!(error instanceof CloudError && (error.kind === "conflict" || error.kind === "unavailable"))) throw error;
      const now = await this.binding.find(ctx, inputs).catch(() => undefined);
      const nothingNew = (now && this.binding.idOf(now.key)) === (before && this.binding.idOf(before.key));
      if (error.staleToken && nothingNew) return undefined;
      if (!now) throw error;
      // The place was empty, our answer was lost, and now the place holds just what we ordered.
      const lostAndFound = error.lost && !before && changes(this.fields, now.properties, inputs).length === 0;
      if (now.ours || lostAndFound) return now.key;
      if (error.kind === "unavailable") throw error;
      throw new Refusal(`${error.message} ${takenWords(this.binding.idOf(now.key))}`, "conflict");
    }
  }

  /** From what is there to what is declared: the delta of a fresh look, then wait until it is seen. */
  private async converge(ctx: Context, { id, key, seen: just, inputs, call, note }: Convergence): Promise<State> {
    let current = key;
    const open = (now: Seen) => changes(this.fields, now.properties, inputs);
    let seen = just && !just.doing ? just : await this.present(ctx, id, current, () => undefined);
    for (let generation = 0; open(seen).length > 0; generation++) {
      const delta = open(seen);
      this.refuseFixed(id, delta, seen.properties, inputs);
      const step = {
        key: current,
        desired: inputs,
        fields: delta.map((change) => change.field),
        observed: seen.properties,
        note: (next: Key) => {
          current = next;
          note(next);
        },
      };
      await this.binding.update(ctx, step, this.orders(call, generation));
      const sent = ctx.clock.now();
      seen = await this.present(ctx, id, current, (now) => {
        const names = open(now).map((change) => change.field);
        const stalled = ctx.clock.now() - sent >= STALLED_FOR && generation < MOST_GENERATIONS;
        return names.length > 0 && !stalled ? `${names.join(", ")} not yet as declared` : undefined;
      });
    }
    this.tell(ctx, id, seen);
    return { id, properties: { ...inputs, ...this.shown(inputs, seen) } };
  }

  private async present(ctx: Context, id: string, key: Key, open: (seen: Seen) => string | undefined): Promise<Seen> {
    const seen = await this.look(ctx, id, key, (now) => now.doing ?? open(now));
    if (seen) return seen;
    throw new Refusal(`${this.words(id)} is gone. Run pulumi refresh, then pulumi up orders it anew`, "gone");
  }

  /** Looks until nothing is open. Undefined: proven absent, by the writing side or by a stretch of reads. */
  private async look(
    ctx: Context,
    id: string,
    key: Key,
    open: (seen: Seen) => string | undefined,
    lives?: () => Promise<boolean>,
  ): Promise<Seen | undefined> {
    let absentSince: number | undefined;
    let alive: boolean | undefined;
    const outcome = await waitFor<{ seen?: Seen; absent?: true }>(ctx, {
      goal: `${this.words(id)} to be ready`,
      look: async () => {
        const seen: Seen | undefined = await this.binding.observe(ctx, key);
        if (seen) {
          absentSince = undefined;
          return { seen };
        }
        absentSince ??= ctx.clock.now();
        alive ??= await lives?.();
        return alive === false || (!alive && ctx.clock.now() - absentSince >= ABSENT_FOR) ? { absent: true } : {};
      },
      pending: ({ seen, absent }) => (seen ? open(seen) : absent ? undefined : "not to be seen"),
    });
    return outcome.seen;
  }

  /** The rest of a verb for an object that exists. Whatever fails, state keeps the id and what is known. */
  private async keepingState<T>(id: string, key: Key, base: Values, rest: (note: Note) => Promise<T>): Promise<T> {
    let latest = key;
    try {
      return await rest((next) => {
        latest = next;
      });
    } catch (error) {
      throw new PartialError(id, { ...base, ...this.binding.known(latest) }, [messageOf(error)]);
    }
  }

  private adopted(before: Found<Key, Values> | undefined, inputs: Inputs): Key {
    if (!before) {
      throw new Refusal(`adopt: ${this.words()}: there is nothing to take charge of; remove adopt to order it`, "gone");
    }
    this.refuseFixed(
      this.binding.idOf(before.key),
      changes(this.fields, before.properties, inputs),
      before.properties,
      inputs,
    );
    return { key: before.key };
  }

  private refuseFixed(id: string, delta: readonly Change[], seen: Values, inputs: Inputs): void {
    const fixed = delta.filter((change) => change.onChange === "replace").map((change) => change.field);
    if (fixed.length === 0) return;
    const list = fixed.map((name) => `${name} is ${seen[name]} there and ${inputs[name]} here`).join("; ");
    throw new Refusal(
      `${this.words(id)}: ${list}. That cannot be changed in place: declare what is there, or run pulumi refresh and let it be replaced`,
      "conflict",
    );
  }

  /** Of what is seen: the outputs, and those inputs that are declared. The rest is not ours to show as drift. */
  private shown(declared: Values, { properties }: Seen): Values {
    return Object.fromEntries(
      Object.entries(properties).filter(([name]) => !Object.hasOwn(this.fields, name) || declared[name] !== undefined),
    );
  }

  private get fields() {
    return this.binding.declaration.fields;
  }

  private tell(ctx: Context, id: string, { notes = [] }: Seen): void {
    for (const note of notes) ctx.log("warning", `${this.words(id)}: ${note}`);
  }

  private words(id?: string): string {
    return `${this.cloud.title} ${this.binding.declaration.name}${id ? ` ${id}` : ""}`;
  }

  private alone<T>(keyOrInputs: Key, work: () => Promise<T>): Promise<T> {
    return this.locks.acquire(this.binding.lockOf(keyOrInputs), work) as Promise<T>;
  }

  private context(verb: Verb, { timeouts, signal }: Call): Context {
    const allowed = (timeouts?.[verb] || DEFAULT_TIMEOUTS[verb]) * 1000;
    return {
      ...this.runtime,
      client: this.client,
      deadline: this.runtime.clock.now() + allowed,
      ...(signal && { signal }),
    };
  }

  private orders({ identity }: Call, generation: number): Order {
    return { token: (...parts) => clientToken(identity, parts, generation), fresh: this.runtime.unique };
  }
}

function takenWords(id: string): string {
  return `The place is taken by ${id}: set adopt: true to take charge of it, or import it by that id (pulumi import, where the plugin is used)`;
}

function replayWords(what: string): string {
  return `${what}: not deleted. This run's create was answered with this same object, so deleting it as the old one would delete the new one too. Leave deleteBeforeReplace on, and remove the old entry with pulumi state delete`;
}
