// How long the plugin takes to its first answer, what it rests at, and what importing the package costs a program.
import { spawn } from "node:child_process";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { packageRoot } from "../scripts/package-root";

const ROUNDS = 5;
/** Milliseconds after its answer until a plugin is ended: at rest, and when it has kept its compiled code. */
const REST = 500;
const LONG_REST = 4_000;

export interface StartUp {
  /** Milliseconds from the start of the process to the port that it listens on. */
  readonly plugin: number;
  /** The same of the first start after it was installed, without compiled code. */
  readonly first: number;
  /** Megabytes of the plugin at rest; undefined without /proc. */
  readonly rest: number | undefined;
  /** Milliseconds of a Node.js process that does nothing, that loads `@pulumi/pulumi`, and that loads this package too. */
  readonly nothing: number;
  readonly pulumi: number;
  readonly ours: number;
}

export async function measureStartUp(): Promise<StartUp> {
  const root = packageRoot();
  const nothing = await best(() => load("1"));
  const pulumi = await best(() => load(`require("@pulumi/pulumi")`));
  const ours = await best(() => load(`require("@pulumi/pulumi"); require(${JSON.stringify(root)})`));
  const path = join(root, "dist/plugin/plugin.js");
  for (const name of readdirSync(dirname(path))) if (name.endsWith(".cache")) rmSync(join(dirname(path), name));
  const { ready: first } = await plugin(path, LONG_REST);
  const plugins: Plugin[] = [];
  for (let round = 0; round < ROUNDS; round++) plugins.push(await plugin(path, REST));
  const rest = plugins.flatMap((each) => each.rest ?? []);
  return {
    ...{ nothing, pulumi, ours, first, plugin: Math.min(...plugins.map(({ ready }) => ready)) },
    rest: rest.length > 0 ? Math.min(...rest) : undefined,
  };
}

async function best(measure: () => Promise<number>): Promise<number> {
  const all: number[] = [];
  for (let round = 0; round < ROUNDS; round++) all.push(await measure());
  return Math.min(...all);
}

function load(script: string): Promise<number> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["-e", script], { cwd: packageRoot(), stdio: "ignore" });
    child.once("close", (code) =>
      code === 0 ? resolve(performance.now() - began) : reject(new Error(`${script} ended with code ${code}`)),
    );
  });
}

interface Plugin {
  readonly ready: number;
  readonly rest: number | undefined;
}

function plugin(path: string, rest: number): Promise<Plugin> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    // Port 1: no engine listens there, and the plugin reaches for it only when it has something to log.
    const child = spawn(process.execPath, [path, "127.0.0.1:1"], { stdio: ["ignore", "pipe", "ignore"] });
    child.once("error", reject);
    child.stdout.once("data", () => {
      const ready = performance.now() - began;
      setTimeout(() => {
        const memory = memoryOf(child.pid);
        child.once("close", () => resolve({ ready, rest: memory }));
        child.kill();
      }, rest);
    });
  });
}

function memoryOf(pid: number | undefined): number | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
  } catch {
    return undefined;
  }
}
