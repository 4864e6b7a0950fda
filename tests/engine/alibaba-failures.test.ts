// Runs that end badly. Whatever happened, what was bought is bought once, and the next up knows it.
import { assignment, bandwidth, World } from "./alibaba-world";
import { until } from "./harness";

const web = (more: object = {}, opts: object = {}) =>
  bandwidth("web", { ipv6AddressId: "ipv6-demo0001", bandwidth: 10, ...more }, { opts });
const card = (opts: object = {}) =>
  assignment("card", { networkInterfaceId: "eni-demo0004", ipv6AddressCount: 1 }, { opts });

/** One order and one assignment, and state has just these. */
async function expectOnce(world: World): Promise<void> {
  expect(world.events("ipv6-demo0001")).toEqual(["ordered"]);
  expect(world.events("eni-demo0004")).toEqual(["assigned"]);
  const [{ internetBandwidthId }, { addresses, ipv6AddressIds }] = [
    await world.outputs("web"),
    await world.outputs("card"),
  ];
  expect(world.live()).toEqual([internetBandwidthId]);
  expect(addresses).toEqual(world.entries("eni-demo0004")[0]?.detail.addresses);
  expect(ipv6AddressIds).toEqual([expect.stringMatching(/^ipv6-/)]);
  expect((await world.resources()).map((resource) => resource.initErrors)).toEqual([undefined, undefined]);
}

// The longest goes first: tests of this file run at the same time.
test.concurrent("an assignment that reads do not show for long is not assigned twice", async () => {
  const world = await World.open(card({ customTimeouts: { create: "14s" } }));
  world.simulator.pace({ readLagMs: 3_600_000 });
  await world.stack.up({ mayFail: true });
  expect(world.events("eni-demo0004")).toEqual(["assigned"]);
  world.simulator.pace({ readLagMs: 0 });
  await world.stack.up();
  expect(world.events("eni-demo0004")).toEqual(["assigned"]);
  expect((await world.outputs("card")).addresses).toEqual(world.entries("eni-demo0004")[0]?.detail.addresses);
});

test.concurrent("when reads fail after the order, state keeps the id with the reason, and the next up finishes", async () => {
  const world = await World.open(web() + card());
  for (const action of ["DescribeIpv6Addresses", "DescribeNetworkInterfaces"])
    world.simulator.fault({ action, do: { code: "Forbidden.RAM" }, skip: 1, times: -1 });
  const { code, stdout } = await world.stack.up({ mayFail: true });
  expect(code).not.toBe(0);
  expect(stdout).toMatch(/\* Alibaba Cloud DescribeIpv6Addresses on ipv6-demo0001: Forbidden\.RAM ".+"/);
  const reason = expect.stringContaining("Forbidden.RAM");
  const [id] = world.live();
  expect(await world.stack.resource("web")).toMatchObject({
    id: `cn-hangzhou/ipv6-demo0001/${id}`,
    // Without the frozen code refresh and destroy could not even begin.
    outputs: { internetBandwidthId: id, __provider: expect.stringContaining("pulumi-ipv6/dynamic") },
    initErrors: [reason],
  });
  const given = world.entries("eni-demo0004")[0]?.detail.addresses as string[];
  expect(await world.stack.resource("card")).toMatchObject({ outputs: { addresses: given }, initErrors: [reason] });

  world.simulator.clearFaults();
  world.calls();
  await world.stack.up();
  expect(world.writes()).toEqual([]);
  await expectOnce(world);
});

test.concurrent("an order whose answer was lost is asked for again, and is one order", async () => {
  const world = await World.open(web() + card());
  for (const action of ["AllocateIpv6InternetBandwidth", "AssignIpv6Addresses"])
    world.simulator.fault({ action, do: "drop", when: "after" });
  await world.stack.up({ alone: true });
  const again = world.calls().filter((call) => call.replayed);
  expect(again.map((call) => call.action).sort()).toEqual(["AllocateIpv6InternetBandwidth", "AssignIpv6Addresses"]);
  await expectOnce(world);
});

test.concurrent("a run killed before it had the answer to its orders: the next one gets the same orders", async () => {
  const world = await World.open(web() + card());
  for (const action of ["AllocateIpv6InternetBandwidth", "AssignIpv6Addresses"])
    world.simulator.fault({ action, do: "hold", when: "after" });
  const up = world.stack.startUp();
  await until("both orders are placed", () => world.events().length === 2);
  expect((await up.kill()).code).toBeNull();
  expect(await world.resources()).toEqual([]);

  await world.stack.unlock();
  const { stdout } = await world.stack.up();
  expect(stdout).toContain("an earlier run already ordered it; continuing from there");
  await expectOnce(world);
  await world.stack.preview({ args: ["--expect-no-changes"] });
});

test.concurrent.each([
  ["the old was ended and the new not yet ordered", "AllocateIpv6InternetBandwidth", "before"],
  ["the old was ended and nobody heard of it", "DeleteIpv6InternetBandwidth", "after"],
] as const)("a replacement killed when %s is finished by the next up", async (_when, action, when) => {
  const world = await World.open(web({ internetChargeType: "PayByTraffic" }));
  await world.stack.up();
  world.program(web({ internetChargeType: "PayByBandwidth" }));
  world.simulator.fault({ action, do: "hold", when });
  const up = world.stack.startUp();
  await until("the call is held", () => world.simulator.journal().some((call) => call.fault));
  await up.kill();
  expect(world.events()).toEqual(["ordered", "released"]);

  await world.stack.unlock();
  await world.stack.up();
  expect(world.events()).toEqual(["ordered", "released", "ordered"]);
  expect(await world.outputs("web")).toMatchObject({
    internetBandwidthId: world.live()[0],
    internetChargeType: "PayByBandwidth",
  });
});

/** An up that has ordered, and waits in vain for what it ordered to be seen. */
async function waiting(body: string) {
  const world = await World.open(body);
  world.simulator.pace({ readLagMs: 3_600_000 });
  const up = world.stack.startUp();
  await until("it waits", () => world.calls().some((call) => call.action === "ModifyIpv6InternetBandwidth"));
  return { world, up };
}

async function expectToGoOn(world: World): Promise<void> {
  world.simulator.pace({ readLagMs: 0 });
  await world.stack.up();
  expect(world.events()).toEqual(["ordered"]);
  expect((await world.outputs("web")).internetBandwidthId).toBe(world.live()[0]);
}

// The engine tells plugins of Ctrl-C with the call Cancel, which the server of dynamic providers acknowledges and drops.
test.concurrent("Ctrl-C lets the wait run to its own end, and state keeps what was ordered", async () => {
  const { world, up } = await waiting(web({}, { customTimeouts: { create: "6s" } }));
  const { code, stdout } = await up.kill("SIGINT", false);
  expect(code).not.toBe(0);
  expect(stdout).toMatch(/\* waited \d s for .+ to be ready; saw not to be seen \(\d times\)\. Run again to continue/);
  expect(await world.stack.resource("web")).toMatchObject({ initErrors: [expect.stringMatching(/^waited/)] });
  await expectToGoOn(world);
});

test.concurrent("Ctrl-C twice ends at once, and the next up goes on with the same order", async () => {
  const { world, up } = await waiting(web());
  const first = up.kill("SIGINT", false);
  await until("the first is heard", () => up.output().includes("^C received"));
  await Promise.all([first, up.kill("SIGINT", false)]);
  await expectToGoOn(world);
});
