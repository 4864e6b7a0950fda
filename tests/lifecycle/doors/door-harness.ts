// One resource on one simulated cloud through one door, with a transcript of every plan, call and response.
import { setTimeout as realSleep } from "node:timers/promises";
import { CLOUDS } from "../../../provider/clouds";
import type { Values } from "../../../provider/core/check";
import type { AnyBinding, Cloud } from "../../../provider/core/cloud";
import type { Clock } from "../../../provider/core/context";
import { checkInputs } from "../../../provider/core/inputs";
import type { State } from "../../../provider/core/lifecycle/reconcile";
import { type LedgerEntry, type Simulator, startSimulator } from "../../../simulator";
import type { Counted, Pair } from "../pairs/pair";
import { quickClock } from "../provider-harness";
import { DOORS, type DoorName, Failed, type Plan, type Process, type Run } from "./door";

export interface Asked {
  /** In this run; otherwise in its own run. */
  readonly run?: Run;
  /** The resource's name in the program. */
  readonly name?: string;
  /** Timeout. */
  readonly seconds?: number;
  /** The doors differ here, and the scenario says how: kept out of the transcript. */
  readonly differs?: true;
}

export class DoorHarness {
  readonly said: string[] = [];
  private readonly transcript: unknown[] = [];
  private readonly processes: Process[] = [];
  private readonly killed = new Set<Run>();
  private unique = 0;

  private constructor(
    readonly pair: Pair,
    readonly door: DoorName,
    readonly simulator: Simulator,
    readonly clock: Clock,
  ) {}

  /** @param began start of the scenario; near the real time, because vendors' packages sign with that */
  static async open(pair: Pair, door: DoorName, began: number): Promise<DoorHarness> {
    const clock = quickClock(began);
    return new DoorHarness(pair, door, await startSimulator({ now: clock.now }), clock);
  }

  async close(): Promise<void> {
    for (const process of this.processes) process.end();
    await this.simulator.close();
  }

  get binding(): AnyBinding {
    return this.cloud.resources[this.pair.resource] as AnyBinding;
  }
  private get cloud(): Cloud {
    return (CLOUDS as Readonly<Record<string, Cloud>>)[this.pair.cloud] as Cloud;
  }

  /** A new run of the provider, with no memory. An undefined member of `settings` removes that setting. */
  async run(settings: Values = {}, switches: Readonly<Record<string, string>> = {}): Promise<Run> {
    const given = defined({ ...this.pair.settings, endpoint: this.simulator.url, ...settings });
    let dead = () => false;
    const clock: Clock = {
      now: this.clock.now,
      sleep: (milliseconds, signal) => (dead() ? new Promise(() => {}) : this.clock.sleep(milliseconds, signal)),
    };
    const process = await DOORS[this.door](
      { [this.pair.cloud]: given, ...switches },
      {
        clock,
        random: () => 0.5,
        unique: () => `unique-${++this.unique}`,
        log: (level, message) => void this.said.push(`${level}: ${message}`),
        environment: { HOME: "/nonexistent" },
      },
    );
    const run = process.of(`${this.pair.cloud}:${this.pair.resource}`);
    dead = () => this.killed.has(run);
    this.processes.push(process);
    return run;
  }

  /** Everything created is in a state by now, and the processes that created it have ended. */
  async settle(): Promise<void> {
    for (const process of this.processes) await process.settle();
  }

  /** From now on no code of this run does anything: it is dead, without a message. */
  kill(run: Run): void {
    this.killed.add(run);
  }

  /** Waits while the provider works. */
  async until(isTrue: () => boolean): Promise<void> {
    while (!isTrue()) await realSleep(1);
  }

  /** Inputs of the program. An undefined member of `more` removes that input. */
  private declared(more: Values): Values {
    return defined({ ...this.pair.inputs, ...more });
  }

  /** Inputs as check returns them. */
  inputs(more: Values = {}): Values {
    const given = this.declared(more);
    const { inputs, failures } = checkInputs(this.cloud, this.binding, {}, given, this.pair.settings);
    if (failures.length > 0) throw new Error(failures.map((failure) => failure.reason).join("; "));
    return inputs;
  }

  create(more: Values = {}, asked: Asked = {}): Promise<State> {
    return this.verb("create", asked, async (run, name) =>
      run.create(name, await run.check(name, this.declared(more)), asked.seconds),
    );
  }
  plan(state: State, more: Values = {}, asked: Asked = {}): Promise<Plan> {
    return this.verb("plan", asked, async (run, name) =>
      run.diff(name, state, await run.check(name, this.declared(more))),
    );
  }
  preview(state: State | undefined, more: Values = {}, asked: Asked = {}): Promise<void> {
    return this.verb("preview", asked, (run, name) => run.preview(name, state, this.declared(more)));
  }
  update(state: State, more: Values = {}, asked: Asked = {}): Promise<State> {
    return this.verb("update", asked, async (run, name) =>
      run.update(name, state, await run.check(name, this.declared(more)), asked.seconds),
    );
  }
  read(state: State, asked: Asked = {}): Promise<State | undefined> {
    return this.verb("read", asked, (run, name) => run.read(name, state, this.inputs()));
  }
  delete(state: State, asked: Asked = {}): Promise<void> {
    return this.verb("delete", asked, (run, name) => run.delete(name, state));
  }

  count(what: Counted): number {
    const is = typeof what === "string" ? (entry: LedgerEntry) => entry.event === what : what;
    return this.simulator.ledger().filter(is).length;
  }
  /** Calls of one action, including refused ones. */
  calls(action: string): number {
    return this.simulator.journal().filter((entry) => entry.action === action).length;
  }

  /** Plans, responses and failures in order, and every call: what both doors must agree on. */
  story(): unknown {
    const calls = this.simulator
      .journal()
      .map(({ at: _, requestId: __, milliseconds: ___, seq: ____, ...call }) => call)
      .filter(lookedOnce());
    // Tokens differ in each operation, so only their presence counts.
    return JSON.parse(JSON.stringify([this.transcript, calls]).replaceAll(/unique-\d+/g, "unique"));
  }

  private async verb<T>(what: string, asked: Asked, work: (run: Run, name: string) => Promise<T>): Promise<T> {
    const { name = "web", differs } = asked;
    const note = (came: unknown) => (differs ? undefined : void this.transcript.push([what, name, came]));
    try {
      const answer = await work(asked.run ?? (await this.run()), name);
      note(what === "plan" || what === "preview" ? answer : shown(answer as State | undefined));
      return answer;
    } catch (error) {
      if (!(error instanceof Failed)) throw error;
      note({ failed: error.message, state: shown(error.state) });
      throw error;
    }
  }
}

/** Keeps the first of equal reads between two writes: how often a wait looks depends on the time. */
function lookedOnce(): (call: { readonly action: string }) => boolean {
  const seen = new Set<string>();
  return (call) => {
    if (!call.action.startsWith("Describe")) seen.clear();
    const text = JSON.stringify(call);
    const isNew = !seen.has(text);
    seen.add(text);
    return isNew;
  };
}

const defined = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

/** State without what only one door has. */
function shown(state: State | undefined): State | undefined {
  if (!state) return undefined;
  const ours = Object.entries(state.properties).filter(([name]) => !name.startsWith("__"));
  return { id: state.id, properties: Object.fromEntries(ours) };
}
