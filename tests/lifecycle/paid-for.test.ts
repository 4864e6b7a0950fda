// What is paid for is neither taken away nor changed by what a program leaves out, and a dry run that acts is the last.
import { callAlibaba } from "../../simulator";
import { DOORS } from "./doors/door";
import { DoorHarness } from "./doors/door-harness";
import { PAIRS } from "./pairs";
import type { Pair } from "./pairs/pair";
import { CALL, ProviderHarness } from "./provider-harness";

const pairOf = (cloud: string, resource: string) =>
  PAIRS.find((pair) => pair.cloud === cloud && pair.resource === resource) as Pair;
let harness: ProviderHarness | undefined;
afterEach(() => harness?.simulator.close());

test.each(["instance", "nobody"] as const)(
  "Alibaba Cloud: an address with bandwidth is not unassigned, though its record is filed under: %s",
  async (recordsFiledUnder) => {
    harness = await ProviderHarness.open(pairOf("alibaba", "NicIpv6Assignment"));
    const made = await harness.create();
    const [first] = made.properties.ipv6AddressIds as string[];
    const order = { Ipv6AddressId: first, Bandwidth: 5 };
    await callAlibaba(harness.simulator.url, "AllocateIpv6InternetBandwidth", order, { now: harness.clock.now });
    harness.simulator.pace({ recordsFiledUnder, unassignWithBandwidth: "orphan" });
    await expect(harness.delete(made)).rejects.toThrow(/it still has internet bandwidth: .* has ipv6bw-/);
    expect(harness.count("unassigned")).toBe(0);
  },
);

test("Tencent Cloud: what is adopted without bandwidth keeps the one it has", async () => {
  const pair = pairOf("tencent", "Ipv6InternetBandwidth");
  harness = await ProviderHarness.open({ ...pair, inputs: { ip6Address: "2001:db8:7e00:1::4" } });
  const adopted = await harness.create({ adopt: true });
  expect(adopted.properties.bandwidth).toBe(20);
  expect(harness.events()).toEqual([]);
});

test("Zenlayer: an IPv6 that another resource of the run has just made is waited for", async () => {
  const pair = pairOf("zenlayer", "Ipv6InternetBandwidth");
  harness = await ProviderHarness.open({ ...pair, inputs: { nicId: "1680855999352675875", bandwidth: 100 } });
  const maker = ProviderHarness.over(pairOf("zenlayer", "NicIpv6Assignment"), harness.simulator, harness.clock);
  harness.simulator.pace({ readLagMs: 0 });
  await maker.process().create(maker.inputs(), { ...CALL, identity: "project/stack::other" });
  harness.simulator.pace({ readLagMs: 9_000 });
  const taken = await harness.create();
  expect(taken.properties).toMatchObject({ nicId: "1680855999352675875", bandwidth: 100 });
});

test.each(Object.keys(DOORS) as (keyof typeof DOORS)[])(
  "through the %s door, an endpoint that ignores dry runs is asked for one, loudly, and no more",
  async (door) => {
    const harness = await DoorHarness.open(pairOf("alibaba", "Ipv6InternetBandwidth"), door, Date.now());
    try {
      harness.simulator.pace({ dryRun: "ignored" });
      const run = await harness.run();
      await harness.preview(undefined, {}, { run });
      expect(harness.count("ordered")).toBe(1);
      await harness.preview(undefined, { ipv6AddressId: "ipv6-demo0003" }, { run, name: "other" });
      expect(harness.count("ordered")).toBe(1);
      if (door === "dynamic") expect(harness.said.join("\n")).toMatch(/error: .*this endpoint ignores DryRun/);
    } finally {
      await harness.close();
    }
  },
);

/** One answer that shows no network interface at all, as a read that lags may. */
const EMPTY: Readonly<Record<string, object>> = {
  alibaba: { RequestId: "empty", TotalCount: 0, NetworkInterfaceSets: { NetworkInterfaceSet: [] } },
  tencent: { Response: { RequestId: "empty", TotalCount: 0, NetworkInterfaceSet: [] } },
  zenlayer: { requestId: "empty", response: { requestId: "empty", totalCount: 0, dataSet: [] } },
};
const blindOnce = (cloud: "alibaba" | "tencent" | "zenlayer") =>
  harness?.simulator.fault({
    ...{ cloud, action: "DescribeNetworkInterfaces", times: 1 },
    do: { status: 200, body: JSON.stringify(EMPTY[cloud]) },
  });

