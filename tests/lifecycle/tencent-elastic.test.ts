import { setTimeout as realSleep } from "node:timers/promises";
import { CloudError, PartialError, Refusal } from "../../provider/core/api/errors";
import type { Values } from "../../provider/core/check";
import type { Clock } from "../../provider/core/context";
import { tencentPairs } from "./pairs/tencent";
import { CALL, ProviderHarness } from "./provider-harness";
import { byHand, failure, once, table } from "./tencent-helpers";

const elastic = tencentPairs.find(({ resource }) => resource === "ElasticPublicIpv6") as (typeof tencentPairs)[0];
const [ALLOCATE, BIND, UNBIND] = ["AllocateIPv6Addresses", "AssociateIPv6Address", "DisassociateIPv6Address"];
const { release: RELEASE, read: READ } = elastic.actions;
const BY_HAND = "eipv6-byhand01";
const HERE = { networkInterfaceId: "eni-ula", privateIpv6Address: "fd76:7e00:1::1" };
const THERE = { networkInterfaceId: "eni-demo0004", privateIpv6Address: "2001:db8:7e00:1::77" };
const NOWHERE = { networkInterfaceId: undefined, privateIpv6Address: undefined };

let harness: ProviderHarness;
beforeEach(async () => {
  harness = await ProviderHarness.open(elastic);
  const Ipv6Addresses = [{ Address: THERE.privateIpv6Address }];
  await byHand(harness, "AssignIpv6Addresses", { NetworkInterfaceId: "eni-demo0004", Ipv6Addresses });
});
afterEach(() => harness.simulator.close());

const row = (id: unknown) => table(harness, "elasticAddresses").find((each) => each.id === id);
const idOf = ({ properties }: { properties: Values }) => properties.addressId;
const markOn = (id: unknown) => (row(id)?.tags as Record<string, string> | undefined)?.["pulumi-ipv6:owner"] ?? "";
/** Does something once the action was called. */
const onceCalled = (action: string, then: () => void | Promise<void>) =>
  once(harness, () => harness.calls(action) > 0, then);
/** Time that passes 50 times as fast: with the other clock, those who wait at the same time wait one after another. */
function fastClock(): Clock {
  const began = Date.now();
  const now = () => began + (Date.now() - began) * 50;
  return { now, sleep: (milliseconds) => realSleep(milliseconds / 50) };
}
/** What happened to EIPv6, in order. */
const events = () => {
  const ours = harness.simulator.ledger().filter(({ resource }) => resource === "ElasticPublicIpv6");
  return ours.map(({ event }) => event);
};
const bindByHand = (IPv6AddressId: unknown, { networkInterfaceId, privateIpv6Address }: typeof HERE) =>
  byHand(harness, BIND, {
    ...{ IPv6AddressId, NetworkInterfaceId: networkInterfaceId, PrivateIPv6Address: privateIpv6Address },
  });
const moveByHand = async (id: unknown, place: typeof HERE) => {
  await byHand(harness, UNBIND, { IPv6AddressId: id });
  await bindByHand(id, place);
};

