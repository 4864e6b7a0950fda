import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { callTencent, callZenlayer, type Simulator } from "..";
import { type SimulatorHarness, startHarness } from "../testing";

/** Tasks take effect when their time has come, whichever way one looks first. */

const TASK_MS = 5_000;
const pace = { taskMs: TASK_MS, operationMs: TASK_MS };
const nicId = "1680855999352675876";

/** On Tencent Cloud an order that is a task, on Zenlayer an address whose bandwidth then changes. Both are due. */
async function due(harness: SimulatorHarness): Promise<void> {
  const { simulator, now, pass } = harness;
  const { url } = simulator;
  await callTencent(url, "AllocateIp6AddressesBandwidth", { Ip6Addresses: ["2001:db8:7e00:1::1"] }, { now });
  const order = { nicId, internetChargeType: "ByBandwidth", bandwidth: 10 };
  const { body } = await callZenlayer(url, "AssignNetworkInterfaceIpv6", order, { now });
  expect(body.code).toBeUndefined();
  const ipv6Id = simulator.ledger()[0]?.id;
  await callZenlayer(url, "ModifyIpv6Bandwidth", { ipv6Id, bandwidth: 20 }, { now });
  expect(simulator.ledger().map(({ event }) => event)).toEqual(["assigned"]);
  pass(TASK_MS);
}

const get = async (simulator: Simulator, path: string) =>
  JSON.stringify(await (await fetch(`${simulator.url}/_simulator/${path}`)).json());
const text = (value: unknown) => JSON.stringify(value);

/** Each way to look, and what it shows of the order and of the change. */
const looks: ReadonlyArray<[string, (simulator: Simulator) => Promise<string>, readonly RegExp[]]> = [
  ["ledger()", async (simulator) => text(simulator.ledger()), [/"ordered"/, /"changed"/]],
  ["ledgerSummary()", async (simulator) => text(simulator.ledgerSummary()), [/"ordered":1,"changed":1/]],
  ["bill()", async (simulator) => text(simulator.bill()), [/2001:db8:7e00:1::1/, /"bandwidth":20/]],
  ["state()", async (simulator) => text(simulator.state()), [/"status":"BIND"/, /"billing":{[^}]*"bandwidth":20/]],
  ["GET ledger", (simulator) => get(simulator, "ledger"), [/"ordered"/, /"changed"/]],
  ["GET ledger?summary=1", (simulator) => get(simulator, "ledger?summary=1"), [/"ordered":1,"changed":1/]],
  ["GET bill", (simulator) => get(simulator, "bill"), [/2001:db8:7e00:1::1/, /"bandwidth":20/]],
  ["GET state", (simulator) => get(simulator, "state"), [/"billing":{[^}]*"bandwidth":20/]],
];

test.each(looks)("%s shows what is due", async (_way, look, shown) => {
  const harness = await startHarness({ pace });
  await due(harness);
  const seen = await look(harness.simulator);
  for (const part of shown) expect(seen).toMatch(part);
  await harness.simulator.close();
});

test.each(looks)("after a restart too: %s", async (_way, look, shown) => {
  const folder = mkdtempSync(join(tmpdir(), "simulator-due-"));
  const state = join(folder, "clouds.json");
  const first = await startHarness({ pace, state });
  await due(first);
  await first.simulator.close();
  const second = await startHarness({ pace, state, now: first.now });
  const seen = await look(second.simulator);
  for (const part of shown) expect(seen).toMatch(part);
  await second.simulator.close();
  rmSync(folder, { recursive: true, force: true });
});

test("an operator, and the console, find the clouds as they are now", async () => {
  const harness = await startHarness({ pace });
  await due(harness);
  const { simulator } = harness;
  const change = { ipv6: { billing: { bandwidth: 77 } } };
  simulator.operate({ cloud: "zenlayer", table: "networkInterfaces", id: nicId, change });
  expect(text(simulator.state())).toMatch(/"billing":{[^}]*"bandwidth":77/);
  await simulator.close();
});
