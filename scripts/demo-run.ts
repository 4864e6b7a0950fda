// Setup of the demo: simulated clouds, an engine, isolated stacks, and output that fits 100 columns.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { type LedgerEntry, type Simulator, startSimulator } from "../simulator";
import { ensureEngine } from "./engine";
import { killTree, type Running, start } from "./engine-process";
import { packageRoot } from "./package-root";

const WIDTH = 100;
const INDENT = "   ";

const style = (code: number) => (text: string) => (process.stdout.isTTY ? `\u001b[${code}m${text}\u001b[0m` : text);
const [bold, dim, green, cyan] = [style(1), style(2), style(32), style(36)];
const say = (text = "") => process.stdout.write(`${text}\n`);

/** Lines of at most 100 columns, cut at spaces. */
export function wrapped(text: string, indent: string, width = WIDTH): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    if (line !== "" && indent.length + line.length + 1 + word.length > width) {
      lines.push(indent + line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, indent + line];
}

/** The expected result of a command. Any other result stops the demo. */
export type Expect = "works" | "is refused";

export interface Command {
  /** An example's folder. */
  readonly stack: string;
  readonly verb: "preview" | "up" | "destroy";
  readonly args?: readonly string[];
  readonly expect?: Expect;
}

/** What the engine said. */
export interface Outcome {
  /** All of it. */
  readonly text: string;
  /** Its count of resources: "+ 3 created, 1 unchanged". */
  readonly summary: string;
}

export class DemoRun {
  private step = 0;
  private shown = 0;
  private readonly began = Date.now();
  private readonly running = new Set<Running>();

  private constructor(
    readonly simulator: Simulator,
    private readonly folder: string,
    private readonly environment: Record<string, string>,
  ) {}

  static async open(): Promise<DemoRun> {
    const { bin, version } = await ensureEngine();
    const simulator = await startSimulator();
    const folder = mkdtempSync(join(tmpdir(), "pulumi-ipv6-demo-"));
    for (const name of ["home", "state", "pulumi"]) mkdirSync(join(folder, name));
    say(`Pulumi ${version} with three simulated clouds. Watch them live in a browser: ${cyan(simulator.url)}`);
    const environment = {
      PATH: [bin, process.env.PATH ?? ""].join(delimiter),
      HOME: join(folder, "home"),
      PULUMI_HOME: join(folder, "pulumi"),
      PULUMI_BACKEND_URL: `file://${join(folder, "state")}`,
      PULUMI_CONFIG_PASSPHRASE: "demo",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      // The examples' types are checked by the tests; each command here would check them again.
      PULUMI_NODEJS_TRANSPILE_ONLY: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      ...Object.assign({}, ...Object.values(simulator.environment())),
    };
    return new DemoRun(simulator, folder, environment);
  }

  async stacks(...names: string[]): Promise<void> {
    await Promise.all(names.map((name) => this.engine(name, ["stack", "init", "demo"])));
  }

  /** Begins a step: what it does, and what to look at. */
  title(what: string, look: string): void {
    this.step += 1;
    say();
    say(bold(`${this.step}. ${what}`));
    for (const line of wrapped(look, INDENT)) say(line);
  }

  /** Runs the real CLI in an example's folder, and shows the command and the engine's count. */
  async run(command: Command): Promise<Outcome> {
    const [outcome] = await this.sideBySide(command);
    return outcome as Outcome;
  }

  async sideBySide(...commands: Command[]): Promise<Outcome[]> {
    for (const { stack, verb, args = [] } of commands) {
      const shown = ["pulumi", verb, ...args].join(" ");
      say(dim(`${INDENT}$ ${commands.length > 1 || stack !== MAIN ? `cd examples/${stack} && ` : ""}${shown}`));
    }
    const outcomes = await Promise.all(commands.map((command) => this.start(command)));
    const counts = outcomes.map(({ summary }) => summary).filter(Boolean);
    if (counts.length > 0) say(dim(`${INDENT}  ${counts.join("; ")}`));
    return outcomes;
  }

  private async start({ stack, verb, args = [], expect = "works" }: Command): Promise<Outcome> {
    const own = ["--config-file", join(this.folder, `${stack}.yaml`), "--stack", "demo"];
    const yes = verb === "preview" ? [] : ["--yes", "--skip-preview"];
    const { code, text } = await this.engine(stack, [verb, ...args, ...yes, ...own]);
    const refused = code !== 0;
    if (refused !== (expect === "is refused")) {
      say(text);
      throw new Error(`this step ${refused ? "failed" : "was not refused"} (exit code ${code})`);
    }
    return { text, summary: countOf(text) };
  }

  private async engine(stack: string, args: readonly string[]): Promise<{ code: number | null; text: string }> {
    const cwd = join(packageRoot(), "examples", stack);
    const all = [...args, "--non-interactive", "--color", "never"];
    const running = start("pulumi", all, { cwd, env: this.environment });
    this.running.add(running);
    const { code, stdout, stderr } = await running.done;
    this.running.delete(running);
    if (args[0] === "stack" && code !== 0) throw new Error(stderr);
    return { code, text: `${stdout}\n${stderr}` };
  }

  /** The line that proves a step. Stops the demo if it is not so. */
  proof(isSo: boolean, text: string): void {
    const [first = "", ...rest] = wrapped(text, `${INDENT}  `);
    say(`${INDENT}${isSo ? green("✔") : "✘"}${first.slice(INDENT.length + 1)}`);
    for (const line of rest) say(line);
    if (!isSo) throw new Error("the proof of this step failed");
  }

  note(text: string): void {
    for (const line of wrapped(text, `${INDENT}  `)) say(line);
  }

  /** What took effect since the last call, from the ledger of the clouds. */
  news(): LedgerEntry[] {
    const entries = this.simulator.ledger().slice(this.shown);
    this.shown += entries.length;
    return entries;
  }

  end(text: string): void {
    say();
    for (const line of wrapped(text, "")) say(bold(line));
    say(dim(`${TIME_LINE}${Math.round((Date.now() - this.began) / 1000)} s.`));
  }

  close(): Promise<void> {
    for (const { pid } of this.running) killTree(pid);
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
    return this.simulator.close();
  }
}

/** How the last line begins. */
export const TIME_LINE = "It took ";

/** The stack of most steps: its folder is not repeated with each command. */
export const MAIN = "alibaba-web";

/** `Resources:` and the lines below it, as one text. */
function countOf(text: string): string {
  const [, block = ""] = /^Resources:\n((?: {4}.*\n)+)/m.exec(text) ?? [];
  return block.trim().replace(/\s*\n\s*/g, ", ");
}
