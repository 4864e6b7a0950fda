// `make sweep` and what a run says, as a process: exit codes and words. No engine is needed for any of it but the last.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { killTree, type Running, start } from "../../scripts/engine-process";
import { callAlibaba, type Simulator, startSimulator } from "../../simulator";
import { until } from "./workspace";

const MAIN = resolve(__dirname, "../../dist/acceptance/main.js");
const WAIT_MS = 120_000;
jest.setTimeout(300_000);

let simulator: Simulator;
let folder: string;
const running: Running[] = [];
beforeEach(async () => {
  simulator = await startSimulator();
  folder = mkdtempSync(join(tmpdir(), "pulumi-ipv6-sweep-"));
});
afterEach(async () => {
  for (const { pid } of running.splice(0)) killTree(pid);
  await simulator.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

function main(more: Record<string, string | undefined>, ...args: string[]): Running {
  const env = {
    ...{ PATH: process.env.PATH, HOME: process.env.HOME, ACCEPTANCE_FOLDER: folder },
    ...Object.assign({}, ...Object.values(simulator.environment())),
    ...more,
  };
  const child = start(process.execPath, [MAIN, ...args], { env, ownGroup: true });
  running.push(child);
  return child;
}

const leftAddress = async () => {
  const tag = { "Tag.1.Key": "pulumi-ipv6-acceptance", "Tag.1.Value": "alibaba-address" };
  const { body } = await callAlibaba(simulator.url, "AllocateIpv6Address", { VSwitchId: "vsw-demo0001", ...tag });
  return `alibaba:Ipv6Address cn-hangzhou/${body.Ipv6AddressId}`;
};

test("one cloud without credentials stops the sweep of no other", async () => {
  const what = await leftAddress();
  const without = { TENCENTCLOUD_SECRET_ID: undefined, TENCENTCLOUD_SECRET_KEY: undefined };
  const listed = await main(without, "sweep").done;
  const swept = await main(without, "sweep", "--yes").done;
  for (const { code, stdout } of [listed, swept]) {
    expect([code, stdout]).toEqual([1, expect.stringContaining(`sweep: ${what} bears the mark of alibaba-address\n`)]);
    expect(stdout).toMatch(/^sweep: UNREAD tencent: no credentials/m);
    expect(stdout).toContain("ACCEPTANCE_STORIES names the clouds");
  }
  expect(swept.stdout).toContain(`sweep: ended ${what}\n`);
  const clean = await main({ ...without, ACCEPTANCE_STORIES: "alibaba" }, "sweep", "--yes").done;
  expect([clean.code, clean.stdout]).toEqual([0, expect.stringContaining("Nothing that acceptance ordered is left.")]);
});

test("what is refused says so, all at once, and help is answered", async () => {
  const wrong = { PULUMI_IPV6_ALIBABA_ENDPOINT: "here", ACCEPTANCE_CEILING: "5" };
  const refused = await main(wrong, "sweep", "--yes").done;
  expect(refused.code).toBe(2);
  for (const name of Object.keys(wrong)) expect(refused.stderr).toMatch(new RegExp(`^ +${name}: must be`, "m"));
  expect(refused.stderr).toContain("refused, and nothing was ended");
  expect((await main({}, "sweep", "--all").done).code).toBe(2);
  const help = await main(wrong, "--help").done;
  expect([help.code, help.stdout]).toEqual([0, expect.stringContaining("make sweep YES=1")]);
});

test("the second Ctrl-C stops at once, and says that something may be left", async () => {
  await leftAddress();
  simulator.fault({ cloud: "alibaba", action: "ReleaseIpv6Address", do: "hold" });
  const child = main({ ACCEPTANCE_STORIES: "alibaba" }, "sweep", "--yes");
  const isHeld = () => simulator.journal().some(({ action }) => action === "ReleaseIpv6Address");
  await until("the release", isHeld, WAIT_MS);
  process.kill(child.pid as number, "SIGINT");
  await until("the words", () => child.output().includes("Ctrl-C again stops at once"), WAIT_MS);
  process.kill(child.pid as number, "SIGINT");
  const { code, stderr } = await child.done;
  expect([code, stderr]).toEqual([130, expect.stringContaining("may be left")]);
});

test("a run that continues only to sweep says what failed before, and that nothing is left", async () => {
  mkdirSync(folder, { recursive: true });
  const ids = { ACCEPTANCE_ALIBABA_VSWITCH: "vsw-demo0001" };
  const failed = { next: 1, steps: [], begun: Date.now(), ids, outcome: "failed", problem: "it was refused" };
  const records = { begun: new Date().toISOString(), seen: {}, stories: { "alibaba-address": failed } };
  writeFileSync(join(folder, "journal.json"), JSON.stringify(records));
  const { code, stdout } = await main({
    ...{ ...ids, ACCEPTANCE_STORIES: "alibaba-address", ACCEPTANCE_CEILING: "1USD" },
    ACCEPTANCE_CONSENT: "spend up to 1.00 USD on alibaba account 1234567890123456",
  }).done;
  expect([code, stdout]).toEqual([1, expect.stringContaining("alibaba-address: FAILED before: it was refused\n")]);
  expect(stdout).toContain("Nothing that acceptance ordered is left.");
});
