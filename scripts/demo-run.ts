// Setup of the demo: simulated clouds, an engine, isolated stacks, and printed output.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { type Simulator, startSimulator } from "../simulator";
import { ensureEngine } from "./engine";
import { killTree, type Running, start } from "./engine-process";
import { packageRoot } from "./package-root";

const bold = (text: string) => (process.stdout.isTTY ? `\u001b[1m${text}\u001b[0m` : text);
const dim = (text: string) => (process.stdout.isTTY ? `\u001b[2m${text}\u001b[0m` : text);
const say = (text = "") => process.stdout.write(`${text}\n`);

/** Engine output that does not help a newcomer, or that repeats another line. */
const NOISE = [
  /^(@ (previewing|updating|refreshing|destroying)|Duration:|The resources in the stack|If you want to remove|\s*$)/,
  /using pulumi-resource-pulumi-nodejs from/,
  / \(0s\)| \*\*.*failed\*\* | replaced \(0\.00s\)|^ .* error: .* error: /,
];
/** The expected result of a step. Any other result stops the demo. */
export type Expect = "works" | "is refused";

export class DemoRun {
  private step = 0;
  private running: Running | undefined;

  private constructor(
    readonly simulator: Simulator,
    private readonly folder: string,
    private readonly environment: Record<string, string>,
  ) {}

  static async open(): Promise<DemoRun> {
    const { bin, version, from } = await ensureEngine();
    const simulator = await startSimulator();
    const folder = mkdtempSync(join(tmpdir(), "pulumi-ipv6-demo-"));
    for (const name of ["home", "state", "pulumi"]) mkdirSync(join(folder, name));
    say(
      `Pulumi ${version} (${from}). The simulated clouds: ${simulator.url} (open this URL in a browser while the demo runs)`,
    );
    const environment = {
      PATH: [bin, process.env.PATH ?? ""].join(delimiter),
      HOME: join(folder, "home"),
      PULUMI_HOME: join(folder, "pulumi"),
      PULUMI_BACKEND_URL: `file://${join(folder, "state")}`,
      PULUMI_CONFIG_PASSPHRASE: "demo",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      ...Object.assign({}, ...Object.values(simulator.environment())),
    };
    return new DemoRun(simulator, folder, environment);
  }

  title(what: string, expected: string): void {
    this.step += 1;
    say();
    say(bold(`${this.step}. ${what}`));
    say(`   Expect: ${expected}`);
  }

  note(text: string): void {
    say(`   ${text}`);
  }

  stack(example: string): Promise<void> {
    return this.pulumi(example, "stack", ["init", "demo"], "works", true);
  }

  set(example: string, key: string, value: string): Promise<void> {
    say(dim(`   $ pulumi config set ${key} ${value}`));
    return this.pulumi(example, "config", ["set", key, value], "works", true);
  }

  /** Runs the real CLI in an example's folder and shows its output. Stops the demo if the result is not `expect`. */
  async pulumi(example: string, verb: string, args: string[], expect: Expect = "works", quiet = false): Promise<void> {
    if (!quiet) say(dim(`   $ pulumi ${[verb, ...args].join(" ")}`));
    const own = ["--config-file", join(this.folder, `${example}.yaml`), "--stack", "demo"];
    const flags = verb === "stack" ? [] : own;
    const cwd = join(packageRoot(), "examples", example);
    const more = ["--non-interactive", "--color", "never"];
    this.running = start("pulumi", [verb, ...args, ...flags, ...more], { cwd, env: this.environment });
    const { code, stdout, stderr } = await this.running.done;
    this.running = undefined;
    const refused = code !== 0;
    const asExpected = refused === (expect === "is refused");
    const lines = `${stdout}\n${stderr}`.split("\n").filter((line) => !NOISE.some((noise) => noise.test(line)));
    if (!quiet || !asExpected) for (const line of lines) say(dim(`   | ${line}`));
    if (!asExpected) throw new Error(`this step ${refused ? "failed" : "was not refused"} (exit code ${code})`);
  }

  close(): Promise<void> {
    if (this.running) killTree(this.running.pid);
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
    return this.simulator.close();
  }
}
