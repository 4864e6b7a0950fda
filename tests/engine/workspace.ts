// Engine tests run the real Pulumi CLI on a program in a temp folder: file backend, own home, nothing of the user's.
// The program finds `pulumi-ipv6` like an installed package, because Pulumi captures a dynamic provider's code by
// reference from node_modules and by value from anywhere else.
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ensureEngine } from "../../scripts/engine";
import { descendants, isAlive, killTree, type Running, start } from "../../scripts/engine-process";
import { agreeing } from "./agreement";
import { leakIn, watchFolder } from "./watch";
import { configArgs, environment, fillRoot, jsonLines, makeRoot, projectName, writeProject } from "./workspace-project";
import type {
  Checkpoint,
  CliOptions,
  CliResult,
  ConfigValue,
  Deployment,
  Preview,
  RunningUp,
  StateResource,
  UpOptions,
  WorkspaceOptions,
} from "./workspace-types";

export const commandLimitMs = 240_000;
const restMs = 250;

/** Temp folders and child processes of this test file. */
let root: string | undefined;
let workspaces = 0;
const running = new Set<Running>();
const orphans = new Set<number>();

if (typeof jest !== "undefined") {
  jest.setTimeout(480_000);
  afterAll(cleanUp);
}

export function cleanUp(): void {
  for (const pid of [...[...running].map((child) => child.pid), ...orphans]) killTree(pid);
  const kept = root;
  root = undefined;
  if (kept === undefined) return;
  try {
    for (const name of readdirSync(kept)) if (name.startsWith("state-")) watchFolder(join(kept, name));
  } finally {
    rmSync(kept, { recursive: true, force: true, maxRetries: 5 });
  }
}

export async function createWorkspace(options: WorkspaceOptions): Promise<Workspace> {
  const { bin } = await ensureEngine(options.parts ? { parts: options.parts } : {});
  if (root === undefined) {
    root = makeRoot();
    fillRoot(root);
  }
  workspaces += 1;
  const dir = join(root, `workspace-${workspaces}`);
  const state = join(root, `state-${workspaces}`);
  mkdirSync(dir);
  mkdirSync(state);
  writeProject(dir, options);
  const env = { ...environment(root, bin, state), ...options.env };
  const workspace = new Workspace(dir, projectName(dir), options.stack ?? "test", state, env);
  await workspace.cli("stack", { args: ["init", workspace.stack] });
  await workspace.config(options.config ?? {});
  return workspace;
}

export class Workspace {
  /** Every finished command with all its output. */
  readonly said: CliResult[] = [];

  constructor(
    readonly dir: string,
    readonly project: string,
    readonly stack: string,
    private readonly backend: string,
    readonly env: Readonly<Record<string, string>>,
  ) {}

  /** Any CLI command. `up`, `refresh` and `destroy` have methods that add the flags they always need. */
  cli(command: string, options: CliOptions = {}): Promise<CliResult> {
    return this.finish(this.launch(command, options), options);
  }

  up(options: UpOptions = {}): Promise<CliResult> {
    const run = (flags: readonly string[] = [], env = options.env ?? {}) => {
      const told = options.json === true ? ["--json"] : [];
      return this.onStack("up", ["--yes", "--skip-preview", ...flags, ...told], { ...options, env });
    };
    return process.env.PREVIEW_AGREES ? agreeing(this, options, run) : run();
  }

  refresh(options: CliOptions = {}): Promise<CliResult> {
    return this.onStack("refresh", ["--yes", "--skip-preview"], options);
  }

  destroy(options: CliOptions = {}): Promise<CliResult> {
    return this.onStack("destroy", ["--yes", "--skip-preview"], options);
  }

  preview(options: CliOptions = {}): Promise<CliResult> {
    return this.onStack("preview", [], options);
  }

  async previewJson(options: CliOptions = {}): Promise<Preview & { readonly code: number | null }> {
    const result = await this.onStack("preview", ["--json"], options);
    return { ...(JSON.parse(result.stdout) as Preview), code: result.code };
  }

  async stackExport(options: CliOptions = {}): Promise<Deployment> {
    const result = await this.cli("stack", { ...options, args: ["export", ...this.selected, ...(options.args ?? [])] });
    return JSON.parse(result.stdout) as Deployment;
  }

  async stackImport(deployment: Deployment): Promise<void> {
    const file = this.write(".import.json", JSON.stringify(deployment));
    await this.cli("stack", { args: ["import", ...this.selected, "--file", file] });
  }

