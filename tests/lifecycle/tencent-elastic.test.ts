import { setTimeout as realSleep } from "node:timers/promises";
import { CloudError, PartialError, Refusal } from "../../provider/core/api/errors";
import type { Values } from "../../provider/core/check";
import type { Clock } from "../../provider/core/context";
import { tencentPairs } from "./pairs/tencent";
import { byHand, failure, once, table } from "./tencent-kit";
import { CALL, World } from "./world";

const elastic = tencentPairs.find(({ resource }) => resource === "ElasticPublicIpv6") as (typeof tencentPairs)[0];
const [ALLOCATE, BIND, UNBIND] = ["AllocateIPv6Addresses", "AssociateIPv6Address", "DisassociateIPv6Address"];
const { release: RELEASE, read: READ } = elastic.actions;
const BY_HAND = "eipv6-byhand01";
const HERE = { networkInterfaceId: "eni-ula", privateIpv6Address: "fd76:7e00:1::1" };
const THERE = { networkInterfaceId: "eni-demo0004", privateIpv6Address: "2001:db8:7e00:1::77" };
const NOWHERE = { networkInterfaceId: undefined, privateIpv6Address: undefined };

let world: World;
beforeEach(async () => {
  world = await World.open(elastic);
  const Ipv6Addresses = [{ Address: THERE.privateIpv6Address }];
  await byHand(world, "AssignIpv6Addresses", { NetworkInterfaceId: "eni-demo0004", Ipv6Addresses });
});
afterEach(() => world.simulator.close());

const row = (id: unknown) => table(world, "elasticAddresses").find((each) => each.id === id);
const idOf = ({ properties }: { properties: Values }) => properties.addressId;
const markOn = (id: unknown) => (row(id)?.tags as Record<string, string> | undefined)?.["pulumi-ipv6:owner"] ?? "";
/** Does something once the action was called. */
const onceCalled = (action: string, then: () => void | Promise<void>) =>
  once(world, () => world.calls(action) > 0, then);
/** Time that passes 50 times as fast: with the other clock, those who wait at the same time wait one after another. */
function fastClock(): Clock {
  const began = Date.now();
  return {
    now: () => began + (Date.now() - began) * 50,
    sleep: (milliseconds) => realSleep(milliseconds / 50),
  };
}
/** What happened to EIPv6, in order. */
const events = () =>
  world.simulator
    .ledger()
    .filter(({ resource }) => resource === "ElasticPublicIpv6")
    .map(({ event }) => event);
const bindByHand = (IPv6AddressId: unknown, { networkInterfaceId, privateIpv6Address }: typeof HERE) =>
  byHand(world, BIND, {
    ...{ IPv6AddressId, NetworkInterfaceId: networkInterfaceId, PrivateIPv6Address: privateIpv6Address },
  });
const moveByHand = async (id: unknown, place: typeof HERE) => {
  await byHand(world, UNBIND, { IPv6AddressId: id });
  await bindByHand(id, place);
};