describe("bought exactly once", () => {
  test("the order's mark is a tag beside the declared ones, and is neither shown nor lost", async () => {
    const made = await harness.create();
    const mark = { "pulumi-ipv6:owner": expect.stringMatching(/^[0-9a-f]{20}$/) };
    expect(row(idOf(made))?.tags).toEqual({ team: "web", ...mark });
    const changed = await harness.update(made, { tags: { cost: "7" }, addressName: "api" });
    expect(changed.properties).toMatchObject({ tags: { cost: "7" }, addressName: "api" });
    expect(row(idOf(made))).toMatchObject({ tags: { cost: "7", ...mark }, name: "api" });
    expect(events()).toEqual(["ordered", "assigned"]);
  });

  test.each([0, 5_000, 15_000])("the answer is lost, and lists lag by %d ms", async (readLagMs) => {
    harness.simulator.pace({ readLagMs });
    harness.simulator.fault({ action: ALLOCATE, when: "after", do: "drop" });
    await harness.create();
    expect([harness.calls(ALLOCATE), ...events()]).toEqual([1, "ordered", "assigned"]);
  });

  test("the call is lost: sent again, when nothing has shown up for long", async () => {
    harness.simulator.fault({ action: ALLOCATE, when: "before", do: "drop" });
    const began = harness.clock.now();
    await harness.create();
    expect(harness.clock.now() - began).toBeGreaterThan(20_000);
    expect(events()).toEqual(["ordered", "assigned"]);
  });

  test("lists that lag for longer than anybody waits do not make it order again", async () => {
    harness.simulator.pace({ readLagMs: 3_600_000 });
    const error = (await failure(harness.create({}, { ...CALL, timeouts: { create: 120 } }))) as PartialError;
    expect(error).toBeInstanceOf(PartialError);
    expect(harness.calls(ALLOCATE)).toBe(1);
    harness.simulator.pace({ readLagMs: 0 });
    const made = await harness.update({ id: error.id, properties: error.properties });
    expect(made.properties).toMatchObject(elastic.inputs);
    expect(events()).toEqual(["ordered", "assigned"]);
  });

  test("a run killed with its order on the way: the next one, a moment later, sees no list of it yet", async () => {
    const first = await harness.create();
    const Tags = [{ Key: "pulumi-ipv6:owner", Value: markOn(idOf(first)) }];
    await harness.delete(first);
    harness.simulator.pace({ readLagMs: 5_000 });
    await byHand(harness, ALLOCATE, { InternetMaxBandwidthOut: elastic.inputs.bandwidth, Tags });
    await harness.create();
    expect(events().slice(4)).toEqual(["ordered", "assigned"]);
  });

  test("a run killed between order and binding: the next one binds what that one bought", async () => {
    harness.simulator.fault({ action: BIND, do: { code: "UnauthorizedOperation" } });
    const error = (await failure(harness.create())) as PartialError;
    expect(error).toBeInstanceOf(PartialError);
    expect(error.properties).toMatchObject({ addressId: expect.stringMatching(/^eipv6-/) });
    // With state, and without.
    const made = await harness.create();
    expect(made.id).toBe(error.id);
    const { properties } = await harness.update({ id: error.id, properties: error.properties });
    expect({ ...properties, __entry: "" }).toEqual({ ...made.properties, __entry: "" });
    expect(events()).toEqual(["ordered", "assigned"]);
  });

  test("with lines of its own, in a region where only a list by type shows it", async () => {
    harness.simulator.fault({ action: ALLOCATE, when: "after", do: "drop" });
    const more = { region: "ap-hongkong", addressType: "HighQualityEIPv6" };
    const made = await harness.create({ ...NOWHERE, ...more });
    expect(made.properties).toMatchObject({ ...more, status: "UNBIND", boundTo: "" });
    expect(harness.calls(ALLOCATE)).toBe(1);
  });

  test("two that bear the mark: the older one is taken, the other is named", async () => {
    const made = await harness.create(NOWHERE);
    const Value = markOn(idOf(made));
    harness.clock.sleep(5_000);
    await byHand(harness, ALLOCATE, { Tags: [{ Key: "pulumi-ipv6:owner", Value }] });
    expect((await harness.create(NOWHERE)).id).toBe(made.id);
    expect(harness.said.join()).toMatch(/warning: .*eipv6-\w+: have the owner tag .* billed too/);
  });

  test("a list that still shows what is gone does not pass it off as ours", async () => {
    const made = await harness.create(NOWHERE);
    const TagSet = [{ Key: "pulumi-ipv6:owner", Value: markOn(idOf(made)) }];
    await harness.delete(made);
    const AddressSet = [{ AddressId: idOf(made), TagSet }];
    const body = JSON.stringify({ Response: { TotalCount: 1, AddressSet, RequestId: "late" } });
    harness.simulator.fault({ action: READ, do: { status: 200, body } });
    expect((await harness.create(NOWHERE)).id).not.toBe(made.id);
    expect(events()).toEqual(["ordered", "released", "ordered"]);
  });

  test("what would be bound where another one is: nothing is bought", async () => {
    await bindByHand(BY_HAND, HERE);
    const error = await failure(harness.create());
    expect(error).toBeInstanceOf(Refusal);
    expect((error as Error).message).toMatch(/not ordered, because eipv6-byhand01 is bound to it.*adopt: true/);
    expect(harness.calls(ALLOCATE)).toBe(0);
  });
});

