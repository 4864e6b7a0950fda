import type { PartialError } from "../../provider/core/api/errors";
import type { Values } from "../../provider/core/check";
import type { State } from "../../provider/core/lifecycle/reconcile";
import { callAlibaba, seedMany } from "../../simulator";
import { alibabaPairs } from "./pairs/alibaba";
import type { Pair } from "./pairs/pair";
import { CALL, ProviderHarness } from "./provider-harness";

/** What is Alibaba Cloud's own, beyond the scenarios that every resource goes through. */
const [bandwidthPair, assignmentPair] = alibabaPairs as [Pair, Pair];
let harness: ProviderHarness;
afterEach(() => harness.simulator.close());

const addressesOf = (state: State) => state.properties.addresses as string[];
async function onCard(card = "eni-demo0004"): Promise<string[]> {
  const { body } = await callAlibaba(harness.simulator.url, "DescribeNetworkInterfaces", {
    NetworkInterfaceId: [card],
  });
  const sets = body.NetworkInterfaceSets.NetworkInterfaceSet[0].Ipv6Sets.Ipv6Set as { Ipv6Address: string }[];
  return sets.map((set) => set.Ipv6Address);
}
async function stranger(action: string, params: Values): Promise<void> {
  const { status, body } = await callAlibaba(harness.simulator.url, action, {
    NetworkInterfaceId: "eni-demo0004",
    ...params,
  });
  if (status !== 200) throw new Error(`${action}: ${JSON.stringify(body)}`);
}

describe("an assignment by count", () => {
  const pair = { ...assignmentPair, inputs: { networkInterfaceId: "eni-demo0004", ipv6AddressCount: 2 } };
  const count = (ipv6AddressCount: number) => ({ ipv6AddressCount });
  beforeEach(async () => {
    harness = await ProviderHarness.open(pair);
  });

  test("grows by what is missing, shrinks from the end, and keeps the others and their order", async () => {
    const two = await harness.create();
    const four = await harness.update(two, count(4));
    expect(addressesOf(four).slice(0, 2)).toEqual(addressesOf(two));
    const three = await harness.update(four, count(3));
    expect(addressesOf(three)).toEqual(addressesOf(four).slice(0, 3));
    expect((await onCard()).sort()).toEqual([...addressesOf(three)].sort());
    expect(three.properties.ipv6AddressIds).toHaveLength(3);
    // Growing again asks with a token that was answered before, with an address given back since.
    const again = await harness.update(three, count(4));
    expect(addressesOf(again)).toHaveLength(4);
    expect((await onCard()).sort()).toEqual([...addressesOf(again)].sort());
  });

  test("a lost answer, and a run that died after it, assign no more than was asked", async () => {
    harness.simulator.fault({ action: "AssignIpv6Addresses", when: "after", do: "drop" });
    await harness.create();
    expect(await onCard()).toHaveLength(2);
    const next = await harness.create();
    expect(await onCard()).toEqual(addressesOf(next));
    const grown = await harness.update(next, count(3));
    const repeated = await harness.update(next, count(3));
    expect(addressesOf(repeated)).toEqual(addressesOf(grown));
    expect(await onCard()).toHaveLength(3);
  });

  test("somebody else's addresses on the card are left alone, by every verb", async () => {
    await stranger("AssignIpv6Addresses", { Ipv6Address: ["2001:db8:a0:1::aaaa"] });
    const made = await harness.create();
    expect(addressesOf(made)).not.toContain("2001:db8:a0:1::aaaa");
    const less = await harness.update(made, count(1));
    await harness.delete(less);
    expect(await onCard()).toEqual(["2001:db8:a0:1::aaaa"]);
  });

  test("an answer of old without addresses is completed from the card", async () => {
    await stranger("AssignIpv6Addresses", { Ipv6Address: ["2001:db8:a0:1::aaaa"] });
    const old = { status: 200, body: JSON.stringify({ RequestId: "R" }) };
    harness.simulator.fault({ action: "AssignIpv6Addresses", when: "after", do: old });
    const made = await harness.create();
    expect(await onCard()).toEqual(["2001:db8:a0:1::aaaa", ...addressesOf(made)]);
  });

  test("reads that lag for very long make nothing be assigned twice", async () => {
    harness.simulator.pace({ readLagMs: 3_600_000 });
    await expect(harness.create({}, { timeouts: { create: 40 } })).rejects.toThrow(/not to be seen/);
    harness.simulator.pace({ readLagMs: 0 });
    expect(await onCard()).toHaveLength(2);
    const made = await harness.create();
    expect(await onCard()).toEqual(addressesOf(made));
  });

  test("an address that was taken off comes back as the same; one that another card has now is replaced", async () => {
    const made = await harness.create();
    const [first = "", second = ""] = addressesOf(made);
    // As a run leaves it that ended before it was done.
    const open = { ...made, properties: { ...made.properties, __unfinished: ["ipv6AddressCount"] } };
    await stranger("UnassignIpv6Addresses", { Ipv6Address: [first] });
    expect(addressesOf(await harness.update(open, count(2)))).toEqual([first, second]);
    await stranger("UnassignIpv6Addresses", { Ipv6Address: [first] });
    await stranger("AssignIpv6Addresses", { NetworkInterfaceId: "eni-demo0005", Ipv6Address: [first] });
    const replaced = addressesOf(await harness.update(open, count(2)));
    expect(replaced).toHaveLength(2);
    expect(replaced).toContain(second);
    expect(replaced).not.toContain(first);
  });

  test("adoption by number needs the number to be all there is, and names them otherwise", async () => {
    await stranger("AssignIpv6Addresses", {
      Ipv6Address: ["2001:db8:a0:1::a1", "2001:db8:a0:1::a2", "2001:db8:a0:1::a3"],
    });
    await expect(harness.create({ adopt: true })).rejects.toThrow(/holds 3 addresses, not 2; say which .*::a2/);
    const adopted = await harness.create({ adopt: true, ...count(3) });
    expect(addressesOf(adopted)).toHaveLength(3);
    expect(harness.calls("AssignIpv6Addresses")).toBe(1);
  });
});