describe("bought exactly once", () => {
  test("the order's mark is a tag beside the declared ones, and is neither shown nor lost", async () => {
    const made = await world.create();
    const mark = { "pulumi-ipv6:owner": expect.stringMatching(/^[0-9a-f]{20}$/) };
    expect(row(idOf(made))?.tags).toEqual({ team: "web", ...mark });
    const changed = await world.update(made, { tags: { cost: "7" }, addressName: "api" });
    expect(changed.properties).toMatchObject({ tags: { cost: "7" }, addressName: "api" });
    expect(row(idOf(made))).toMatchObject({ tags: { cost: "7", ...mark }, name: "api" });
    expect(events()).toEqual(["ordered", "assigned"]);
  });

  test.each([0, 5_000, 15_000])("the answer is lost, and lists lag by %d ms", async (readLagMs) => {
    world.simulator.pace({ readLagMs });
    world.simulator.fault({ action: ALLOCATE, when: "after", do: "drop" });
    await world.create();
    expect([world.calls(ALLOCATE), ...events()]).toEqual([1, "ordered", "assigned"]);
  });

  test("the call is lost: sent again, when nothing has shown up for long", async () => {
    world.simulator.fault({ action: ALLOCATE, when: "before", do: "drop" });
    const began = world.clock.now();
    await world.create();
    expect(world.clock.now() - began).toBeGreaterThan(20_000);
    expect(events()).toEqual(["ordered", "assigned"]);
  });

  test("lists that lag for longer than anybody waits do not make it order again", async () => {
    world.simulator.pace({ readLagMs: 3_600_000 });
    const error = (await failure(world.create({}, { ...CALL, timeouts: { create: 120 } }))) as PartialError;
    expect(error).toBeInstanceOf(PartialError);
    expect(world.calls(ALLOCATE)).toBe(1);
    world.simulator.pace({ readLagMs: 0 });
    const made = await world.update({ id: error.id, properties: error.properties });
    expect(made.properties).toMatchObject(elastic.inputs);
    expect(events()).toEqual(["ordered", "assigned"]);
  });

  test("a run killed with its order on the way: the next one, a moment later, sees no list of it yet", async () => {
    const first = await world.create();
    const Tags = [{ Key: "pulumi-ipv6:owner", Value: markOn(idOf(first)) }];
    await world.delete(first);
    world.simulator.pace({ readLagMs: 5_000 });
    await byHand(world, ALLOCATE, { InternetMaxBandwidthOut: elastic.inputs.bandwidth, Tags });
    await world.create();
    expect(events().slice(4)).toEqual(["ordered", "assigned"]);
  });

  test("a run killed between order and binding: the next one binds what that one bought", async () => {
    world.simulator.fault({ action: BIND, do: { code: "UnauthorizedOperation" } });
    const error = (await failure(world.create())) as PartialError;
    expect(error).toBeInstanceOf(PartialError);
    expect(error.properties).toMatchObject({ addressId: expect.stringMatching(/^eipv6-/) });
    // With state, and without.
    const made = await world.create();
    expect(made.id).toBe(error.id);
    const { properties } = await world.update({ id: error.id, properties: error.properties });
    expect({ ...properties, __entry: "" }).toEqual({ ...made.properties, __entry: "" });
    expect(events()).toEqual(["ordered", "assigned"]);
  });

  test("with lines of its own, in a region where only a list by type shows it", async () => {
    world.simulator.fault({ action: ALLOCATE, when: "after", do: "drop" });
    const more = { region: "ap-hongkong", addressType: "HighQualityEIPv6" };
    const made = await world.create({ ...NOWHERE, ...more });
    expect(made.properties).toMatchObject({ ...more, status: "UNBIND", boundTo: "" });
    expect(world.calls(ALLOCATE)).toBe(1);
  });

  test("two that bear the mark: the older one is taken, the other is named", async () => {
    const made = await world.create(NOWHERE);
    const Value = markOn(idOf(made));
    world.clock.sleep(5_000);
    await byHand(world, ALLOCATE, { Tags: [{ Key: "pulumi-ipv6:owner", Value }] });
    expect((await world.create(NOWHERE)).id).toBe(made.id);
    expect(world.said.join()).toMatch(/warning: .*eipv6-\w+: have the owner tag .* billed too/);
  });

  test("a list that still shows what is gone does not pass it off as ours", async () => {
    const made = await world.create(NOWHERE);
    const TagSet = [{ Key: "pulumi-ipv6:owner", Value: markOn(idOf(made)) }];
    await world.delete(made);
    const AddressSet = [{ AddressId: idOf(made), TagSet }];
    const body = JSON.stringify({ Response: { TotalCount: 1, AddressSet, RequestId: "late" } });
    world.simulator.fault({ action: READ, do: { status: 200, body } });
    expect((await world.create(NOWHERE)).id).not.toBe(made.id);
    expect(events()).toEqual(["ordered", "released", "ordered"]);
  });

  test("what would be bound where another one is: nothing is bought", async () => {
    await bindByHand(BY_HAND, HERE);
    const error = await failure(world.create());
    expect(error).toBeInstanceOf(Refusal);
    expect((error as Error).message).toMatch(/not ordered, because eipv6-byhand01 is bound to it.*adopt: true/);
    expect(world.calls(ALLOCATE)).toBe(0);
  });
});