describe("tasks", () => {
  const failOnce = (taskOutcome: "fail" | "failed-but-done") => {
    harness.simulator.pace({ taskOutcome });
    onceCalled(ALLOCATE, () => harness.simulator.pace({ taskOutcome: "succeed" }));
  };

  test("every step is waited for, to the end of a life", async () => {
    harness.simulator.pace({ taskMs: 20_000 });
    const made = await harness.create();
    expect(made.properties).toMatchObject({ status: "BIND", boundTo: "eni-ula/fd76:7e00:1::1" });
    const moved = await harness.update(made, { ...THERE, bandwidth: 30 });
    expect(moved.properties).toMatchObject({ ...THERE, bandwidth: 30, status: "BIND_ENI" });
    await harness.delete(moved);
    expect(events()).toEqual(["ordered", "assigned", "changed", "unassigned", "assigned", "unassigned", "released"]);
  });

  test("an order whose task FAILED is placed once more", async () => {
    failOnce("fail");
    await harness.create();
    expect(harness.calls(ALLOCATE)).toBe(2);
    expect(events()).toEqual(["ordered", "assigned"]);
    expect(harness.said.join()).toMatch(/task \d+ FAILED.*ordering once more/);
  });

  test("one whose task FAILED and that is there all the same is kept", async () => {
    harness.simulator.pace({ readLagMs: 8_000 });
    failOnce("failed-but-done");
    await harness.create();
    expect(harness.calls(ALLOCATE)).toBe(1);
    expect(events()).toEqual(["ordered", "assigned"]);
  });

  test("a task that fails twice is an error with task and request, and leaves no state", async () => {
    harness.simulator.pace({ taskOutcome: "fail" });
    const error = (await failure(harness.create())) as CloudError;
    expect(error).toBeInstanceOf(CloudError);
    expect(error.message).toMatch(/AllocateIPv6Addresses.*FailedOperation.TaskFailed "task \d+ FAILED"/);
    expect(harness.calls(ALLOCATE)).toBe(2);
    expect(table(harness, "elasticAddresses").filter((each) => each.name === "web")).toEqual([]);
  });

  test("a binding that comes to nothing is done again", async () => {
    const made = await harness.create(NOWHERE);
    harness.simulator.pace({ taskOutcome: "fail" });
    onceCalled(BIND, () => harness.simulator.pace({ taskOutcome: "succeed" }));
    expect((await harness.update(made)).properties).toMatchObject({ ...HERE, status: "BIND" });
    expect(harness.calls(BIND)).toBe(2);
  });
});

