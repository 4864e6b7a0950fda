// An estate that was made by hand, taken over in two commands; and what looking at 300 of one kind costs.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { seedMany } from "../../simulator";
import { AlibabaHarness, bandwidth } from "./alibaba-harness";

const COUNT = 300;
const MOST_CALLS = 12;
const TYPE = "ipv6:alibaba:Ipv6InternetBandwidth";

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command, as the package ships it. */
function discover(harness: AlibabaHarness, args: readonly string[], { interrupt = false } = {}): Promise<Ended> {
  const command = join(harness.stack.dir, "../node_modules/pulumi-ipv6/dist/provider/commands/main.js");
  const env = { PATH: process.env.PATH ?? "", HOME: harness.stack.dir, ...harness.simulator.environment().alibaba };
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [command, "discover", ...args], { cwd: harness.stack.dir, env });
    const said = { stdout: "", stderr: "" };
    child.stdout.on("data", (text) => {
      said.stdout += text;
    });
    child.stderr.on("data", (text) => {
      said.stderr += text;
    });
    if (interrupt) child.stderr.once("data", () => child.kill("SIGINT"));
    child.once("close", (code) => resolve({ code, ...said }));
  });
}

/** A program for what was imported, from its inputs in state. */
function programOf(harness: AlibabaHarness): string {
  const ours = harness.stack.state().filter(({ type }) => type.startsWith("ipv6:alibaba:"));
  const lines = ours.map(({ urn, type, inputs }) => {
    const [cls, name] = [type.split(":").pop(), urn.split("::").pop()];
    return `new alibaba.${cls}("${name}", ${JSON.stringify(inputs)}, { protect: true });`;
  });
  return lines.join("\n");
}

test("discover, import, and a preview without a change; each look at all 300 takes a dozen calls", async () => {
  const harness = await AlibabaHarness.open("", {
    door: "plugin",
    simulator: { seed: seedMany(COUNT, { inUse: true }) },
  });
  harness.simulator.operate({
    ...{ cloud: "alibaba", table: "ipv6Addresses", id: "ipv6-many00007" },
    change: { name: "生产 网站" },
  });
  const atFirst = harness.simulator.state();
  const { code, stderr } = await discover(harness, [
    "--cloud",
    "alibaba",
    "--resource",
    TYPE.slice(13),
    "--out",
    "all.json",
  ]);
  expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.stringContaining("pulumi import --file all.json") });
  const { resources } = JSON.parse(readFileSync(join(harness.stack.dir, "all.json"), "utf8"));
  expect(resources.length).toBeGreaterThan(COUNT);

  harness.calls();
  const stack = ["--stack", harness.stack.stack];
  const flags = ["--file", "all.json", "--yes", "--generate-code=false", ...stack];
  await harness.stack.cli("import", { args: flags });
  const ours = (await harness.resources()).filter(({ type }) => type === TYPE);
  const imported = ours.map(({ id, type }) => ({ id, type }));
  expect(imported).toHaveLength(resources.length);
  expect(ours.find(({ id }) => id?.includes("many00007"))?.urn).toMatch(/::生产-网站-bandwidth$/);
  expect(imported).toEqual(expect.arrayContaining(resources.map(({ id, type }: never) => ({ id, type }))));
  expect(harness.calls().length).toBeLessThanOrEqual(2 * MOST_CALLS);

  harness.program(programOf(harness));
  await harness.stack.preview({ args: ["--expect-no-changes"] });
  expect(harness.calls().length).toBeLessThanOrEqual(MOST_CALLS);
  await harness.stack.refresh({ args: ["--expect-no-changes"] });
  expect(harness.calls().length).toBeLessThanOrEqual(MOST_CALLS);
  expect(harness.simulator.ledger()).toEqual([]);
  expect(harness.simulator.state()).toEqual(atFirst);
});

test("a refresh of 300 dynamic resources takes a dozen calls too", async () => {
  const inputs = { ipv6AddressId: "ipv6-many00001", bandwidth: 10, internetChargeType: "PayByTraffic", adopt: true };
  const simulator = { seed: seedMany(COUNT, { inUse: true }) };
  const harness = await AlibabaHarness.open(bandwidth("many00001", inputs), { simulator });
  await harness.stack.up();
  // The state of a stack that has all of them: 300 adoptions would take a minute.
  const state = await harness.stack.stackExport({ args: ["--show-secrets"] });
  const spelled = state.deployment.resources?.map((resource) => JSON.stringify(resource)) ?? [];
  const many = spelled.flatMap((text) => {
    if (!text.includes("many00001")) return [JSON.parse(text)];
    return Array.from({ length: COUNT }, (_, index) => {
      const number = String(index + 1).padStart(5, "0");
      return JSON.parse(
        text.replaceAll("many00001", `many${number}`).replaceAll('::f:1"', `::f:${(index + 1).toString(16)}"`),
      );
    });
  });
  await harness.stack.stackImport({ ...state, deployment: { ...state.deployment, resources: many } });
  expect(await harness.resources()).toHaveLength(COUNT);
  harness.calls();
  await harness.stack.refresh({ args: ["--expect-no-changes"] });
  const calls = harness.calls();
  expect(calls.length).toBeGreaterThan(5);
  expect(calls.length).toBeLessThanOrEqual(MOST_CALLS);
  expect(harness.simulator.ledger()).toEqual([]);
});

test("the engine lists through the plugin", async () => {
  const harness = await AlibabaHarness.open("", { door: "plugin" });
  const plugin = join(harness.stack.dir, "../node_modules/pulumi-ipv6/dist/plugin/pulumi-resource-ipv6");
  const args = ["--package", plugin, TYPE, "list", "--region", "cn-hangzhou"];
  const { stdout } = await harness.stack.cli("do", { args });
  expect(JSON.parse(stdout)).toContainEqual({ id: "cn-hangzhou/ipv6-byhand/ipv6bw-byhand", name: "made by hand" });
});

test("Ctrl-C writes nothing; mistakes are a usage error", async () => {
  const harness = await AlibabaHarness.open("", { door: "plugin", simulator: { pace: { answerDelayMs: 400 } } });
  const args = ["--cloud", "alibaba", "--out", "stopped.json"];
  const { code, stderr } = await discover(harness, args, { interrupt: true });
  expect({ code, stderr }).toMatchObject({ code: 130, stderr: expect.stringContaining("nothing was written") });
  expect(() => readFileSync(join(harness.stack.dir, "stopped.json"))).toThrow("ENOENT");
  expect(await discover(harness, ["--clod", "alibaba"])).toMatchObject({ code: 2, stdout: "" });
});