describe("tasks", () => {
  const failOnce = (taskOutcome: "fail" | "failed-but-done") => {
    world.simulator.pace({ taskOutcome });
    onceCalled(ALLOCATE, () => world.simulator.pace({ taskOutcome: "succeed" }));
  };

  test("every step is waited for, to the end of a life", async () => {
    world.simulator.pace({ taskMs: 20_000 });
    const made = await world.create();
    expect(made.properties).toMatchObject({ status: "BIND", boundTo: "eni-ula/fd76:7e00:1::1" });
    const moved = await world.update(made, { ...THERE, bandwidth: 30 });
    expect(moved.properties).toMatchObject({ ...THERE, bandwidth: 30, status: "BIND_ENI" });
    await world.delete(moved);
    expect(events()).toEqual(["ordered", "assigned", "changed", "unassigned", "assigned", "unassigned", "released"]);
  });

  test("an order whose task FAILED is placed once more", async () => {
    failOnce("fail");
    await world.create();
    expect(world.calls(ALLOCATE)).toBe(2);
    expect(events()).toEqual(["ordered", "assigned"]);
    expect(world.said.join()).toMatch(/task \d+ FAILED.*ordering once more/);
  });

  test("one whose task FAILED and that is there all the same is kept", async () => {
    world.simulator.pace({ readLagMs: 8_000 });
    failOnce("failed-but-done");
    await world.create();
    expect(world.calls(ALLOCATE)).toBe(1);
    expect(events()).toEqual(["ordered", "assigned"]);
  });

  test("a task that fails twice is an error with task and request, and leaves no state", async () => {
    world.simulator.pace({ taskOutcome: "fail" });
    const error = (await failure(world.create())) as CloudError;
    expect(error).toBeInstanceOf(CloudError);
    expect(error.message).toMatch(/AllocateIPv6Addresses.*FailedOperation.TaskFailed "task \d+ FAILED"/);
    expect(world.calls(ALLOCATE)).toBe(2);
    expect(table(world, "elasticAddresses").filter((each) => each.name === "web")).toEqual([]);
  });

  test("a binding that comes to nothing is done again", async () => {
    const made = await world.create(NOWHERE);
    world.simulator.pace({ taskOutcome: "fail" });
    onceCalled(BIND, () => world.simulator.pace({ taskOutcome: "succeed" }));
    expect((await world.update(made)).properties).toMatchObject({ ...HERE, status: "BIND" });
    expect(world.calls(BIND)).toBe(2);
  });
});