describe("what it is bound to", () => {
  test("moved in place, undone with an empty text, and left alone when no longer declared", async () => {
    const made = await harness.create();
    expect(harness.diff(made.properties, harness.inputs(THERE)).map(({ onChange }) => onChange)).toEqual([
      ...["update", "update"],
    ]);
    const moved = await harness.update(made, THERE);
    expect([moved.id, moved.properties.boundTo]).toEqual([made.id, "eni-demo0004/2001:db8:7e00:1::77"]);
    expect(harness.diff(moved.properties, harness.inputs(NOWHERE))).toEqual([]);
    const unbound = await harness.update(moved, { ...NOWHERE, networkInterfaceId: "" });
    expect(unbound.properties).toMatchObject({ networkInterfaceId: "", status: "UNBIND", boundTo: "" });
    expect(await harness.read(unbound)).toEqual(unbound);
    expect(events()).toEqual(["ordered", "assigned", "unassigned", "assigned", "unassigned"]);
  });

  test("a binding that is no longer declared is still ours to undo when all of it goes", async () => {
    const made = await harness.create();
    const left = await harness.update(made, NOWHERE);
    await harness.delete(left);
    expect(events()).toEqual(["ordered", "assigned", "unassigned", "released"]);
  });

  test("a machine", async () => {
    const made = await harness.create({ ...NOWHERE, instanceId: "ins-demo0003" });
    expect(made.properties).toMatchObject({ instanceId: "ins-demo0003", boundTo: "eni-ula/fd76:7e00:1::1" });
    expect(await harness.read(made)).toEqual(made);
    await harness.delete(made);
    expect(events()).toEqual(["ordered", "assigned", "unassigned", "released"]);
  });

  test.each([
    [BIND, "create"],
    [UNBIND, "delete"],
    [RELEASE, "delete"],
  ])("a lost answer of %s is looked after, and done once", async (action) => {
    harness.simulator.pace({ readLagMs: 2_000 });
    harness.simulator.fault({ action, when: "after", do: "drop", times: 2 });
    await harness.delete(await harness.create());
    expect(events()).toEqual(["ordered", "assigned", "unassigned", "released"]);
  });

  test("a lost unbinding is not sent again when somebody has bound it since", async () => {
    const made = await harness.create();
    harness.simulator.fault({ action: UNBIND, when: "after", do: "drop" });
    onceCalled(UNBIND, () => bindByHand(idOf(made), THERE));
    const error = await failure(harness.delete(made));
    expect((error as Error).message).toMatch(/not released, because it is bound to eni-demo0004/);
    expect(events()).toEqual(["ordered", "assigned", "unassigned", "assigned"]);
  });

  test("somebody takes the address between the look and the binding: the order is kept, the next run finishes", async () => {
    onceCalled(ALLOCATE, () => bindByHand(BY_HAND, HERE));
    const error = (await failure(harness.create())) as PartialError;
    expect(error).toBeInstanceOf(PartialError);
    expect(error.message).toMatch(/AlreadyBindEip/);
    await byHand(harness, UNBIND, { IPv6AddressId: BY_HAND });
    const made = await harness.update({ id: error.id, properties: error.properties });
    expect(made.properties).toMatchObject(HERE);
    expect(harness.calls(ALLOCATE)).toBe(1);
  });

  test("a binding that is refused keeps the order, and nothing is tried twice", async () => {
    const error = (await failure(harness.create({ privateIpv6Address: "fd76:7e00:1::99" }))) as PartialError;
    expect(error).toBeInstanceOf(PartialError);
    expect(error.message).toMatch(/PrivateIpAddressNotMatch.*not on that network interface/);
    expect(harness.calls(BIND)).toBe(1);
    await harness.delete({ id: error.id, properties: error.properties });
    expect(events()).toEqual(["ordered", "released"]);
  });

  test("kind, line, egress and billing in other words, or unsaid, are no drift", async () => {
    const more = { ...NOWHERE, internetServiceProvider: "CTCC", egress: "CENTER_EGRESS_2" };
    const made = await harness.create(more);
    expect(made.properties).toMatchObject({ egress: "CENTER_EGRESS_2" });
    const said = { AddressId: idOf(made), AddressStatus: "UNBIND", AddressType: "EIP6", Bandwidth: null };
    const AddressSet = [{ ...said, AddressName: "web", TagSet: [{ Key: "team", Value: "web" }] }];
    const body = JSON.stringify({ Response: { TotalCount: 0, AddressSet, RequestId: "sample" } });
    harness.simulator.fault({ action: READ, do: { status: 200, body }, times: 2 });
    const seen = await harness.read(made);
    expect(harness.diff(seen?.properties ?? {}, harness.inputs(more))).toEqual([]);
    const imported = await harness.process().read(made.id, {}, CALL);
    expect(imported?.properties.addressType).toBe("EIPv6");
  });

  test("unbound by somebody: drift, and bound again", async () => {
    const made = await harness.create();
    await byHand(harness, UNBIND, { IPv6AddressId: idOf(made) });
    const seen = await harness.read(made);
    expect(seen?.properties).toMatchObject({ networkInterfaceId: "", status: "UNBIND", boundTo: "" });
    expect(harness.diff(seen?.properties ?? {}, harness.inputs())).not.toEqual([]);
    expect(await harness.update({ id: made.id, properties: seen?.properties ?? {} })).toEqual(made);
  });

  test.each([true, false])("bound elsewhere by somebody (refreshed: %s): neither moved nor released", async (fresh) => {
    const made = await harness.create();
    await moveByHand(idOf(made), THERE);
    const state = (fresh ? await harness.read(made) : made) ?? made;
    const before = events();
    const moved = fresh ? ((await failure(harness.update(state))) as PartialError) : undefined;
    if (moved)
      expect(moved.message).toMatch(/not moved, because it is bound to eni-demo0004\/.*DisassociateIPv6Address/);
    for (const { properties } of [state, moved ?? state]) {
      const why = expect.stringMatching(/not released, because it is bound to eni-demo0004/);
      const failed = await failure(harness.delete({ id: made.id, properties }));
      expect(failed).toMatchObject({ name: "Refusal", message: why });
    }
    expect(events()).toEqual(before);
    // Declared, it is answered for; other settings can be changed all the while.
    const { properties } = await harness.update(state, { ...NOWHERE, bandwidth: 30 });
    expect(properties.bandwidth).toBe(30);
    const declared = await harness.update({ id: made.id, properties }, THERE);
    await harness.delete(declared);
    expect(events().slice(before.length)).toEqual(["changed", "changed", "unassigned", "released"]);
  });

  test("a run killed after it had bound: what is declared is answered for", async () => {
    const made = await harness.create(NOWHERE);
    await harness.update(made);
    const next = await harness.update(made);
    expect(next.properties.boundTo).toBe("eni-ula/fd76:7e00:1::1");
    await harness.delete(next);
    expect(events()).toEqual(["ordered", "assigned", "unassigned", "released"]);
  });

  test("state knows of a binding whose look failed", async () => {
    harness.simulator.fault({ action: READ, do: { code: "UnauthorizedOperation" }, times: -1, since: BIND });
    const error = (await failure(harness.create())) as PartialError;
    expect(events()).toEqual(["ordered", "assigned"]);
    expect(error.properties.boundTo).toBe("eni-ula/fd76:7e00:1::1");
    harness.simulator.clearFaults();
    await harness.delete({ id: error.id, properties: error.properties });
    expect(events()).toEqual(["ordered", "assigned", "unassigned", "released"]);
  });
});