describe("an assignment by addresses", () => {
  const [a, b, c] = ["2001:db8:a0:1::100", "2001:db8:a0:1::101", "2001:db8:a0:1::102"];
  beforeEach(async () => {
    harness = await ProviderHarness.open(assignmentPair);
  });

  test("deleting after somebody took one off takes off the rest", async () => {
    const made = await harness.create();
    await stranger("UnassignIpv6Addresses", { Ipv6Address: [a] });
    await harness.delete(made);
    expect(await onCard()).toEqual([]);
  });

  test("an address that still has bandwidth is not given back, whatever the cloud would do with that", async () => {
    harness.simulator.pace({ unassignWithBandwidth: "orphan" });
    const made = await harness.create();
    const [id] = made.properties.ipv6AddressIds as string[];
    await stranger("AllocateIpv6InternetBandwidth", { Ipv6AddressId: id, Bandwidth: 1 });
    await expect(harness.delete(made)).rejects.toThrow(/not unassigned.*2001:db8:a0:1::100 has ipv6bw-/);
    await expect(harness.update(made, { ipv6Addresses: [b] })).rejects.toThrow(/Release it first/);
    expect(await onCard()).toEqual([a, b]);
    expect(harness.count("unassigned")).toBe(0);
  });

  test("a lost answer to giving back, while reads lag, is no failure", async () => {
    const made = await harness.create();
    harness.simulator.pace({ readLagMs: 5_000 });
    harness.simulator.fault({ action: "UnassignIpv6Addresses", when: "after", do: "drop" });
    await harness.delete(made);
    expect(harness.count("unassigned")).toBe(1);
  });

  test("addresses come out in the order declared, also after drift was put right", async () => {
    const made = await harness.create({ ipv6Addresses: [c, a] });
    expect(addressesOf(made)).toEqual([c, a]);
    const changed = await harness.update(made, { ipv6Addresses: [b, c, a] });
    expect(addressesOf(changed)).toEqual([b, c, a]);
    const ids = changed.properties.ipv6AddressIds as string[];
    expect(new Set(ids).size).toBe(3);
  });

  test("when the card is full, the old ones make room for the new ones", async () => {
    const ten = Array.from({ length: 10 }, (_, i) => `2001:db8:a0:1::${(0x200 + i).toString(16)}`);
    const made = await harness.create({ ipv6Addresses: ten });
    const changed = await harness.update(made, { ipv6Addresses: [...ten.slice(1), c] });
    expect((await onCard()).sort()).toEqual([...ten.slice(1), c].sort());
    expect(addressesOf(changed)).toContain(c);
  });

  test("an update that stops half way leaves both what was added and what is still to go in state", async () => {
    const made = await harness.create();
    harness.simulator.fault({ action: "UnassignIpv6Addresses", do: { code: "Forbidden.RAM" } });
    const update = harness.update(made, { ipv6Addresses: [b, c] });
    const error = (await update.catch((reason) => reason)) as PartialError;
    expect([...(error.properties.addresses as string[])].sort()).toEqual([a, b, c]);
    const done = await harness.update({ id: error.id, properties: error.properties }, { ipv6Addresses: [b, c] });
    expect(addressesOf(done)).toEqual([b, c]);
    expect((await onCard()).sort()).toEqual([b, c]);
  });

  test("two resources of one card write one after the other", async () => {
    const process = harness.process();
    const one = process.create(harness.inputs({ ipv6Addresses: [a] }), { identity: "one" });
    const two = process.create(harness.inputs({ ipv6Addresses: [b] }), { identity: "two" });
    await Promise.all([one, two]);
    expect(harness.calls("AssignIpv6Addresses")).toBe(2);
    expect((await onCard()).sort()).toEqual([a, b]);
  });

  test("a change between addresses and number keeps what is held", async () => {
    const made = await harness.create();
    const { networkInterfaceId, region } = made.properties;
    const byNumber = { networkInterfaceId, region, ipv6AddressCount: 2 };
    const changed = await harness.process().update(made.id, made.properties, byNumber, CALL);
    expect(addressesOf(changed)).toEqual([a, b]);
    expect(harness.calls("AssignIpv6Addresses")).toBe(1);
  });
});