test("Alibaba Cloud: an address with bandwidth is not unassigned, though one read shows no network interface", async () => {
  harness = await ProviderHarness.open(pairOf("alibaba", "NicIpv6Assignment"));
  const made = await harness.create();
  const [first] = made.properties.ipv6AddressIds as string[];
  const order = { Ipv6AddressId: first, Bandwidth: 5 };
  await callAlibaba(harness.simulator.url, "AllocateIpv6InternetBandwidth", order, { now: harness.clock.now });
  harness.simulator.pace({ unassignWithBandwidth: "orphan" });
  blindOnce("alibaba");
  await expect(harness.delete(made)).rejects.toThrow(/it still has internet bandwidth: .* has ipv6bw-/);
  expect(harness.count("unassigned")).toBe(0);
});

test("Tencent Cloud: the same", async () => {
  harness = await ProviderHarness.open(pairOf("tencent", "NicIpv6Assignment"));
  const made = await harness.create();
  const [address = ""] = made.properties.addresses as string[];
  const pair = { ...pairOf("tencent", "Ipv6InternetBandwidth"), inputs: { ip6Address: address, bandwidth: 5 } };
  const payer = ProviderHarness.over(pair, harness.simulator, harness.clock);
  await payer.process().create(payer.inputs(), { ...CALL, identity: "project/stack::payer" });
  blindOnce("tencent");
  await expect(harness.delete(made)).rejects.toThrow(/it still has internet bandwidth: .* has eip-/);
  expect(harness.count("unassigned")).toBe(0);
});

test("Zenlayer: an IPv6 is unassigned, though one read shows no network interface", async () => {
  harness = await ProviderHarness.open(pairOf("zenlayer", "NicIpv6Assignment"));
  const made = await harness.create();
  blindOnce("zenlayer");
  await harness.delete(made);
  expect(harness.count("unassigned")).toBe(1);
});

test("Zenlayer: a lost answer to the unassignment is not told as a failure while reads lag", async () => {
  harness = await ProviderHarness.open(pairOf("zenlayer", "NicIpv6Assignment"));
  const made = await harness.create();
  harness.simulator.pace({ readLagMs: 5_000 });
  harness.simulator.fault({ action: "UnassignNetworkInterfaceIpv6", when: "after", do: "drop", times: 1 });
  await harness.delete(made);
  expect(harness.count("unassigned")).toBe(1);
});

test("Tencent Cloud: a task that is not known does not fail what it is about", async () => {
  harness = await ProviderHarness.open(pairOf("tencent", "Ipv6InternetBandwidth"));
  harness.simulator.fault({ action: "DescribeTaskResult", do: { code: "InvalidParameter" }, times: -1 });
  harness.simulator.pace({ taskMs: 3_000 });
  const made = await harness.create();
  await harness.delete(made);
  expect(harness.events()).toEqual(["ordered", "released"]);
});

test("Zenlayer: after a lost answer to the unassignment no tag stays that would claim the next IPv6", async () => {
  const pair = pairOf("zenlayer", "NicIpv6Assignment");
  const here = await ProviderHarness.open(pair);
  harness = here;
  const made = await here.create();
  // The second attempt is refused, with one of the codes that no page lists.
  const action = "UnassignNetworkInterfaceIpv6";
  here.simulator.fault({ action, when: "after", do: "drop" });
  here.simulator.fault({ action, do: { code: "OPERATION_DENIED_NO_SUCH_IPV6" } });
  await here.delete(made);
  expect(here.count("unassigned")).toBe(1);
  const { zenlayer } = here.simulator.state() as unknown as {
    zenlayer: { networkInterfaces: { id: string; tags?: object }[] };
  };
  const card = zenlayer.networkInterfaces.find(({ id }) => id === pair.inputs.nicId);
  expect(JSON.stringify(card?.tags ?? {})).not.toContain("pulumi-ipv6");
  // Somebody else's, ordered by hand right after.
  const other = ProviderHarness.over(pair, here.simulator, here.clock);
  await other.process().create(other.inputs(), { ...CALL, identity: "another/stack::web" });
  await expect(here.create()).rejects.toThrow(/taken by/);
});

test("Zenlayer: bandwidth that is removed from state and imported gets back what it had before it was managed", async () => {
  const pair = pairOf("zenlayer", "Ipv6InternetBandwidth");
  const here = await ProviderHarness.open(pair);
  harness = here;
  interface Nic {
    readonly id: string;
    readonly ipv6?: { readonly billing: { readonly bandwidth: number } };
  }
  const bandwidthOf = () => {
    const { zenlayer } = here.simulator.state() as unknown as { zenlayer: { networkInterfaces: Nic[] } };
    return zenlayer.networkInterfaces.find(({ id }) => id === pair.inputs.nicId)?.ipv6?.billing.bandwidth;
  };
  const before = bandwidthOf();
  const made = await here.create();
  expect(bandwidthOf()).not.toBe(before);
  const imported = await here.process().read(made.id, {}, CALL);
  const declared = await here.process().update(made.id, imported?.properties ?? {}, here.inputs(), CALL);
  await here.process().delete(declared.id, declared.properties, CALL);
  expect(bandwidthOf()).toBe(before);
});