  /** Sets configuration in one command; secrets are encrypted. */
  async config(values: Readonly<Record<string, ConfigValue>>): Promise<void> {
    const args = Object.entries(values).flatMap(([key, value]) => configArgs(key, value));
    if (args.length > 0) await this.cli("config", { args: ["set-all", ...this.selected, "--path", ...args] });
  }

  /** The state file: the same as an export with encrypted secrets, without running the CLI. */
  state(): StateResource[] {
    return (JSON.parse(readFileSync(this.checkpoint, "utf8")) as Checkpoint).checkpoint.latest?.resources ?? [];
  }

  /** A resource in state by its name. */
  async resource(name: string): Promise<StateResource | undefined> {
    return this.state().find((resource) => resource.urn.endsWith(`::${name}`));
  }

  urn(type: string, name: string): string {
    return `urn:pulumi:${this.stack}::${this.project}::${type}::${name}`;
  }

  /** Writes a file of the project. @returns its path */
  write(file: string, text: string): string {
    const path = join(this.dir, file);
    writeFileSync(path, text);
    return path;
  }

  /** Starts an `up` that a test will interrupt. */
  startUp(options: CliOptions = {}): RunningUp {
    const args = ["--yes", "--skip-preview", ...this.selected, ...(options.args ?? [])];
    const child = this.launch("up", { ...options, args });
    const done = this.finish(child, { ...options, mayFail: true });
    return {
      pid: child.pid,
      output: child.output,
      done,
      kill: async (signal = "SIGKILL", whole = true) => {
        if (child.pid === undefined) return done;
        const plugins = descendants(child.pid);
        for (const pid of plugins) orphans.add(pid);
        if (signal === "SIGKILL") await this.stateAtRest();
        if (whole) killTree(child.pid, signal);
        else process.kill(child.pid, signal);
        const result = await done;
        if (whole) await until("its plugins are gone", () => !plugins.some(isAlive));
        return result;
      },
    };
  }

  /** A killed CLI leaves the stack locked, so users run `pulumi cancel` before the next command. */
  async unlock(): Promise<void> {
    await this.cli("cancel", { args: ["--yes", ...this.selected] });
  }

  /** The CLI writes its checkpoint in place. Killed during the write it leaves a torn file, which is not our bug. */
  private async stateAtRest(): Promise<void> {
    await until("the checkpoint is whole, and not being written", () => {
      const age = Date.now() - statSync(this.checkpoint).mtimeMs;
      return age > restMs && isJson(readFileSync(this.checkpoint, "utf8"));
    });
  }

  private get checkpoint(): string {
    return join(this.backend, ".pulumi", "stacks", this.project, `${this.stack}.json`);
  }

  private get selected(): string[] {
    return ["--stack", this.stack];
  }

  private onStack(command: string, flags: readonly string[], options: CliOptions): Promise<CliResult> {
    return this.cli(command, { ...options, args: [...flags, ...this.selected, ...(options.args ?? [])] });
  }

  private launch(command: string, options: CliOptions): Launched {
    const args = [command, ...(options.args ?? []), "--non-interactive", "--color", "never"];
    const child = start("pulumi", args, {
      cwd: this.dir,
      env: { ...this.env, ...options.env },
      timeoutMs: commandLimitMs,
      ownGroup: true,
    });
    running.add(child);
    return { ...child, child, args, started: Date.now() };
  }

  private async finish(launched: Launched, options: CliOptions): Promise<CliResult> {
    const result = await launched.done.finally(() => running.delete(launched.child));
    const events = launched.args.includes("--json") ? jsonLines(result.stdout) : [];
    const all: CliResult = { ...result, args: launched.args, ms: Date.now() - launched.started, events };
    this.said.push(all);
    const leak = leakIn(`${result.stdout}${result.stderr}`);
    if (leak) throw new Error(`pulumi ${launched.args.join(" ")} shows a credential: ${leak}`);
    // A command that hangs must not count as one that failed.
    if (result.timedOut || (result.code !== 0 && options.mayFail !== true)) {
      const how = result.timedOut ? "ran into its limit" : `ended with code ${result.code}`;
      throw new Error(`pulumi ${launched.args.join(" ")} ${how}\n${result.stdout}\n${result.stderr}`);
    }
    return all;
  }
}

interface Launched extends Running {
  readonly child: Running;
  readonly args: readonly string[];
  readonly started: number;
}

/** Waits until a condition holds. Polls often, because it is usually milliseconds away. */
export async function until(what: string, isTrue: () => boolean | Promise<boolean>, limitMs = 120_000): Promise<void> {
  const end = Date.now() + limitMs;
  while (!(await isTrue())) {
    if (Date.now() > end) throw new Error(`waited ${limitMs / 1000} s in vain until ${what}`);
    await sleep(20);
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
