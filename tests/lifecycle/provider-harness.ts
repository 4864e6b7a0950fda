import { setTimeout as realSleep } from "node:timers/promises";
import { CLOUDS } from "../../provider/clouds";
import type { Values } from "../../provider/core/check";
import type { AnyBinding, Cloud } from "../../provider/core/cloud";
import { CancelledError, type Clock, type Runtime } from "../../provider/core/context";
import { type Change, changes } from "../../provider/core/diff";
import { checkInputs } from "../../provider/core/inputs";
import { type Call, Lifecycle } from "../../provider/core/lifecycle";
import type { State } from "../../provider/core/lifecycle/reconcile";
import { type LedgerEntry, type Simulator, type SimulatorOptions, startSimulator } from "../../simulator";
import type { Counted, Pair } from "./pairs/pair";

/** A clock whose sleeps end at once, for both the provider and the simulator. */
export function quickClock(now = Date.now()): Clock {
  return {
    now: () => now,
    async sleep(milliseconds, signal) {
      if (signal?.aborted) throw new CancelledError("cancelled while waiting");
      // Sleeps at the same time pass together.
      const until = now + milliseconds;
      await realSleep(1);
      if (signal?.aborted) throw new CancelledError("cancelled while waiting");
      now = Math.max(now, until);
    },
  };
}

/** Random numbers from a seed (mulberry32), so that a sequence can be repeated. */
export function seededChance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** One resource on one simulated cloud, over one run of the provider after another. */
export class ProviderHarness {
  readonly said: string[] = [];
  private tokens = 0;

  private constructor(
    readonly pair: Pair,
    readonly simulator: Simulator,
    readonly clock: Clock,
  ) {}

  static async open(pair: Pair, options: SimulatorOptions = {}): Promise<ProviderHarness> {
    const clock = quickClock();
    const simulator = await startSimulator({ now: clock.now, ...options });
    return new ProviderHarness(pair, simulator, clock);
  }

  /** Uses a simulator that already runs. */
  static over(pair: Pair, simulator: Simulator, clock: Clock): ProviderHarness {
    return new ProviderHarness(pair, simulator, clock);
  }

  /** Undefined if calls have none. */
  get region(): string | undefined {
    return this.cloud.regionless ? undefined : String(this.pair.settings.region);
  }

  get cloud(): Cloud {
    return (CLOUDS as Readonly<Record<string, Cloud>>)[this.pair.cloud] as Cloud;
  }
  get binding(): AnyBinding {
    return this.cloud.resources[this.pair.resource] as AnyBinding;
  }

  /** The provider as in a new process, with no memory. */
  process(settings: Values = {}): Lifecycle {
    const given = { ...this.pair.settings, endpoint: this.simulator.url, ...settings };
    const runtime: Runtime = {
      clock: this.clock,
      random: () => 0.5,
      unique: () => `unique-${++this.tokens}-${this.pair.resource}`,
      log: (level, message) => void this.said.push(`${level}: ${message}`),
      environment: {},
    };
    return new Lifecycle(this.cloud, this.binding, this.cloud.connect(given, runtime), runtime);
  }

  /** Inputs as check returns them. */
  inputs(more: Values = {}): Values {
    const given = { ...this.pair.inputs, ...more };
    const { inputs, failures } = checkInputs(this.cloud, this.binding, {}, given, this.pair.settings);
    if (failures.length > 0) throw new Error(failures.map((failure) => failure.reason).join("; "));
    return inputs;
  }

  create(more: Values = {}, call: Partial<Call> = {}): Promise<State> {
    return this.process().create(this.inputs(more), { ...CALL, ...call });
  }
  update(state: State, more: Values = {}, call: Partial<Call> = {}): Promise<State> {
    return this.process().update(state.id, state.properties, this.inputs(more), { ...CALL, ...call });
  }
  read(state: State, call: Partial<Call> = {}): Promise<State | undefined> {
    return this.process().read(state.id, state.properties, { ...CALL, ...call });
  }
  delete(state: State, call: Partial<Call> = {}): Promise<void> {
    return this.process().delete(state.id, state.properties, { ...CALL, ...call });
  }

  diff(seen: Values, declared: Values): Change[] {
    return changes(this.binding.declaration.fields, seen, declared);
  }

  /** Ledger events so far, in order. */
  events(): string[] {
    return this.simulator.ledger().map((entry) => entry.event);
  }
  count(what: Counted): number {
    const is = typeof what === "string" ? (entry: LedgerEntry) => entry.event === what : what;
    return this.simulator.ledger().filter(is).length;
  }
  /** Calls of one action, including refused ones. */
  calls(action: string): number {
    return this.simulator.journal().filter((entry) => entry.action === action).length;
  }
}

export const CALL: Call = { identity: "organization/project/stack::ipv6:test::web" };
