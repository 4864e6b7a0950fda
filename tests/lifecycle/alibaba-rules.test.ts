import { defaultSeed } from "../../simulator";
import { pairOf, stranger, table } from "./alibaba-helpers";
import { CALL, ProviderHarness } from "./provider-harness";

/** Egress-only rules on Alibaba Cloud, beyond the scenarios that every resource goes through. */
const rulePair = pairOf("Ipv6EgressOnlyRule");

let harness: ProviderHarness;
afterEach(() => harness.simulator.close());

interface Rule {
  readonly id: string;
  readonly ipv6AddressId: string;
}
const rules = () => table<Rule>(harness, "egressOnlyRules");

describe("an egress-only rule", () => {
  beforeEach(async () => {
    harness = await ProviderHarness.open(rulePair);
  });

  test("is waited for while it is Creating, and while it is Deleting", async () => {
    harness.simulator.pace({ operationMs: 4_000 });
    const made = await harness.create();
    expect(made.properties.status).toBe("Available");
    await harness.delete(made);
    expect(rules()).toEqual([]);
    expect(harness.calls("DeleteIpv6EgressOnlyRule")).toBe(1);
    const again = await harness.create();
    expect(rules().map((rule) => rule.id)).toEqual([again.properties.ipv6EgressOnlyRuleId]);
  });

  test("a list that lags by 20 s makes no second rule, and loses none", async () => {
    harness.simulator.pace({ operationMs: 2_000, readLagMs: 20_000 });
    const made = await harness.create();
    expect(rules().map((rule) => rule.id)).toEqual([made.properties.ipv6EgressOnlyRuleId]);
    expect(harness.calls("CreateIpv6EgressOnlyRule")).toBeGreaterThan(1);
    expect(new Set(harness.simulator.ledger().map((entry) => entry.event))).toEqual(new Set(["ordered"]));
  });

  test("without bandwidth it is refused, with what to do", async () => {
    const refused = harness.create({ instanceId: "ipv6-demo0001" });
    await expect(refused).rejects.toThrow(/InternetBandwidthNonExist.*order it first/);
    expect(rules()).toEqual([]);
  });

  test("whose bandwidth is removed stays, says so, and is nobody's drift", async () => {
    const { InternetBandwidthId, Ipv6AddressId } = await stranger(harness, "AllocateIpv6InternetBandwidth", {
      ...{ Ipv6AddressId: "ipv6-demo0001", Bandwidth: 1 },
    });
    const made = await harness.create({ instanceId: Ipv6AddressId });
    expect(harness.said.join()).not.toMatch(/the rule has no effect/);
    await stranger(harness, "DeleteIpv6InternetBandwidth", { Ipv6InternetBandwidthId: InternetBandwidthId });
    expect(await harness.read(made)).toEqual(made);
    expect(harness.said.join()).toMatch(/warning: .*ipv6-demo0001 has no internet bandwidth/);
    await harness.delete(made);
    expect(rules()).toEqual([]);
  });

  test("the remark needs no permission of its own", async () => {
    const made = await harness.create();
    harness.simulator.fault({ action: "DescribeIpv6Addresses", do: { code: "Forbidden.RAM" }, times: -1 });
    expect(await harness.read(made)).toEqual(made);
  });

  test("that somebody deleted and made anew is gone, not ours, and theirs stays", async () => {
    const made = await harness.create();
    await rulePair.outside.remove(harness.simulator, made.properties);
    await rulePair.outside.occupy(harness.simulator);
    expect(await harness.read(made)).toBeUndefined();
    await harness.delete(made);
    expect(rules()).toHaveLength(1);
    await expect(harness.create()).rejects.toThrow(/place is taken by cn-hangzhou\/ipv6gw-demo0001\/ipv6py-/);
  });

  test("a second one for the address under another name is refused, and adopt says what differs", async () => {
    await rulePair.outside.occupy(harness.simulator);
    await expect(harness.create({ name: "other" })).rejects.toThrow(/adopt: true/);
    await expect(harness.create({ name: "other", adopt: true })).rejects.toThrow(
      /name is calls-out there and other here/,
    );
    expect(rules()).toHaveLength(1);
  });

  test.each([
    ["an HTML page", { status: 404, body: "<html>gone</html>" }],
    ["a code nobody knows", { status: 404, code: "Something.NotFound" }],
    ["no permission", { code: "Forbidden.RAM" }],
    ["a 404 that means managed elsewhere", { code: "OperationFailed.ServiceManaged" }],
  ])("%s is no proof that a delete was done", async (_what, answer) => {
    const made = await harness.create();
    harness.simulator.fault({ action: "DeleteIpv6EgressOnlyRule", do: answer, times: -1 });
    await expect(harness.delete(made)).rejects.toThrow();
    expect(rules()).toHaveLength(1);
    harness.simulator.clearFaults();
    await harness.delete(made);
    expect(rules()).toEqual([]);
  });

  test("deleting what somebody has just deleted is done, though the list still shows it", async () => {
    const made = await harness.create();
    await harness.clock.sleep(10_000);
    harness.simulator.pace({ readLagMs: 4_000 });
    await rulePair.outside.remove(harness.simulator, made.properties);
    await harness.delete(made);
    expect(harness.count("released")).toBe(1);
  });

  test("a lost answer to its delete is no failure", async () => {
    harness.simulator.pace({ operationMs: 3_000 });
    const made = await harness.create();
    harness.simulator.fault({ action: "DeleteIpv6EgressOnlyRule", when: "after", do: "drop" });
    await harness.delete(made);
    expect(rules()).toEqual([]);
    expect(harness.count("released")).toBe(1);
  });
});

describe("of very many", () => {
  const ids = Array.from({ length: 200 }, (_, i) => `ipv6-n${i}`);
  const seed = {
    alibaba: {
      ...defaultSeed().alibaba,
      ipv6Addresses: ids.map((id, i) => ({
        ...{ id, address: `2001:db8:a0:1::f:${i.toString(16)}`, vSwitch: "vsw-demo0001" },
        bandwidth: { id: `ipv6bw-n${i}`, bandwidth: 1, internetChargeType: "PayByTraffic" },
      })),
    },
  };

  test("200 rules of one gateway are read in a few pages", async () => {
    harness = await ProviderHarness.open(rulePair, { seed });
    const process = harness.process();
    const made = await Promise.all(
      ids.map((instanceId) => process.create(harness.inputs({ instanceId }), { identity: instanceId })),
    );
    expect(rules()).toHaveLength(200);
    const before = harness.calls("DescribeIpv6EgressOnlyRules");
    const seen = await Promise.all(made.map((state) => process.read(state.id, state.properties, CALL)));
    expect(seen).toEqual(made);
    expect(harness.calls("DescribeIpv6EgressOnlyRules") - before).toBeLessThanOrEqual(6);
    await Promise.all(made.map((state, i) => process.delete(state.id, state.properties, { identity: ids[i] ?? "" })));
    expect(rules()).toEqual([]);
  });
});
