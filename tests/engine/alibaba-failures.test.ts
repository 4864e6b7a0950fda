// Runs that end badly. Whatever happened, what was bought is bought once, and the next up knows it.
import { AlibabaHarness, assignment, bandwidth } from "./alibaba-harness";
import { until } from "./workspace";

const web = (more: object = {}, opts: object = {}) =>
  bandwidth("web", { ipv6AddressId: "ipv6-demo0001", bandwidth: 10, ...more }, { opts });
const card = (opts: object = {}) =>
  assignment("card", { networkInterfaceId: "eni-demo0004", ipv6AddressCount: 1 }, { opts });

/** One order and one assignment, and state has just these. */
async function expectOnce(harness: AlibabaHarness): Promise<void> {
  expect(harness.events("ipv6-demo0001")).toEqual(["ordered"]);
  expect(harness.events("eni-demo0004")).toEqual(["assigned"]);
  const [{ internetBandwidthId }, { addresses, ipv6AddressIds }] = [
    await harness.outputs("web"),
    await harness.outputs("card"),
  ];
  expect(harness.live()).toEqual([internetBandwidthId]);
  expect(addresses).toEqual(harness.entries("eni-demo0004")[0]?.detail.addresses);
  expect(ipv6AddressIds).toEqual([expect.stringMatching(/^ipv6-/)]);
  expect((await harness.resources()).map((resource) => resource.initErrors)).toEqual([undefined, undefined]);
}

// The longest goes first: tests of this file run at the same time.
test.concurrent("an assignment that reads do not show for long is not assigned twice", async () => {
  const harness = await AlibabaHarness.open(card({ customTimeouts: { create: "14s" } }));
  harness.simulator.pace({ readLagMs: 3_600_000 });
  await harness.stack.up({ mayFail: true });
  expect(harness.events("eni-demo0004")).toEqual(["assigned"]);
  harness.simulator.pace({ readLagMs: 0 });
  await harness.stack.up();
  expect(harness.events("eni-demo0004")).toEqual(["assigned"]);
  expect((await harness.outputs("card")).addresses).toEqual(harness.entries("eni-demo0004")[0]?.detail.addresses);
});

test.concurrent("when reads fail after the order, state keeps the id with the reason, and the next up finishes", async () => {
  const harness = await AlibabaHarness.open(web() + card());
  for (const action of ["DescribeIpv6Addresses", "DescribeNetworkInterfaces"])
    harness.simulator.fault({ action, do: { code: "Forbidden.RAM" }, skip: 1, times: -1 });
  const { code, stdout } = await harness.stack.up({ mayFail: true });
  expect(code).not.toBe(0);
  expect(stdout).toMatch(/\* Alibaba Cloud DescribeIpv6Addresses on ipv6-demo0001: Forbidden\.RAM ".+"/);
  const reason = expect.stringContaining("Forbidden.RAM");
  const [id] = harness.live();
  expect(await harness.stack.resource("web")).toMatchObject({
    id: `cn-hangzhou/ipv6-demo0001/${id}`,
    // Without the frozen code refresh and destroy could not even begin.
    outputs: { internetBandwidthId: id, __provider: expect.stringContaining("pulumi-ipv6/dynamic") },
    initErrors: [reason],
  });
  const given = harness.entries("eni-demo0004")[0]?.detail.addresses as string[];
  expect(await harness.stack.resource("card")).toMatchObject({ outputs: { addresses: given }, initErrors: [reason] });

  harness.simulator.clearFaults();
  harness.calls();
  await harness.stack.up();
  expect(harness.writes()).toEqual([]);
  await expectOnce(harness);
});

test.concurrent("an order whose answer was lost is asked for again, and is one order", async () => {
  const harness = await AlibabaHarness.open(web() + card());
  for (const action of ["AllocateIpv6InternetBandwidth", "AssignIpv6Addresses"])
    harness.simulator.fault({ action, do: "drop", when: "after" });
  await harness.stack.up({ alone: true });
  const again = harness.calls().filter((call) => call.replayed);
  expect(again.map((call) => call.action).sort()).toEqual(["AllocateIpv6InternetBandwidth", "AssignIpv6Addresses"]);
  await expectOnce(harness);
});