describe("a bandwidth", () => {
  test("that somebody released and bought anew is gone, not ours", async () => {
    harness = await ProviderHarness.open(bandwidthPair);
    const made = await harness.create();
    await bandwidthPair.outside.remove(harness.simulator, made.properties);
    await bandwidthPair.outside.occupy(harness.simulator);
    expect(await harness.read(made)).toBeUndefined();
    await harness.delete(made);
    expect(harness.simulator.ledgerSummary().liveOrders).toHaveLength(1);
  });

  test("of a locked account says so", async () => {
    harness = await ProviderHarness.open({
      ...bandwidthPair,
      inputs: { ipv6AddressId: "ipv6-locked", bandwidth: 10, adopt: true },
    });
    const adopted = await harness.create();
    expect(adopted.properties.businessStatus).toBe("FinancialLocked");
    expect(harness.said.join()).toMatch(/warning: .*FinancialLocked/);
  });

  test("adopted with another charge type is refused before anything enters state", async () => {
    const inputs = { ipv6AddressId: "ipv6-byhand", bandwidth: 20, internetChargeType: "PayByBandwidth", adopt: true };
    harness = await ProviderHarness.open({ ...bandwidthPair, inputs });
    const error = await harness.create().catch((reason) => reason);
    expect(error.name).toBe("Refusal");
    expect(error.message).toMatch(/internetChargeType is PayByTraffic there and PayByBandwidth here/);
  });

  test("of many resources is read in few calls: 20 ids in each", async () => {
    harness = await ProviderHarness.open(bandwidthPair, { seed: seedMany(60) });
    const process = harness.process();
    const id = (i: number) => `cn-hangzhou/ipv6-many${String(i + 1).padStart(5, "0")}`;
    const reads = Array.from({ length: 60 }, (_, i) => process.read(id(i), {}, CALL));
    await Promise.all(reads);
    // None has bandwidth: each is looked at until it is believed, and still all together.
    expect(harness.calls("DescribeIpv6Addresses")).toBeLessThanOrEqual(3 * 8);
  });

  test("cards of one VPC are read by the VPC's pages when there are many", async () => {
    harness = await ProviderHarness.open(assignmentPair, { seed: seedMany(60) });
    const process = harness.process();
    const id = (i: number) => {
      const number = String(i + 1).padStart(5, "0");
      return `cn-hangzhou/eni-many${number}/2001:db8:a0:1::f:${(i + 1).toString(16)}`;
    };
    const seen = await Promise.all(Array.from({ length: 60 }, (_, i) => process.read(id(i), {}, CALL)));
    expect(seen.map((state) => state?.properties.ipv6AddressIds)).toContainEqual(["ipv6-many00060"]);
    expect(harness.calls("DescribeNetworkInterfaces")).toBe(1);
    expect(harness.calls("DescribeIpv6Addresses")).toBeLessThanOrEqual(2);
  });
});