describe("adoption and import", () => {
  test.each([BY_HAND, "2001:DB8:7eff:0::b"])("by %s, and from then on as if made here", async (adoptAddress) => {
    await bindByHand(BY_HAND, THERE);
    const made = await harness.create({ adopt: true, adoptAddress });
    expect(made.id).toBe(`ap-guangzhou/${BY_HAND}`);
    expect(made.properties).toMatchObject({ ...elastic.inputs, boundTo: "eni-ula/fd76:7e00:1::1" });
    await harness.delete(made);
    expect(harness.calls(ALLOCATE)).toBe(0);
    expect(events()).toEqual(["assigned", "changed", "unassigned", "assigned", "unassigned", "released"]);
  });

  test("one that is there and bound, with no binding declared", async () => {
    await bindByHand(BY_HAND, THERE);
    const made = await harness.create({ ...NOWHERE, adopt: true, adoptAddress: BY_HAND });
    expect(made.properties.boundTo).toBe("eni-demo0004/2001:db8:7e00:1::77");
    await harness.delete(made);
    expect(events()).toEqual(["assigned", "changed", "unassigned", "released"]);
  });

  test("imported by its id it is answered for as it is; another product's id is named", async () => {
    const bare = await harness.process().read(`ap-guangzhou/${BY_HAND}`, {}, CALL);
    expect(bare?.properties).toEqual({
      ...{ __entry: expect.any(String), monthlyPrice: "unknown: no price is published" },
      ...{ region: "ap-guangzhou", addressName: "by-hand", addressType: "EIPv6", internetServiceProvider: "BGP" },
      ...{ egress: "CENTER_EGRESS_1", bandwidth: 20, internetChargeType: "TRAFFIC_POSTPAID_BY_HOUR" },
      ...{ tags: { team: "network" }, addressId: BY_HAND, publicIpv6Address: "2001:db8:7eff::b" },
      ...{ status: "UNBIND", boundTo: "" },
    });
    await bindByHand(BY_HAND, THERE);
    const bound = await harness.process().read(`ap-guangzhou/${BY_HAND}`, {}, CALL);
    expect(bound?.properties).toMatchObject({ ...THERE, boundTo: "eni-demo0004/2001:db8:7e00:1::77" });
    await harness.delete(bound ?? { id: "", properties: {} });
    expect(events()).toEqual(["assigned", "unassigned", "released"]);
    const another = harness.process().read("ap-guangzhou/eip-byhand01", {}, CALL);
    await expect(another).rejects.toThrow(/Ipv6InternetBandwidth/);
  });

  test.each(["eipv6-locked01", "eipv6-traffic01"])(
    "%s is not ended, for a reason, and stays in state",
    async (name) => {
      const made = await harness.process().read(`ap-guangzhou/${name}`, {}, CALL);
      const error = await failure(harness.delete(made ?? { id: "", properties: {} }));
      expect((error as Error).message).toMatch(/DeletionProtectionEnabled.*Turn|TrafficExceedThreshold.*drain/);
      expect(row(name)).toBeDefined();
    },
  );
});

test("many at once, at the published limits: each is bought and ended once, and reads go out together", async () => {
  const COUNT = 60;
  await harness.simulator.close();
  const clock = fastClock();
  harness = await ProviderHarness.open(elastic, { now: clock.now, pace: { publishedLimits: "on" } });
  Object.assign(harness.clock, clock);
  const run = harness.process();
  const call = (index: number) => ({ ...CALL, identity: `web-${index}` });
  const inputs = (index: number) => harness.inputs({ ...NOWHERE, addressName: `web-${index}` });
  const made = await Promise.all(Array.from({ length: COUNT }, (_, index) => run.create(inputs(index), call(index))));
  expect(new Set(made.map(({ id }) => id)).size).toBe(COUNT);
  expect(made.map((state) => row(idOf(state))?.name)).toEqual(made.map((_, index) => `web-${index}`));
  const reads = harness.calls(READ);
  await Promise.all(made.map((state, index) => run.read(state.id, state.properties, call(index))));
  expect(harness.calls(READ) - reads).toBe(1);
  await Promise.all(made.map((state, index) => run.delete(state.id, state.properties, call(index))));
  expect([harness.count("ordered"), harness.count("released")]).toEqual([COUNT, COUNT]);
});
