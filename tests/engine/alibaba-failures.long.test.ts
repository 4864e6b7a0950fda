// Runs that end badly, as far as they are Alibaba Cloud's own. What all resources share is in pairs.test.ts and
// kills.test.ts.
import { AlibabaHarness, assignment, bandwidth } from "./alibaba-harness";
import { until } from "./workspace";

const web = (more: object = {}, opts: object = {}) =>
  bandwidth("web", { ipv6AddressId: "ipv6-demo0001", bandwidth: 10, ...more }, { opts });
const card = (opts: object = {}) =>
  assignment("card", { networkInterfaceId: "eni-demo0004", ipv6AddressCount: 1 }, { opts });

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
  expect(stdout).toMatch(/\* waited \d s for .+ to be ready; saw not to be seen \(\d+ times\)\. Run again to continue/);
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
