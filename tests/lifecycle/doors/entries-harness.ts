// What the engine does with a program of several resources through one door on one simulated cloud: one up after
// another over one state, some of them killed. It runs without the engine, so that many scenarios take a second each.
import type { Values } from "../../../provider/core/check";
import type { Clock } from "../../../provider/core/context";
import { callAlibaba, callTencent, type Simulator, startSimulator } from "../../../simulator";
import { until } from "../../engine/workspace";
import { PAIRS } from "../pairs";
import { quickClock } from "../provider-harness";
import { DOORS, type DoorName, Failed, type Process } from "./door";

export interface Declared {
  readonly type: string;
  readonly name: string;
  readonly inputs: Values;
}
interface Entry extends Declared {
  readonly id: string;
  readonly properties: Values;
  /** Its last operation failed, so the next run updates it. */
  readonly partial: boolean;
}

export class EntriesHarness {
  state = new Map<string, Entry>();
  private readonly processes: Process[] = [];
  private names = 0;

  private constructor(
    private readonly door: DoorName,
    readonly simulator: Simulator,
    readonly clock: Clock,
  ) {}

  static async with(door: DoorName, story: (harness: EntriesHarness) => Promise<void>): Promise<void> {
    const clock = quickClock();
    const simulator = await startSimulator({ now: clock.now });
    const harness = new EntriesHarness(door, simulator, clock);
    try {
      await story(harness);
    } finally {
      for (const process of harness.processes) process.end();
      await simulator.close();
    }
  }

  /** Errors by name; the run continues after one. Resources no longer declared are deleted last. */
  async up(program: readonly Declared[], process?: Process, seconds?: number): Promise<Record<string, string>> {
    const run = process ?? (await this.process());
    const errors: Record<string, string> = {};
    const guarded = async (name: string, work: () => Promise<void>) => {
      await work().catch((error: Error) => {
        errors[name] = error.message;
      });
    };
    for (const declared of program) await guarded(declared.name, () => this.step(run, declared, seconds));
    const names = program.map(({ name }) => name);
    for (const entry of [...this.state.values()].filter(({ name }) => !names.includes(name))) {
      await guarded(entry.name, async () => {
        await run.of(entry.type).delete(entry.name, entry);
        this.state.delete(entry.name);
      });
    }
    await run.settle();
    return errors;
  }

  /** Refusals of a preview, by name. */
  async preview(program: readonly Declared[]): Promise<string[]> {
    const process = await this.process();
    const refused: string[] = [];
    for (const { type, name, inputs } of program) {
      await process
        .of(type)
        .preview(name, this.state.get(name), inputs)
        .catch(() => refused.push(name));
    }
    return refused;
  }

  async refresh(): Promise<void> {
    const process = await this.process();
    for (const entry of [...this.state.values()]) {
      const seen = await process.of(entry.type).read(entry.name, entry, entry.inputs);
      if (seen) this.state.set(entry.name, { ...entry, ...seen });
      else this.state.delete(entry.name);
    }
  }

  /** An up that dies once the cloud has carried out this call, before the response. */
  async upKilledIn(program: readonly Declared[], action: string, skip = 0): Promise<void> {
    const before = new Map(this.state);
    let dead = false;
    const process = await this.process({}, () => dead);
    this.simulator.fault({ action, when: "after", do: "hold", skip });
    void this.up(program, process);
    await until("the call is held", () => this.simulator.journal().some(({ fault }) => fault?.startsWith("hold")));
    dead = true;
    this.simulator.clearFaults();
    this.state = before;
    await this.clock.sleep(60_000);
  }

  /** A process of another project, or with other settings. */
  async process(options: { project?: string } = {}, isDead = () => false): Promise<Process> {
    const settings = PAIRS.map((pair) => [pair.cloud, { ...pair.settings, endpoint: this.simulator.url }]);
    const clock = {
      now: this.clock.now,
      sleep: (milliseconds: number, signal?: AbortSignal) =>
        isDead() ? new Promise<void>(() => {}) : this.clock.sleep(milliseconds, signal),
    };
    const runtime = {
      clock,
      random: () => 0.5,
      unique: () => `unique-${++this.names}`,
      log: () => {},
      environment: {},
    };
    const process = await DOORS[this.door](Object.fromEntries(settings), runtime, options.project);
    this.processes.push(process);
    return process;
  }

  output(name: string, output: string): readonly string[] {
    return (this.state.get(name)?.properties[output] ?? []) as readonly string[];
  }

  /** Addresses that the ledger has on network interfaces. */
  assigned(): string[] {
    const there = new Set<string>();
    for (const { event, detail } of this.simulator.ledger()) {
      for (const address of (detail.addresses ?? []) as string[]) {
        if (event === "assigned") there.add(address);
        else there.delete(address);
      }
    }
    return [...there];
  }

  /** Changes made outside the provider. */
  async byHand(cloud: "alibaba" | "tencent", action: string, params: Record<string, unknown>): Promise<void> {
    const call = cloud === "alibaba" ? callAlibaba : callTencent;
    const { status, body } = await call(this.simulator.url, action, params);
    if (status !== 200 || (body as { Error?: unknown }).Error) throw new Error(`${action}: ${JSON.stringify(body)}`);
    await this.clock.sleep(20_000);
  }

  private async step(process: Process, { type, name, inputs }: Declared, seconds?: number): Promise<void> {
    const run = process.of(type);
    const keep = async (verb: Promise<{ id: string; properties: Values }>, checked: Values) => {
      const declared = { type, name, inputs: checked };
      try {
        this.state.set(name, { ...declared, ...(await verb), partial: false });
      } catch (error) {
        if (error instanceof Failed && error.state)
          this.state.set(name, { ...declared, ...error.state, partial: true });
        throw error;
      }
    };
    const before = this.state.get(name);
    const checked = await run.check(name, inputs);
    if (!before) return keep(run.create(name, checked, seconds), checked);
    const { op } = await run.diff(name, before, checked);
    if (op === "replace") {
      await run.delete(name, before);
      this.state.delete(name);
      return keep(run.create(name, checked, seconds), checked);
    }
    if (op === "update" || before.partial) await keep(run.update(name, before, checked, seconds), checked);
  }
}
