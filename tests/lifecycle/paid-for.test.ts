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