describe("what it is bound to", () => {
  test("moved in place, undone with an empty text, and left alone when no longer declared", async () => {
    const made = await world.create();
    expect(world.diff(made.properties, world.inputs(THERE)).map(({ onChange }) => onChange)).toEqual([
      ...["update", "update"],
    ]);
    const moved = await world.update(made, THERE);
    expect([moved.id, moved.properties.boundTo]).toEqual([made.id, "eni-demo0004/2001:db8:7e00:1::77"]);
    expect(world.diff(moved.properties, world.inputs(NOWHERE))).toEqual([]);
    const unbound = await world.update(moved, { ...NOWHERE, networkInterfaceId: "" });
    expect(unbound.properties).toMatchObject({ networkInterfaceId: "", status: "UNBIND", boundTo: "" });
    expect(await world.read(unbound)).toEqual(unbound);
    expect(events()).toEqual(["ordered", "assigned", "unassigned", "assigned", "unassigned"]);
  });

  test("a binding that is no longer declared is still ours to undo when all of it goes", async () => {
    const made = await world.create();
    const left = await world.update(made, NOWHERE);
    await world.delete(left);
    expect(events()).toEqual(["ordered", "assigned", "unassigned", "released"]);
  });

  test("a machine", async () => {
    const made = await world.create({ ...NOWHERE, instanceId: "ins-demo0003" });
    expect(made.properties).toMatchObject({ instanceId: "ins-demo0003", boundTo: "eni-ula/fd76:7e00:1::1" });
    expect(await world.read(made)).toEqual(made);
    await world.delete(made);
    expect(events()).toEqual(["ordered", "assigned", "unassigned", "released"]);
  });

  test.each([
    [BIND, "create"],
    [UNBIND, "delete"],
    [RELEASE, "delete"],
  ])("a lost answer of %s is looked after, and done once", async (action) => {
    world.simulator.pace({ readLagMs: 2_000 });
    world.simulator.fault({ action, when: "after", do: "drop", times: 2 });
    await world.delete(await world.create());
    expect(events()).toEqual(["ordered", "assigned", "unassigned", "released"]);
  });

  test("a lost unbinding is not sent again when somebody has bound it since", async () => {
    const made = await world.create();
    world.simulator.fault({ action: UNBIND, when: "after", do: "drop" });
    onceCalled(UNBIND, () => bindByHand(idOf(made), THERE));
    const error = await failure(world.delete(made));
    expect((error as Error).message).toMatch(/not released, because it is bound to eni-demo0004/);
    expect(events()).toEqual(["ordered", "assigned", "unassigned", "assigned"]);
  });

  test("somebody takes the address between the look and the binding: the order is kept, the next run finishes", async () => {
    onceCalled(ALLOCATE, () => bindByHand(BY_HAND, HERE));
    const error = (await failure(world.create())) as PartialError;
    expect(error).toBeInstanceOf(PartialError);
    expect(error.message).toMatch(/AlreadyBindEip/);
    await byHand(world, UNBIND, { IPv6AddressId: BY_HAND });
    const made = await world.update({ id: error.id, properties: error.properties });
    expect(made.properties).toMatchObject(HERE);
    expect(world.calls(ALLOCATE)).toBe(1);
  });

  test("a binding that is refused keeps the order, and nothing is tried twice", async () => {
    const error = (await failure(world.create({ privateIpv6Address: "fd76:7e00:1::99" }))) as PartialError;
    expect(error).toBeInstanceOf(PartialError);
    expect(error.message).toMatch(/PrivateIpAddressNotMatch.*not on that network interface/);
    expect(world.calls(BIND)).toBe(1);
    await world.delete({ id: error.id, properties: error.properties });
    expect(events()).toEqual(["ordered", "released"]);
  });

  test("kind, line, egress and billing in other words, or unsaid, are no drift", async () => {
    const more = { ...NOWHERE, internetServiceProvider: "CTCC", egress: "CENTER_EGRESS_2" };
    const made = await world.create(more);
    expect(made.properties).toMatchObject({ egress: "CENTER_EGRESS_2" });
    const said = { AddressId: idOf(made), AddressStatus: "UNBIND", AddressType: "EIP6", Bandwidth: null };
    const AddressSet = [{ ...said, AddressName: "web", TagSet: [{ Key: "team", Value: "web" }] }];
    const body = JSON.stringify({ Response: { TotalCount: 0, AddressSet, RequestId: "sample" } });
    world.simulator.fault({ action: READ, do: { status: 200, body }, times: 2 });
    const seen = await world.read(made);
    expect(world.diff(seen?.properties ?? {}, world.inputs(more))).toEqual([]);
    const imported = await world.process().read(made.id, {}, CALL);
    expect(imported?.properties.addressType).toBe("EIPv6");
  });

  test("unbound by somebody: drift, and bound again", async () => {
    const made = await world.create();
    await byHand(world, UNBIND, { IPv6AddressId: idOf(made) });
    const seen = await world.read(made);
    expect(seen?.properties).toMatchObject({ networkInterfaceId: "", status: "UNBIND", boundTo: "" });
    expect(world.diff(seen?.properties ?? {}, world.inputs())).not.toEqual([]);
    expect(await world.update({ id: made.id, properties: seen?.properties ?? {} })).toEqual(made);
  });

  test.each([true, false])("bound elsewhere by somebody (refreshed: %s): neither moved nor released", async (fresh) => {
    const made = await world.create();
    await moveByHand(idOf(made), THERE);
    const state = (fresh ? await world.read(made) : made) ?? made;
    const before = events();
    const moved = fresh ? ((await failure(world.update(state))) as PartialError) : undefined;
    if (moved)
      expect(moved.message).toMatch(/not moved, because it is bound to eni-demo0004\/.*DisassociateIPv6Address/);
    for (const { properties } of [state, moved ?? state]) {
      const why = expect.stringMatching(/not released, because it is bound to eni-demo0004/);
      expect(await failure(world.delete({ id: made.id, properties }))).toMatchObject({ name: "Refusal", message: why });
    }
    expect(events()).toEqual(before);
    // Declared, it is answered for; other settings can be changed all the while.
    const { properties } = await world.update(state, { ...NOWHERE, bandwidth: 30 });
    expect(properties.bandwidth).toBe(30);
    const declared = await world.update({ id: made.id, properties }, THERE);
    await world.delete(declared);
    expect(events().slice(before.length)).toEqual(["changed", "changed", "unassigned", "released"]);
  });

  test("a run killed after it had bound: what is declared is answered for", async () => {
    const made = await world.create(NOWHERE);
    await world.update(made);
    const next = await world.update(made);
    expect(next.properties.boundTo).toBe("eni-ula/fd76:7e00:1::1");
    await world.delete(next);
    expect(events()).toEqual(["ordered", "assigned", "unassigned", "released"]);
  });

  test("state knows of a binding whose look failed", async () => {
    world.simulator.fault({ action: READ, do: { code: "UnauthorizedOperation" }, times: -1, since: BIND });
    const error = (await failure(world.create())) as PartialError;
    expect(events()).toEqual(["ordered", "assigned"]);
    expect(error.properties.boundTo).toBe("eni-ula/fd76:7e00:1::1");
    world.simulator.clearFaults();
    await world.delete({ id: error.id, properties: error.properties });
    expect(events()).toEqual(["ordered", "assigned", "unassigned", "released"]);
  });
});

