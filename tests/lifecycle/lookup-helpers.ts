import type { Values } from "../../provider/core/check";
import type { Runtime } from "../../provider/core/context";
import { findLookup } from "../../provider/doors/registry";
import { Session } from "../../provider/doors/session";
import { defaultSeed, type Simulator, startSimulator } from "../../simulator";
import { PAIRS } from "./pairs";
import { quickClock } from "./provider-harness";

/** Look-ups on the simulated clouds, called as both doors call them. */
export class Desk {
  readonly said: string[] = [];
  private readonly clock = quickClock();
  simulator!: Simulator;

  async open(): Promise<void> {
    const seed = defaultSeed();
    const egressOnlyRules = [{ id: "ipv6py-byhand", ipv6Address: "ipv6-byhand", name: "calls-out" }];
    // An instance of which no network interface is named as the primary one.
    const two = ["eni-two1", "eni-two2"].map((id) => ({ id, vSwitch: "vsw-demo0002", instance: "i-two" }));
    const alibaba = {
      ...{ ...seed.alibaba, egressOnlyRules, networkInterfaces: [...(seed.alibaba.networkInterfaces ?? []), ...two] },
      instances: [...(seed.alibaba.instances ?? []), { ...(seed.alibaba.instances ?? [])[0], id: "i-two" } as never],
    };
    this.simulator = await startSimulator({ now: this.clock.now, seed: { ...seed, alibaba } });
  }
  close(): Promise<void> {
    return this.simulator.close();
  }

  /** Everything of one process: concurrent look-ups can be batched. */
  session(settings: Values = {}): Session {
    const runtime: Runtime = {
      clock: this.clock,
      random: () => 0.5,
      unique: () => "unique",
      log: (level, message) => void this.said.push(`${level}: ${message}`),
      environment: { HOME: "/nonexistent" },
    };
    const text = (cloud: string) => {
      const known = PAIRS.find((pair) => pair.cloud === cloud)?.settings;
      return JSON.stringify({ ...known, endpoint: this.simulator.url, ...settings });
    };
    return new Session(runtime, text);
  }

  async ask(name: string, args: Values, session = this.session()): Promise<Values> {
    const question = findLookup(name);
    if (!question) throw new Error(`no ${name}`);
    const { inputs, failures } = await session.checkLookup(question, args);
    if (failures.length > 0) throw new Error(failures.map(({ reason }) => reason).join("\n"));
    return session.lookUp(question, inputs);
  }

  /** The message of a refusal. */
  async refused(name: string, args: Values, settings: Values = {}): Promise<string> {
    const answer = await this.ask(name, args, this.session(settings)).catch((error: Error) => error);
    if (answer instanceof Error) return answer.message;
    throw new Error(`not refused: ${JSON.stringify(answer)}`);
  }

  /** Actions called, in order. */
  actions(): string[] {
    return this.simulator.journal().map((entry) => entry.action);
  }
}
