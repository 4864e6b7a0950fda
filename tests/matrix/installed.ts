// The package as people get it: packed, and installed by a package manager into a project of its own.
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { ensureEngine } from "../../scripts/engine";
import { type RunResult, run } from "../../scripts/engine-process";
import { environment } from "../engine/workspace-project";

const repository = resolve(__dirname, "../..");
/** The whole matrix, or its short form. */
export const WHOLE = process.env.MATRIX === "whole";
const LIMIT_MS = 300_000;

let root: string | undefined;
let packed: Promise<string> | undefined;
const tools = new Map<string, Promise<string>>();

afterAll(() => {
  if (root) rmSync(root, { recursive: true, force: true, maxRetries: 5 });
});

export function folder(name: string): string {
  root ??= realpathSync(mkdtempSync(join(tmpdir(), "pulumi-ipv6-matrix-")));
  const path = join(root, name);
  mkdirSync(path, { recursive: true });
  return path;
}

/** Runs a command that must succeed. */
export async function ok(cwd: string, command: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env) {
  const result: RunResult = await run(command, args, { cwd, env, timeoutMs: LIMIT_MS });
  if (result.code === 0 && !result.timedOut) return result;
  throw new Error(`${command} ${args.join(" ")} ended with ${result.code}\n${result.stdout}\n${result.stderr}`);
}

/** The archive that `npm publish` would upload: of the release that RELEASE names, or packed here. */
export function archive(): Promise<string> {
  packed ??= (async () => {
    const released = process.env.RELEASE && resolve(process.env.RELEASE, "npm");
    if (released) return join(released, String(readdirSync(released)[0]));
    const at = folder("packed");
    await ok(repository, "npm", ["pack", "--silent", "--ignore-scripts", "--pack-destination", at]);
    return join(at, String(readdirSync(at)[0]));
  })();
  return packed;
}

/** A package of a tool, installed by itself. @returns its folder of packages */
export function tool(...packages: readonly string[]): Promise<string> {
  const key = packages.join(" ");
  const made =
    tools.get(key) ??
    (async () => {
      const at = folder(`tool-${tools.size}`);
      writeFileSync(join(at, "package.json"), '{ "private": true }');
      await ok(at, "npm", ["install", "--silent", "--no-audit", "--no-fund", ...packages]);
      return join(at, "node_modules");
    })();
  tools.set(key, made);
  return made;
}

/** The path of a Node.js of this major version. @param major empty for the one that runs the tests */
export async function node(major: string): Promise<string> {
  return major === "" ? process.execPath : join(await tool(`node@${major}`), "node/bin/node");
}

export type Manager = "npm" | "pnpm" | "pnpm, hoisted" | "yarn" | "bun";

/** Installs what package.json says. */
export async function install(cwd: string, manager: Manager): Promise<void> {
  switch (manager) {
    case "npm":
      return void (await ok(cwd, "npm", ["install", "--silent", "--no-audit", "--no-fund"]));
    case "pnpm":
    case "pnpm, hoisted": {
      const linker = manager === "pnpm" ? "isolated" : "hoisted";
      const pnpm = join(await tool("pnpm"), ".bin/pnpm");
      return void (await ok(cwd, pnpm, ["install", "--ignore-scripts", `--config.node-linker=${linker}`]));
    }
    case "yarn":
      return void (await ok(cwd, join(await tool("yarn"), ".bin/yarn"), ["install", "--silent", "--no-lockfile"]));
    case "bun": {
      const bun = `@oven/bun-${process.platform}-${process.arch === "arm64" ? "aarch64" : process.arch}`;
      return void (await ok(cwd, join(await tool(bun), bun, "bin/bun"), ["install", "--ignore-scripts"]));
    }
  }
}

/** The environment of the engine, with nothing of the user's. */
export async function engineEnvironment(nodePath: string): Promise<NodeJS.ProcessEnv> {
  const { bin } = await ensureEngine();
  const at = folder("engine");
  for (const each of ["home", "tmp", "pulumi-home"]) mkdirSync(join(at, each), { recursive: true });
  const env = environment(at, bin, folder("state"));
  return {
    ...env,
    PATH: [dirname(nodePath), env.PATH].join(delimiter),
    PULUMI_AUTOMATION_API_SKIP_VERSION_CHECK: "true",
  };
}

export function write(at: string, files: Readonly<Record<string, string | object>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(at, name)), { recursive: true });
    writeFileSync(join(at, name), typeof text === "string" ? text : JSON.stringify(text, null, 2));
  }
}
