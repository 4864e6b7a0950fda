// One stack of the real engine, in a folder of its own. Credentials reach the provider through the environment, as they
// would in a pipeline; state stays in the folder.
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { isAlive, killTree, type Running, type RunResult, start } from "../scripts/engine-process";
import { packageRoot } from "../scripts/package-root";
import type { Declared } from "./stories";
import { PROJECT } from "./stories";
import type { Outputs } from "./subjects";

/** Registers what declared.json lists. An input `@name.output` is another resource's output. */
const PROGRAM = `
const pulumi = require("@pulumi/pulumi");
const { resources, outputs } = require("./declared.json");
class Resource extends pulumi.CustomResource {
  constructor(type, name, inputs, options) {
    super("ipv6:" + type, name, { ...Object.fromEntries(outputs.map((each) => [each, undefined])), ...inputs }, options);
  }
}
const made = {};
const valueOf = (input) => {
  const [, name, output] = /^@(\\w+)\\.(\\w+)$/.exec(input) ?? [];
  return name ? made[name][output] : input;
};
for (const { type, name, inputs, after } of resources) {
  const values = Object.fromEntries(Object.entries(inputs).map(([key, input]) => [key, valueOf(input)]));
  made[name] = new Resource(type, name, values, { dependsOn: after ? [made[after]] : [] });
}
`;

export interface Import {
  readonly type: string;
  readonly name: string;
  readonly id: string;
}

interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

/** Pause between looks at a process of an earlier run. */
const WAIT_MS = 200;

export class Stack {
  private readonly dir: string;
  private readonly environment: NodeJS.ProcessEnv;

  /** @param bin the engine's folder */
  constructor(
    private readonly folder: string,
    bin: string,
    readonly name: string,
    private readonly stop: AbortSignal,
  ) {
    this.dir = join(folder, name);
    for (const part of ["state", "pulumi", name]) mkdirSync(join(folder, part), { recursive: true });
    const link = join(folder, "node_modules");
    if (!existsSync(link)) symlinkSync(join(packageRoot(), "node_modules"), link, "dir");
    this.environment = {
      ...process.env,
      PATH: [bin, process.env.PATH].join(delimiter),
      PULUMI_HOME: join(folder, "pulumi"),
      PULUMI_BACKEND_URL: `file://${join(folder, "state")}`,
      // State holds no secret: credentials are in the environment alone.
      PULUMI_CONFIG_PASSPHRASE: "acceptance",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    };
  }

  /** Whether an earlier run, or this one, has begun it. */
  get exists(): boolean {
    return existsSync(this.checkpoint);
  }

  /** Makes the stack, or takes over that of an earlier run. */
  async open(): Promise<void> {
    const plugins = { providers: [{ name: "ipv6", path: join(packageRoot(), "dist/plugin") }] };
    writeFileSync(join(this.dir, "Pulumi.yaml"), JSON.stringify({ name: PROJECT, runtime: "nodejs", plugins }));
    writeFileSync(join(this.dir, "package.json"), JSON.stringify({ name: PROJECT, main: "index.js" }));
    writeFileSync(join(this.dir, "index.js"), PROGRAM);
    if (!this.exists) {
      await this.pulumi(["stack", "init", this.name]);
      return;
    }
    await this.othersEnd();
    // The lock of a run that was killed.
    await this.pulumi(["cancel", "--yes", "--stack", this.name], true);
  }

  /** Where its objects are, if it may have any: written before the first order. */
  get place(): string | undefined {
    return existsSync(this.placeFile) ? readFileSync(this.placeFile, "utf8") : undefined;
  }

  set place(text: string) {
    writeFileSync(this.placeFile, text);
  }

  private get placeFile(): string {
    return join(this.dir, "place");
  }

  async up(resources: readonly Declared[]): Promise<void> {
    this.write(resources);
    await this.pulumi(["up", "--yes", "--skip-preview", "--stack", this.name]);
  }

