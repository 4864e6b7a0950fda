// The real engine's preview of a real example, told by the command as the package ships it. With UPDATE_GOLDEN=1 it also
// records the previews that provider/commands/report.test.ts reads.
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { seedMany } from "../../simulator";
import { AlibabaHarness, assignment, bandwidth } from "./alibaba-harness";
import { EngineHarness, openSimulator } from "./engine-harness";
import { createWorkspace } from "./workspace";

const ROOT = resolve(__dirname, "../..");
const GOLDEN = join(ROOT, "tests/golden/report");
const update = process.env.UPDATE_GOLDEN !== undefined;

/** What says where and when it was made, and nothing of what is planned. */
const NOISE = new Set([
  ...["sourcePosition", "stackTrace", "created", "modified", "duration", "propertyDependencies", "detailedDiff"],
  ...["provider", "parent", "__entry", "timestamp", "durationSeconds", "PolicyPacks"],
]);

async function previewed(harness: EngineHarness, env: Readonly<Record<string, string>> = {}): Promise<string> {
  const args = ["--json", "--stack", harness.stack.stack];
  return (await harness.stack.cli("preview", { args, mayFail: true, env })).stdout;
}

function calm(stdout: string, dir: string): unknown {
  const text = stdout.replaceAll(dir, ".").replaceAll(dirname(dir), "..").replaceAll(ROOT, "package");
  return JSON.parse(text, (key, value) => (NOISE.has(key) ? undefined : value));
}

function record(name: string, stdout: string, dir: string): void {
  mkdirSync(GOLDEN, { recursive: true });
  writeFileSync(join(GOLDEN, `${name}.preview.json`), `${JSON.stringify(calm(stdout, dir), undefined, 1)}\n`);
}

/** The engine's events, one a line. */
function recordEvents(name: string, stdout: string, dir: string): void {
  const events = stdout
    .trim()
    .split("\n")
    .filter((line) => !line.includes('"severity":"debug"'));
  const lines = events.map((line) => `${JSON.stringify(calm(line, dir))}\n`);
  writeFileSync(join(GOLDEN, `${name}.events.json`), lines.join(""));
}

function report(harness: EngineHarness, preview: string): Promise<{ code: number | null; stdout: string }> {
  const command = join(harness.stack.dir, "../node_modules/pulumi-ipv6/dist/provider/commands/main.js");
  return new Promise((done) => {
    const child = spawn(process.execPath, [command, "report", "-"], { stdio: ["pipe", "pipe", "inherit"] });
    let stdout = "";
    child.stdout.on("data", (text) => {
      stdout += text;
    });
    child.once("close", (code) => done({ code, stdout }));
    child.stdin.end(preview);
  });
}

test("an example on three clouds, before anything is ordered", async () => {
  const simulator = await openSimulator();
  const env = Object.assign({}, ...Object.values(simulator.environment()));
  const exampleDir = join(ROOT, "examples/three-clouds");
  const harness = new EngineHarness(simulator, await createWorkspace({ exampleDir, env }));
  const preview = await previewed(harness);
  if (update) record("three-clouds", preview, harness.stack.dir);
  const { code, stdout } = await report(harness, preview);
  expect(code).toBe(0);
  if (!update) expect(stdout).toBe(readFileSync(join(GOLDEN, "three-clouds.md"), "utf8"));
});

(update ? test : test.skip).each(["dynamic", "plugin"] as const)("recorded: %s", async (door) => {
  const one = (name: string, mbps: number, more: object = {}) =>
    bandwidth(name, { ipv6AddressId: `ipv6-${name}`, bandwidth: mbps, internetChargeType: "PayByBandwidth", ...more });
  const [a, b, c, d] = ["many00001", "many00002", "many00003", "many00004"] as const;
  const before = [one(a, 10), one(b, 10), one(c, 10), one(d, 10)].join("\n");
  const harness = await AlibabaHarness.open(before, { door, simulator: { seed: seedMany(4) } });
  const recorded = async (name: string, program: readonly string[]) => {
    harness.program(program.join("\n"));
    record(`${name}-${door}`, await previewed(harness), harness.stack.dir);
  };
  await harness.stack.up();
  const card = assignment("fresh", { networkInterfaceId: "eni-demo0004", ipv6AddressCount: 2 });
  await recorded("changes", [one(a, 200), one(b, 10, { internetChargeType: "PayByTraffic" }), one(c, 10), card]);
  // The same plan as JSON and as a stream of events.
  if (door === "plugin") {
    await recorded("same-plan", [one(a, 200), one(b, 10, { internetChargeType: "PayByTraffic" }), one(c, 10), card]);
    const events = await previewed(harness, { PULUMI_ENABLE_STREAMING_JSON_PREVIEW: "1" });
    recordEvents("same-plan-plugin", events, harness.stack.dir);
  }
  await recorded("refused", [one(a, 20_000), one(b, 10, { bandwith: 3, internetChargeType: "PayByMagic" })]);
  await recorded("failing", [one(a, 200), 'throw new Error("a | <b> failing program");']);
  // The other door looks at no object while it previews.
  if (door === "dynamic") return;
  harness.simulator.fault({ action: "DescribeIpv6Addresses", do: { code: "Forbidden.RAM" }, times: -1 });
  await recorded("denied", [one(a, 200), one(b, 10)]);
});
