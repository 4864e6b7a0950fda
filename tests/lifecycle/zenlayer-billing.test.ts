import { PartialError, Refusal } from "../../provider/core/api/errors";
import { CALL } from "./provider-harness";
import {
  assignment,
  BY_HAND,
  bandwidth,
  billingOf,
  byHand,
  close,
  FREE,
  failure,
  harness,
  IN_CLUSTER,
  open,
  PACKAGE,
  tagsOf,
  writes,
} from "./zenlayer-helpers";

afterEach(close);

describe("changes that the cloud does later", () => {
  const inputs = { nicId: PACKAGE, bandwidth: 60, packageSize: 0.7, rateLimitMode: "STRICT" };

  test("one after the other, never a second one while the first is under way", async () => {
    await open(bandwidth, inputs);
    harness.simulator.pace({ operationMs: 7_000 });
    const made = await harness.create();
    expect(made.properties).toMatchObject(inputs);
    const [bandwidthAt, packageAt, modeAt] = [
      "ModifyIpv6Bandwidth",
      "ModifyIpv6TrafficPackage",
      "ModifyNetworkInterfacePublicIPv6BandwidthLimitMode",
    ].map((action) => harness.simulator.journal().filter((entry) => entry.action === action));
    for (const calls of [bandwidthAt, packageAt, modeAt]) expect(calls).toMatchObject([{ status: 200 }]);
    const apart = Date.parse(packageAt?.[0]?.at ?? "") - Date.parse(bandwidthAt?.[0]?.at ?? "");
    expect(apart).toBeGreaterThanOrEqual(7_000);
    expect(apart).toBeLessThan(15_000);
  });

  test("a change that fails is an error with the old value, and the next run tries again", async () => {
    await open(assignment);
    const made = await harness.create();
    harness.simulator.pace({ operationMs: 2_000, operationOutcome: "fail" });
    const error = await failure(harness.update(made, { bandwidth: 200 }));
    expect(error).toBeInstanceOf(PartialError);
    expect(error.message).toMatch(/change of bandwidth and then failed \(ModifyBandwidth is FAILED\); the old value/);
    expect(await harness.read(made)).toEqual(made);
    harness.simulator.pace({ operationOutcome: "succeed" });
    const calls = harness.calls("ModifyIpv6Bandwidth");
    expect((await harness.update(made, { bandwidth: 200 })).properties.bandwidth).toBe(200);
    expect(harness.calls("ModifyIpv6Bandwidth") - calls).toBe(1);
  });

  test("a failure that lingers is not taken for one of the next change", async () => {
    await open(assignment);
    const made = await harness.create();
    harness.simulator.pace({ operationOutcome: "fail" });
    await failure(harness.update(made, { bandwidth: 200 }));
    // The reads still show the old failure after the new change is accepted.
    harness.simulator.pace({ operationOutcome: "succeed", readLagMs: 4_000 });
    await harness.clock.sleep(10_000);
    expect((await harness.update(made, { bandwidth: 300 })).properties.bandwidth).toBe(300);
  });
});

