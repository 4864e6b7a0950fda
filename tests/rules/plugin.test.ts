// The plugin as it ships: without the engine's SDK, that starts quickly and ends with the engine.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Metafile } from "esbuild";
import { bundlePlugin } from "../../scripts/plugin";
import { until } from "../engine/workspace";
import { filesIn, ROOT, read } from "./sources";

/** Asked for by a vendor's package in case it is there. */
const OPTIONAL = new Set(["encoding"]);

let out: string;
let meta: Metafile;
const children: ChildProcess[] = [];

beforeAll(async () => {
  out = mkdtempSync(join(tmpdir(), "pulumi-ipv6-plugin-"));
  meta = await bundlePlugin(ROOT, out);
});
afterAll(() => {
  for (const child of children) child.kill("SIGKILL");
  rmSync(out, { recursive: true, force: true });
});

/** As the engine starts it: by the command, with pipes; elsewhere than the package. */
function start(command = join(out, "pulumi-resource-ipv6")) {
  const child = spawn(command, ["-v=3", "127.0.0.1:1"], { cwd: tmpdir() });
  children.push(child);
  const first = new Promise<string>((resolve) => child.stdout.once("data", (data) => resolve(String(data))));
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  return { child, first, ended };
}

test("of the engine's package it holds the protocol and nothing else", () => {
  const sdk = Object.keys(meta.inputs).filter((path) => path.includes("node_modules/@pulumi/pulumi/"));
  expect(sdk.length).toBeGreaterThan(5);
  expect(sdk.filter((path) => !path.includes("node_modules/@pulumi/pulumi/proto/"))).toEqual([]);
});

test("it needs nothing beside it but Node", () => {
  const imports = Object.values(meta.outputs).flatMap((output) => output.imports.filter((each) => each.external));
  const { builtinModules } = require("node:module") as typeof import("node:module");
  const strange = imports
    .map(({ path }) => path.replace(/^node:/, ""))
    .filter((name) => !builtinModules.includes(name) && !OPTIONAL.has(name));
  expect(strange).toEqual([]);
});

test("its first line is a port, and it ends when the engine's pipe closes", async () => {
  const { child, first, ended } = start();
  expect(await first).toMatch(/^\d+\n$/);
  child.stdin.end();
  expect(await ended).toBe(0);
});

test("on PATH it may be a link, of a link", async () => {
  const folder = mkdtempSync(join(tmpdir(), "pulumi-ipv6 link-"));
  mkdirSync(join(folder, "bin"));
  symlinkSync(join(out, "pulumi-resource-ipv6"), join(folder, "absolute"));
  symlinkSync("../absolute", join(folder, "bin/pulumi-resource-ipv6"));
  const { child, first, ended } = start(join(folder, "bin/pulumi-resource-ipv6"));
  expect(await Promise.race([first, ended])).toMatch(/^\d+\n$/);
  child.stdin.end();
  await ended;
  rmSync(folder, { recursive: true });
});

test("compiled code is kept beside it after its first start, and what is kept is never trusted when it does not fit", async () => {
  const kept = () => readdirSync(out).filter((name) => name.endsWith(".cache"));
  const portOf = async () => {
    const { child, first, ended } = start();
    const port = await first;
    const end = () => {
      child.stdin.end();
      return ended;
    };
    return { port, end };
  };
  for (const name of kept()) rmSync(join(out, name));
  const cold = await portOf();
  await until("the compiled code", () => kept().length === 1 && !kept()[0]?.includes(".cache."), 30_000);
  await cold.end();
  const [name = ""] = kept();
  const whole = readFileSync(join(out, name));
  const warm = await portOf();
  expect([warm.port, await warm.end()]).toEqual([expect.stringMatching(/^\d+\n$/), 0]);
  expect(readFileSync(join(out, name)).equals(whole)).toBe(true);

  writeFileSync(join(out, name), whole.subarray(0, whole.length / 2));
  const mended = await portOf();
  expect(mended.port).toMatch(/^\d+\n$/);
  await until("it whole again", () => readFileSync(join(out, name)).length > whole.length / 2, 30_000);
  expect(await mended.end()).toBe(0);
});

test("without Node on PATH the command says what it needs", () => {
  const { status, stdout, stderr } = spawnSync(join(out, "pulumi-resource-ipv6"), ["127.0.0.1:1"], {
    env: { PATH: out },
    encoding: "utf8",
  });
  expect([status, stdout]).toEqual([1, ""]);
  expect(stderr).toMatch(/^pulumi-resource-ipv6 needs Node.js 20 or newer, and there is no node on PATH\.\n$/);
});

test("no package.json of the package makes programs of the dynamic door look for the plugin", () => {
  expect(JSON.parse(read("package.json")).pulumi).toBeUndefined();
  expect(filesIn("sdk/nodejs", /package\.json$/)).toEqual([]);
});

test("the package ships it as a command", () => {
  expect(JSON.parse(read("package.json")).bin["pulumi-resource-ipv6"]).toBe("dist/plugin/plugin.js");
});
