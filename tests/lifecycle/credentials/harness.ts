import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Values } from "../../../provider/core/check";
import type { Clock, Runtime } from "../../../provider/core/context";
import { localMachine } from "../../../provider/doors/machine";
import { findLookup } from "../../../provider/doors/registry";
import { Session } from "../../../provider/doors/session";
import { defaultSeed, type JournalEntry, type Seed, type Simulator, startSimulator } from "../../../simulator";
import type { RoleSeed } from "../../../simulator/common/sessions";
import { quickClock } from "../provider-harness";

/** A read of each cloud that needs no object, and what it is asked with. */
const READS: Readonly<Record<string, readonly [string, Values]>> = {
  alibaba: ["alibaba:getIpv6Gateways", { region: "cn-hangzhou" }],
  tencent: ["tencent:getBandwidthPackages", { region: "ap-guangzhou" }],
  zenlayer: ["zenlayer:getNicIpv6s", {}],
};

/** A machine with a home folder, environment variables and settings, in front of the simulated clouds. */
export class CredentialsHarness {
  readonly home = mkdtempSync(join(tmpdir(), "pulumi-ipv6-credentials-"));
  readonly said: string[] = [];
  readonly clock: Clock = quickClock();
  simulator!: Simulator;

  constructor(
    readonly cloud: "alibaba" | "tencent" | "zenlayer",
    private readonly environment: Readonly<Record<string, string>> = {},
  ) {}

  async open(seed?: Seed): Promise<this> {
    this.simulator = await startSimulator({ now: this.clock.now, ...(seed && { seed }) });
    return this;
  }
  async close(): Promise<void> {
    await this.simulator.close();
    rmSync(this.home, { recursive: true, force: true });
  }

  file(path: string, content: unknown): string {
    const full = join(this.home, path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, typeof content === "string" ? content : JSON.stringify(content));
    return full;
  }

  /** A new process of the provider. */
  process(environment: Readonly<Record<string, string>> = {}, settings: Values = {}): Asking {
    const { url } = this.simulator;
    const all = { HOME: this.home, ...this.environment, ...environment };
    const machine = localMachine(all);
    const runtime: Runtime = {
      clock: this.clock,
      random: () => 0.5,
      unique: () => "unique",
      log: (level, message) => void this.said.push(`${level}: ${message}`),
      environment: all,
      machine: { ...machine, readText: (path) => machine.readText(path.replace(/^\/etc\//, `${this.home}/etc/`)) },
    };
    const metadata = this.cloud === "zenlayer" ? {} : { metadataEndpoint: url };
    const text = JSON.stringify({ endpoint: url, ...metadata, ...settings });
    return new Asking(this.cloud, new Session(runtime, () => text));
  }

  /** Calls to the cloud so far that were answered, as action and account. */
  calls(): string[] {
    return this.journal().map(({ action, account }) => `${action} ${account ?? ""}`.trim());
  }
  journal(): JournalEntry[] {
    return this.simulator.journal();
  }
  count(action: string): number {
    return this.journal().filter((entry) => entry.action === action).length;
  }
}

/** One process of the provider that reads. */
export class Asking {
  constructor(
    private readonly cloud: string,
    readonly session: Session,
  ) {}

  /** Without a check before, as refresh and destroy do. */
  async ask(): Promise<unknown> {
    const [name = "", args = {}] = READS[this.cloud] ?? [];
    const question = findLookup(name);
    if (!question) throw new Error(`no ${name}`);
    return this.session.lookUp(question, args);
  }

  /** The message of a read that fails. */
  async refused(): Promise<string> {
    const answer = await this.ask().catch((error: Error) => error);
    if (answer instanceof Error) return answer.message;
    throw new Error(`not refused: ${JSON.stringify(answer)}`);
  }

  /** What check refuses. */
  async checked(): Promise<string[]> {
    const [name = "", args = {}] = READS[this.cloud] ?? [];
    const question = findLookup(name);
    if (!question) throw new Error(`no ${name}`);
    return (await this.session.checkLookup(question, args)).failures.map(({ reason }) => reason);
  }
}

/** The default seed with a role that the machine has. */
export function seedWithMachine(cloud: "alibaba" | "tencent", machine: string): Seed {
  const seed = defaultSeed()[cloud];
  const [first, ...rest] = seed.accounts as readonly { readonly roles?: readonly RoleSeed[] }[];
  const arn = cloud === "alibaba" ? `acs:ram::1:role/${machine}` : `qcs::cam::uin/1:roleName/${machine}`;
  const accounts = [{ ...first, roles: [...(first?.roles ?? []), { arn, machine }] }, ...rest];
  return { [cloud]: { ...seed, accounts } } as unknown as Seed;
}
