// The same resources with the real engine: calls, seconds, and what the provider's process takes.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { ensureEngine } from "../scripts/engine";
import { commandOf, descendants, start } from "../scripts/engine-process";
import { packageRoot } from "../scripts/package-root";
import { seedMany, startSimulator } from "../simulator";
import { type Counted, counted, PACE } from "./counts";
import type { Measured } from "./resources";

export const DOORS = { dynamic: "pulumi-ipv6", plugin: "pulumi-ipv6/plugin" } as const;
export type Door = keyof typeof DOORS;

/** One command of a story. Memory and processor time are those of the provider's process, where /proc tells them. */
export interface Commanded extends Counted {
  readonly megabytes?: number | undefined;
  readonly cpuSeconds?: number | undefined;
}

interface Step {
  readonly command: readonly string[];
  /** The program declares the changed inputs. */
  readonly changed?: true;
}
const UP = ["up", "--yes", "--skip-preview"];
export const STEPS: Readonly<Record<string, Step>> = {
  create: { command: UP },
  update: { command: UP, changed: true },
  "no-op up": { command: UP, changed: true },
  refresh: { command: ["refresh", "--yes", "--skip-preview"], changed: true },
  destroy: { command: ["destroy", "--yes", "--skip-preview"], changed: true },
};

export interface StoryOptions {
  readonly count: number;
  readonly lanes: number;
  /** Unset: a dynamic resource of no provider of ours, which does nothing. */
  readonly measured?: Measured;
  readonly door: Door;
  readonly steps?: readonly string[];
}

/** Runs the commands of one story on a new stack. */
export async function engineStory(options: StoryOptions): Promise<Record<string, Commanded>> {
  const { measured, count, lanes, door, steps = Object.keys(STEPS) } = options;
  const folder = mkdtempSync(join(tmpdir(), "pulumi-ipv6-bench-"));
  const simulator = await startSimulator({ seed: seedMany(count, { inUse: measured?.inUse ?? false }), pace: PACE });
  try {
    const environment = measured ? simulator.environment()[measured.cloud] : {};
    const pulumi = await stackIn(folder, door, environment ?? {});
    const results: Record<string, Commanded> = {};
    for (const name of steps) {
      const { command, changed } = STEPS[name] as Step;
      writeFileSync(join(folder, "index.js"), programOf(options, changed === true));
      const watched = { megabytes: 0, cpuSeconds: 0 };
      const [verb = "", ...flags] = command;
      const result = await counted(simulator, () => pulumi(watched, verb, ...flags, "--parallel", String(lanes)));
      results[name] = watched.megabytes > 0 ? { ...result, ...watched } : result;
    }
    return results;
  } finally {
    await simulator.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function programOf({ measured, count, door }: StoryOptions, changed: boolean): string {
  if (!measured) {
    return `const { dynamic } = require("@pulumi/pulumi");
const provider = {
  async create(inputs) { return { id: String(inputs.n), outs: inputs }; },
  async update(id, olds, news) { return { outs: news }; },
  async diff(id, olds, news) { return { changes: olds.size !== news.size }; },
};
class Nothing extends dynamic.Resource { constructor(name, inputs) { super(provider, name, inputs); } }
for (let n = 1; n <= ${count}; n++) new Nothing("web-" + n, { n, size: ${changed ? 2 : 1} });
`;
  }
  const inputs = Array.from({ length: count }, (_, index) => ({
    ...measured.inputs(index + 1),
    ...(changed && measured.changed),
  }));
  return `const { ${measured.cloud}: cloud } = require(${JSON.stringify(DOORS[door])});
const inputs = ${JSON.stringify(inputs)};
inputs.forEach((each, index) => new cloud.${measured.resource}("web-" + (index + 1), each));
`;
}

type Watched = { megabytes: number; cpuSeconds: number };

async function stackIn(folder: string, door: Door, given: Readonly<Record<string, string>>) {
  const { bin } = await ensureEngine();
  for (const name of ["home", "state", "pulumi"]) mkdirSync(join(folder, name));
  const root = packageRoot();
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  const plugins = { providers: [{ name: "ipv6", path: join(root, "dist/plugin") }] };
  const project = { name: "bench", runtime: "nodejs", ...(door === "plugin" && { plugins }) };
  writeFileSync(join(folder, "Pulumi.yaml"), JSON.stringify(project));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "bench", main: "index.js" }));
  const env = {
    ...given,
    HOME: join(folder, "home"),
    PATH: [bin, process.env.PATH].join(delimiter),
    PULUMI_HOME: join(folder, "pulumi"),
    PULUMI_BACKEND_URL: `file://${join(folder, "state")}`,
    PULUMI_CONFIG_PASSPHRASE: "bench",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
  };
  const pulumi = async (watched: Watched, command: string, ...args: readonly string[]) => {
    const all = [command, ...args, "--stack", "bench", "--non-interactive"];
    const running = start("pulumi", all, { cwd: folder, env });
    const timer = setInterval(() => watch(running.pid, watched), 250);
    const { code, stdout, stderr } = await running.done.finally(() => clearInterval(timer));
    if (code !== 0) throw new Error(`pulumi ${command} ended with code ${code}\n${stdout}\n${stderr}`);
  };
  const stack = start("pulumi", ["stack", "init", "bench", "--non-interactive"], { cwd: folder, env });
  const made = await stack.done;
  if (made.code !== 0) throw new Error(`pulumi stack init ended with code ${made.code}\n${made.stderr}`);
  return pulumi;
}

/** The provider's process is the plugin, or else the engine's host of dynamic providers. */
const PROVIDER = /plugin\.js|dynamic-provider|pulumi-resource-ipv6/;
/** Clock ticks of /proc in a second, on every Linux that Node.js runs on. */
const TICKS = 100;

function watch(root: number | undefined, watched: Watched): void {
  if (root === undefined) return;
  for (const pid of descendants(root).filter((id) => PROVIDER.test(commandOf(id)))) {
    try {
      const peak = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      const [user, system] = stat
        .slice(stat.lastIndexOf(")") + 2)
        .split(" ")
        .slice(11, 13)
        .map(Number);
      watched.megabytes = Math.max(watched.megabytes, peak);
      watched.cpuSeconds = Math.max(watched.cpuSeconds, ((user ?? 0) + (system ?? 0)) / TICKS);
    } catch {
      // It has ended, or there is no /proc.
    }
  }
}