describe("the billing of an IPv6 made elsewhere", () => {
  test("what was found survives a run that was killed after its change", async () => {
    await open(bandwidth);
    harness.simulator.fault({ action: "ModifyIpv6Bandwidth", when: "after", do: "drop", times: -1 });
    await failure(harness.create());
    harness.simulator.clearFaults();
    expect((await billingOf(BY_HAND.nicId)).bandwidth).toBe(300);
    const made = await harness.create();
    expect(made.properties.__found).toEqual({
      internetChargeType: "ByBandwidth",
      bandwidth: 20,
      rateLimitMode: "LOOSE",
    });
    await harness.delete(made);
    expect((await billingOf(BY_HAND.nicId)).bandwidth).toBe(20);
    expect(await tagsOf(BY_HAND.nicId)).toEqual({});
  });

  test("several things are put back one after the other, and nothing that was not declared", async () => {
    await open(bandwidth, { nicId: PACKAGE, bandwidth: 60, packageSize: 0.7 });
    const made = await harness.create();
    await byHand("ModifyNetworkInterfacePublicIPv6BandwidthLimitMode", {
      ipv6CidrId: made.properties.ipv6Id,
      rateLimitMode: "STRICT",
    });
    harness.simulator.pace({ operationMs: 3_000 });
    await harness.delete(made);
    const after = await billingOf(PACKAGE);
    expect(after).toMatchObject({ bandwidth: 50, trafficPackageSize: 0.5, rateLimitMode: "STRICT" });
  });

  test("what somebody else changed meanwhile stays, with a warning", async () => {
    await open(bandwidth);
    const made = await harness.create();
    await byHand("ModifyIpv6Bandwidth", { ipv6Id: BY_HAND.ipv6Id, bandwidth: 500 });
    const before = harness.simulator.journal().length;
    await harness.delete(made);
    expect(writes(before)).toEqual(["ModifyResourceTags"]);
    expect((await billingOf(BY_HAND.nicId)).bandwidth).toBe(500);
    expect(harness.said.join("\n")).toMatch(/warning.*bandwidth was 20 before, 300 here, and is 500.*it stays/);
  });

  test("the IPv6 that was taken away meanwhile, even if there is another one, is done", async () => {
    await open(bandwidth);
    const made = await harness.create();
    await byHand("UnassignNetworkInterfaceIpv6", { nicId: BY_HAND.nicId });
    await byHand("AssignNetworkInterfaceIpv6", {
      nicId: BY_HAND.nicId,
      internetChargeType: "ByBandwidth",
      bandwidth: 300,
    });
    const before = harness.simulator.journal().length;
    await harness.delete(made);
    expect(writes(before)).not.toContain("ModifyIpv6Bandwidth");
    expect((await billingOf(BY_HAND.nicId)).bandwidth).toBe(300);
  });

  test("an IPv6 that an assignment ordered is taken charge of with a warning", async () => {
    await open(bandwidth, { nicId: FREE, bandwidth: 300 });
    await byHand("AssignNetworkInterfaceIpv6", { nicId: FREE, internetChargeType: "ByBandwidth", bandwidth: 5 });
    await harness.create();
    expect(harness.said.join()).not.toContain("undo each other");
    await byHand("ModifyResourceTags", { resourceUuid: FREE, replaceTags: [{ key: "pulumi-ipv6", value: "x-1" }] });
    await byHand("ModifyResourceTags", { resourceUuid: FREE, deleteTagKeys: ["pulumi-ipv6-bandwidth"] });
    await harness.create();
    expect(harness.said.join()).toMatch(/warning.*declares its billing too/);
  });

  test("taking over says nothing of a region that is as declared", async () => {
    await open(bandwidth);
    const adopted = await harness.create({ adopt: true, region: "asia-east-1" });
    expect(adopted.properties).toMatchObject({ region: "asia-east-1", bandwidth: 300, __found: { bandwidth: 20 } });
    await harness.delete(adopted);
    expect((await billingOf(BY_HAND.nicId)).bandwidth).toBe(20);
  });

  test("a card without public IPv6 is refused with the resource that orders one", async () => {
    await open(bandwidth, { nicId: FREE, bandwidth: 10 });
    expect((await failure(harness.create())).message).toMatch(/no public IPv6.*NicIpv6Assignment/);
    expect(writes()).toEqual([]);
  });

  test("another charge type than the one found is refused before anything is touched", async () => {
    await open(bandwidth, { nicId: BY_HAND.nicId, internetChargeType: "ByTrafficPackage" });
    const error = await failure(harness.create());
    expect(error).toBeInstanceOf(Refusal);
    expect(error.message).toMatch(/is ByBandwidth there and ByTrafficPackage here.*NicIpv6Assignment/);
    expect((await failure(harness.create({ adopt: true }))).message).toMatch(/NicIpv6Assignment/);
    expect(writes()).toEqual([]);
  });

  test("a preview knows the charge type that was there, declared or not", async () => {
    await open(bandwidth, { nicId: PACKAGE, bandwidth: 60 });
    const made = await harness.create();
    const inputs = harness.inputs({ internetChargeType: "ByTrafficPackage", packageSize: 0.7 });
    const plan = { verb: "update", inputs, id: made.id, state: made.properties } as const;
    expect((await harness.process().preflight(plan, CALL)).refusals).toEqual([]);
  });

  test.each([
    [{ packageSize: 1 }, /packageSize: only an IPv6 billed ByTrafficPackage/],
    [{ clusterId: "1690000000000000002" }, /clusterId: only an IPv6 billed BandwidthCluster/],
  ])("what the charge type that is there does not have is refused: %j", async (more, said) => {
    await open(bandwidth, { nicId: BY_HAND.nicId, ...more });
    expect((await failure(harness.create())).message).toMatch(said);
    expect(writes()).toEqual([]);
  });

  test("from one cluster to another, and back", async () => {
    await open(bandwidth, { nicId: IN_CLUSTER, clusterId: "1690000000000000002" });
    const made = await harness.create();
    expect(made.properties.clusterId).toBe("1690000000000000002");
    await harness.delete(made);
    expect((await billingOf(IN_CLUSTER)).bandwidthCluster.bandwidthClusterId).toBe("1690000000000000001");
  });

  test("a cluster elsewhere is refused in the cloud's words", async () => {
    await open(bandwidth, { nicId: IN_CLUSTER, clusterId: "1690000000000000003" });
    expect((await failure(harness.create())).message).toContain("MigrateBandwidthClusterResources");
  });
});