describe("adoption and import", () => {
  test.each([BY_HAND, "2001:DB8:7eff:0::b"])("by %s, and from then on as if made here", async (adoptAddress) => {
    await bindByHand(BY_HAND, THERE);
    const made = await world.create({ adopt: true, adoptAddress });
    expect(made.id).toBe(`ap-guangzhou/${BY_HAND}`);
    expect(made.properties).toMatchObject({ ...elastic.inputs, boundTo: "eni-ula/fd76:7e00:1::1" });
    await world.delete(made);
    expect(world.calls(ALLOCATE)).toBe(0);
    expect(events()).toEqual(["assigned", "changed", "unassigned", "assigned", "unassigned", "released"]);
  });

  test("one that is there and bound, with no binding declared", async () => {
    await bindByHand(BY_HAND, THERE);
    const made = await world.create({ ...NOWHERE, adopt: true, adoptAddress: BY_HAND });
    expect(made.properties.boundTo).toBe("eni-demo0004/2001:db8:7e00:1::77");
    await world.delete(made);
    expect(events()).toEqual(["assigned", "changed", "unassigned", "released"]);
  });

  test("imported by its id it is answered for as it is; another product's id is named", async () => {
    const bare = await world.process().read(`ap-guangzhou/${BY_HAND}`, {}, CALL);
    expect(bare?.properties).toEqual({
      ...{ __entry: expect.any(String), monthlyPrice: "unknown: no price is published" },
      ...{ region: "ap-guangzhou", addressName: "by-hand", addressType: "EIPv6", internetServiceProvider: "BGP" },
      ...{ egress: "CENTER_EGRESS_1", bandwidth: 20, internetChargeType: "TRAFFIC_POSTPAID_BY_HOUR" },
      ...{ tags: { team: "network" }, addressId: BY_HAND, publicIpv6Address: "2001:db8:7eff::b" },
      ...{ status: "UNBIND", boundTo: "" },
    });
    await bindByHand(BY_HAND, THERE);
    const bound = await world.process().read(`ap-guangzhou/${BY_HAND}`, {}, CALL);
    expect(bound?.properties).toMatchObject({ ...THERE, boundTo: "eni-demo0004/2001:db8:7e00:1::77" });
    await world.delete(bound ?? { id: "", properties: {} });
    expect(events()).toEqual(["assigned", "unassigned", "released"]);
    await expect(world.process().read("ap-guangzhou/eip-byhand01", {}, CALL)).rejects.toThrow(/Ipv6InternetBandwidth/);
  });

  test.each(["eipv6-locked01", "eipv6-traffic01"])(
    "%s is not ended, for a reason, and stays in state",
    async (name) => {
      const made = await world.process().read(`ap-guangzhou/${name}`, {}, CALL);
      const error = await failure(world.delete(made ?? { id: "", properties: {} }));
      expect((error as Error).message).toMatch(/DeletionProtectionEnabled.*Turn|TrafficExceedThreshold.*drain/);
      expect(row(name)).toBeDefined();
    },
  );
});

test("many at once, at the published limits: each is bought and ended once, and reads go out together", async () => {
  const COUNT = 60;
  await world.simulator.close();
  const clock = fastClock();
  world = await World.open(elastic, { now: clock.now, pace: { publishedLimits: "on" } });
  Object.assign(world.clock, clock);
  const run = world.process();
  const call = (index: number) => ({ ...CALL, identity: `web-${index}` });
  const inputs = (index: number) => world.inputs({ ...NOWHERE, addressName: `web-${index}` });
  const made = await Promise.all(Array.from({ length: COUNT }, (_, index) => run.create(inputs(index), call(index))));
  expect(new Set(made.map(({ id }) => id)).size).toBe(COUNT);
  expect(made.map((state) => row(idOf(state))?.name)).toEqual(made.map((_, index) => `web-${index}`));
  const reads = world.calls(READ);
  await Promise.all(made.map((state, index) => run.read(state.id, state.properties, call(index))));
  expect(world.calls(READ) - reads).toBe(1);
  await Promise.all(made.map((state, index) => run.delete(state.id, state.properties, call(index))));
  expect([world.count("ordered"), world.count("released")]).toEqual([COUNT, COUNT]);
});