test.concurrent("a run killed before it had the answer to its orders: the next one gets the same orders", async () => {
  const harness = await AlibabaHarness.open(web() + card());
  for (const action of ["AllocateIpv6InternetBandwidth", "AssignIpv6Addresses"])
    harness.simulator.fault({ action, do: "hold", when: "after" });
  const up = harness.stack.startUp();
  await until("both orders are placed", () => harness.events().length === 2);
  expect((await up.kill()).code).toBeNull();
  expect(await harness.resources()).toEqual([]);

  await harness.stack.unlock();
  const { stdout } = await harness.stack.up();
  expect(stdout).toContain("an earlier run already ordered it; continuing from there");
  await expectOnce(harness);
  await harness.stack.preview({ args: ["--expect-no-changes"] });
});

test.concurrent.each([
  ["the old was ended and the new not yet ordered", "AllocateIpv6InternetBandwidth", "before"],
  ["the old was ended and nobody heard of it", "DeleteIpv6InternetBandwidth", "after"],
] as const)("a replacement killed when %s is finished by the next up", async (_when, action, when) => {
  const harness = await AlibabaHarness.open(web({ internetChargeType: "PayByTraffic" }));
  await harness.stack.up();
  harness.program(web({ internetChargeType: "PayByBandwidth" }));
  harness.simulator.fault({ action, do: "hold", when });
  const up = harness.stack.startUp();
  await until("the call is held", () => harness.simulator.journal().some((call) => call.fault));
  await up.kill();
  expect(harness.events()).toEqual(["ordered", "released"]);

  await harness.stack.unlock();
  await harness.stack.up();
  expect(harness.events()).toEqual(["ordered", "released", "ordered"]);
  expect(await harness.outputs("web")).toMatchObject({
    internetBandwidthId: harness.live()[0],
    internetChargeType: "PayByBandwidth",
  });
});

/** An up that has ordered, and waits in vain for what it ordered to be seen. */
async function waiting(body: string) {
  const harness = await AlibabaHarness.open(body);
  harness.simulator.pace({ readLagMs: 3_600_000 });
  const up = harness.stack.startUp();
  await until("it waits", () => harness.calls().some((call) => call.action === "ModifyIpv6InternetBandwidth"));
  return { harness, up };
}

async function expectToGoOn(harness: AlibabaHarness): Promise<void> {
  harness.simulator.pace({ readLagMs: 0 });
  await harness.stack.up();
  expect(harness.events()).toEqual(["ordered"]);
  expect((await harness.outputs("web")).internetBandwidthId).toBe(harness.live()[0]);
}

// The engine tells plugins of Ctrl-C with the call Cancel, which the server of dynamic providers acknowledges and drops.
test.concurrent("Ctrl-C lets the wait run to its own end, and state keeps what was ordered", async () => {
  const { harness, up } = await waiting(web({}, { customTimeouts: { create: "6s" } }));
  const { code, stdout } = await up.kill("SIGINT", false);
  expect(code).not.toBe(0);
  expect(stdout).toMatch(/\* waited \d s for .+ to be ready; saw not to be seen \(\d times\)\. Run again to continue/);
  expect(await harness.stack.resource("web")).toMatchObject({ initErrors: [expect.stringMatching(/^waited/)] });
  await expectToGoOn(harness);
});

test.concurrent("Ctrl-C twice ends at once, and the next up goes on with the same order", async () => {
  const { harness, up } = await waiting(web());
  const first = up.kill("SIGINT", false);
  await until("the first is heard", () => up.output().includes("^C received"));
  await Promise.all([first, up.kill("SIGINT", false)]);
  await expectToGoOn(harness);
});
