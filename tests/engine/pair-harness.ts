// What happened to one pair's resource in a stack with all of them: its row in state, and its entries of the ledger.
import { randomUUID } from "node:crypto";
import type { Values } from "../../provider/core/check";
import type { AnyBinding, Cloud } from "../../provider/core/cloud";
import { type Runtime, silent } from "../../provider/core/context";
import { changes } from "../../provider/core/diff";
import { Lifecycle } from "../../provider/core/lifecycle";
import type { State } from "../../provider/core/lifecycle/reconcile";
import type { LedgerEntry } from "../../simulator";
import { PAIRS } from "../lifecycle/pairs";
import type { Counted, Pair } from "../lifecycle/pairs/pair";
import { quickClock } from "../lifecycle/provider-harness";
import type { EveryResourceHarness } from "./every-resource";
import { cloudOf } from "./pair-settings";
import type { StateResource } from "./workspace-types";

export class PairHarness {
  constructor(
    readonly pair: Pair,
    private readonly every: EveryResourceHarness,
  ) {}

  get name(): string {
    return `${this.pair.cloud}-${this.pair.resource}`;
  }
  private get cloud(): Cloud {
    return cloudOf(this.pair);
  }
  private get binding(): AnyBinding {
    return this.cloud.resources[this.pair.resource] as AnyBinding;
  }

  /** The resource in state. */
  get row(): StateResource & { readonly id: string; readonly inputs: Values; readonly outputs: Values } {
    const found = this.every.stack.state().filter(({ urn }) => urn.endsWith(`::${this.name}`));
    if (found.length !== 1) throw new Error(`one ${this.name} expected in state, found ${found.length}`);
    return found[0] as never;
  }

  /** What the lifecycle reads of an object, without an engine or state. */
  async seen({ id, outputs }: { id: string; outputs: Values }): Promise<State | undefined> {
    return this.process().read(id, outputs, { identity: "" });
  }

  /** State is as the cloud has it. */
  async expectSeen(): Promise<void> {
    const { row, name } = this;
    const seen = await this.seen(row);
    expect({ [name]: { id: seen?.id, ...visible(seen?.properties) } }).toEqual({
      [name]: { id: row.id, ...visible(row.outputs) },
    });
  }

  /** The id with which the lifecycle adopts exactly what the resource has. */
  async named(): Promise<string> {
    return (await this.process().create({ ...this.row.inputs, adopt: true }, { identity: "another" })).id;
  }

  /** Fields that are not as declared. */
  drift(seen: Values, declared: Values): string[] {
    return changes(this.binding.declaration.fields, seen, declared).map((change) => change.field);
  }

  /** What was bought and ended, in order, from a position in the ledger on. */
  deals(from = 0): string[] {
    const { cloud, resource, events } = this.pair;
    return this.every.simulator.ledger().flatMap((entry, index) => {
      if (index < from || entry.cloud !== cloud) return [];
      // A predicate names the kind of entry by itself.
      if (typeof events.bought === "string" && entry.resource !== resource) return [];
      return is(events.bought, entry) ? ["bought"] : is(events.ended, entry) ? ["ended"] : [];
    });
  }

  /** State has the one thing that was bought, as the cloud has it and under the id that the lifecycle gives it. */
  async expectOnce(): Promise<void> {
    const { name } = this;
    expect({ [name]: this.deals() }).toEqual({ [name]: ["bought"] });
    const { id, outputs, initErrors } = this.row;
    expect(initErrors).toBeUndefined();
    expect(outputs).toMatchObject(this.pair.inputs);
    await this.expectSeen();
    expect(await this.named()).toBe(id);
    expect({ [name]: this.deals() }).toEqual({ [name]: ["bought"] });
  }

  private process(): Lifecycle {
    const { cloud, binding, pair, every } = this;
    const clock = quickClock();
    const runtime: Runtime = { clock, random: Math.random, unique: randomUUID, log: silent, environment: {} };
    const client = cloud.connect({ ...pair.settings, endpoint: every.simulator.url }, runtime);
    return new Lifecycle(cloud, binding, client, runtime);
  }
}

/** Without what is the provider's own. */
export const visible = (values: Values = {}): Values =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !name.startsWith("__")));

function is(what: Counted, entry: LedgerEntry): boolean {
  return typeof what === "string" ? entry.event === what : what(entry);
}

/** The resource of each pair in one stack. */
export const ofEach = (every: EveryResourceHarness, pairs = PAIRS) => pairs.map((pair) => new PairHarness(pair, every));

/** Something of each, for one comparison that names those that differ. */
export const byName = <T>(all: readonly PairHarness[], of: (each: PairHarness) => T): Record<string, T> =>
  Object.fromEntries(all.map((each) => [each.name, of(each)]));