  /** Fails if there is anything to change. */
  async unchanged(): Promise<void> {
    await this.pulumi(["preview", "--expect-no-changes", "--stack", this.name]);
  }

  async destroy(): Promise<void> {
    await this.pulumi(["destroy", "--yes", "--skip-preview", "--stack", this.name]);
  }

  async forget(urns: readonly string[]): Promise<void> {
    // What depends on others goes first.
    for (const urn of [...urns].reverse()) await this.pulumi(["state", "delete", urn, "--yes", "--stack", this.name]);
  }

  async import(imports: readonly Import[]): Promise<void> {
    const file = join(this.dir, "imports.json");
    const resources = imports.map(({ type, name, id }) => ({ type, name, id }));
    writeFileSync(file, JSON.stringify({ resources }));
    const flags = ["--yes", "--skip-preview", "--protect=false", "--generate-code=false"];
    await this.pulumi(["import", "--file", file, ...flags, "--stack", this.name]);
  }

  /** Resources of the provider in state. */
  resources(): (StateResource & Import)[] {
    if (!this.exists) return [];
    const { checkpoint } = JSON.parse(readFileSync(this.checkpoint, "utf8"));
    const all = (checkpoint.latest?.resources ?? []) as StateResource[];
    const ours = all.filter(({ type }) => type.startsWith("ipv6:"));
    return ours.map((each) => ({ ...each, id: each.id ?? "", name: each.urn.split("::").pop() ?? "" }));
  }

  outputs(): Outputs {
    return Object.fromEntries(this.resources().map(({ name, outputs = {} }) => [name, outputs])) as Outputs;
  }

  private get checkpoint(): string {
    return join(this.folder, "state", ".pulumi", "stacks", PROJECT, `${this.name}.json`);
  }

  private get pidFile(): string {
    return join(this.dir, "engine.pid");
  }

  private write(resources: readonly Declared[]): void {
    const named = resources.flatMap(({ inputs }) => Object.values(inputs)).join(" ");
    const outputs = [...named.matchAll(/@\w+\.(\w+)/g)].map(([, output]) => output);
    writeFileSync(join(this.dir, "declared.json"), JSON.stringify({ resources, outputs }));
  }

  /** An engine that outlived a killed run may still be at work: two at once would be two writers. */
  private async othersEnd(): Promise<void> {
    const pid = existsSync(this.pidFile) ? Number(readFileSync(this.pidFile, "utf8")) : 0;
    const isOurs = () => pid > 0 && isAlive(pid) && !this.stop.aborted && commandOf(pid).includes("--stack");
    if (isOurs()) process.stderr.write(`${this.name}: waiting for process ${pid} of an earlier run\n`);
    while (isOurs()) await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
  }

  private async pulumi(args: readonly string[], mayFail = false): Promise<RunResult> {
    const child: Running = start("pulumi", [...args, "--non-interactive", "--color", "never"], {
      ...{ cwd: this.dir, env: this.environment, ownGroup: true },
    });
    writeFileSync(this.pidFile, String(child.pid));
    // Once: the engine stops after the steps that run, with all of them in state.
    const interrupt = () => child.pid !== undefined && process.kill(child.pid, "SIGINT");
    this.stop.addEventListener("abort", interrupt, { once: true });
    try {
      const result = await child.done;
      if (result.code !== 0 && !mayFail)
        throw new Error(`pulumi ${args.slice(0, 2).join(" ")} failed\n${result.stdout}${result.stderr}`.trim());
      return result;
    } finally {
      this.stop.removeEventListener("abort", interrupt);
      if (child.pid !== undefined && isAlive(child.pid)) killTree(child.pid);
    }
  }
}

/** The command line of a process, if it is alive; where it cannot be read, as if it were ours. */
export function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return existsSync("/proc") ? "" : "--stack acceptance";
  }
}
