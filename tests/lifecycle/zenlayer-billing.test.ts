import { PartialError, Refusal } from "../../provider/core/api/errors";
import {
  assignment,
  BY_HAND,
  bandwidth,
  billingOf,
  byHand,
  close,
  FREE,
  failure,
  IN_CLUSTER,
  open,
  PACKAGE,
  tagsOf,
  world,
  writes,
} from "./zenlayer-bench";

afterEach(close);

describe("changes that the cloud does later", () => {
  const inputs = { nicId: PACKAGE, bandwidth: 60, packageSize: 0.7, rateLimitMode: "STRICT" };

  test("one after the other, never a second one while the first is under way", async () => {
    await open(bandwidth, inputs);
    world.simulator.pace({ operationMs: 7_000 });
    const made = await world.create();
    expect(made.properties).toMatchObject(inputs);
    const [bandwidthAt, packageAt, modeAt] = [
      "ModifyIpv6Bandwidth",
      "ModifyIpv6TrafficPackage",
      "ModifyNetworkInterfacePublicIPv6BandwidthLimitMode",
    ].map((action) => world.simulator.journal().filter((entry) => entry.action === action));
    for (const calls of [bandwidthAt, packageAt, modeAt]) expect(calls).toMatchObject([{ status: 200 }]);
    const apart = Date.parse(packageAt?.[0]?.at ?? "") - Date.parse(bandwidthAt?.[0]?.at ?? "");
    expect(apart).toBeGreaterThanOrEqual(7_000);
    expect(apart).toBeLessThan(15_000);
  });

  test("a change that fails is an error with the old value, and the next run tries again", async () => {
    await open(assignment);
    const made = await world.create();
    world.simulator.pace({ operationMs: 2_000, operationOutcome: "fail" });
    const error = await failure(world.update(made, { bandwidth: 200 }));
    expect(error).toBeInstanceOf(PartialError);
    expect(error.message).toMatch(/change of bandwidth and then failed \(ModifyBandwidth is FAILED\); the old value/);
    expect(await world.read(made)).toEqual(made);
    world.simulator.pace({ operationOutcome: "succeed" });
    const calls = world.calls("ModifyIpv6Bandwidth");
    expect((await world.update(made, { bandwidth: 200 })).properties.bandwidth).toBe(200);
    expect(world.calls("ModifyIpv6Bandwidth") - calls).toBe(1);
  });

  test("a failure that lingers is not taken for one of the next change", async () => {
    await open(assignment);
    const made = await world.create();
    world.simulator.pace({ operationOutcome: "fail" });
    await failure(world.update(made, { bandwidth: 200 }));
    // The reads still show the old failure after the new change is accepted.
    world.simulator.pace({ operationOutcome: "succeed", readLagMs: 4_000 });
    await world.clock.sleep(10_000);
    expect((await world.update(made, { bandwidth: 300 })).properties.bandwidth).toBe(300);
  });
});

describe("the billing of an IPv6 made elsewhere", () => {
  test("what was found survives a run that was killed after its change", async () => {
    await open(bandwidth);
    world.simulator.fault({ action: "ModifyIpv6Bandwidth", when: "after", do: "drop", times: -1 });
    await failure(world.create());
    world.simulator.clearFaults();
    expect((await billingOf(BY_HAND.nicId)).bandwidth).toBe(300);
    const made = await world.create();
    expect(made.properties.__found).toEqual({
      internetChargeType: "ByBandwidth",
      bandwidth: 20,
      rateLimitMode: "LOOSE",
    });
    await world.delete(made);
    expect((await billingOf(BY_HAND.nicId)).bandwidth).toBe(20);
    expect(await tagsOf(BY_HAND.nicId)).toEqual({});
  });

  test("several things are put back one after the other, and nothing that was not declared", async () => {
    await open(bandwidth, { nicId: PACKAGE, bandwidth: 60, packageSize: 0.7 });
    const made = await world.create();
    await byHand("ModifyNetworkInterfacePublicIPv6BandwidthLimitMode", {
      ipv6CidrId: made.properties.ipv6Id,
      rateLimitMode: "STRICT",
    });
    world.simulator.pace({ operationMs: 3_000 });
    await world.delete(made);
    const after = await billingOf(PACKAGE);
    expect(after).toMatchObject({ bandwidth: 50, trafficPackageSize: 0.5, rateLimitMode: "STRICT" });
  });

  test("what somebody else changed meanwhile stays, with a warning", async () => {
    await open(bandwidth);
    const made = await world.create();
    await byHand("ModifyIpv6Bandwidth", { ipv6Id: BY_HAND.ipv6Id, bandwidth: 500 });
    const before = world.simulator.journal().length;
    await world.delete(made);
    expect(writes(before)).toEqual(["ModifyResourceTags"]);
    expect((await billingOf(BY_HAND.nicId)).bandwidth).toBe(500);
    expect(world.said.join("\n")).toMatch(/warning.*bandwidth was 20 before, 300 here, and is 500.*it stays/);
  });

  test("the IPv6 that was taken away meanwhile, even if there is another one, is done", async () => {
    await open(bandwidth);
    const made = await world.create();
    await byHand("UnassignNetworkInterfaceIpv6", { nicId: BY_HAND.nicId });
    await byHand("AssignNetworkInterfaceIpv6", {
      nicId: BY_HAND.nicId,
      internetChargeType: "ByBandwidth",
      bandwidth: 300,
    });
    const before = world.simulator.journal().length;
    await world.delete(made);
    expect(writes(before)).not.toContain("ModifyIpv6Bandwidth");
    expect((await billingOf(BY_HAND.nicId)).bandwidth).toBe(300);
  });

  test("an IPv6 that an assignment ordered is taken charge of with a warning", async () => {
    await open(bandwidth, { nicId: FREE, bandwidth: 300 });
    await byHand("AssignNetworkInterfaceIpv6", { nicId: FREE, internetChargeType: "ByBandwidth", bandwidth: 5 });
    await world.create();
    expect(world.said.join()).not.toContain("undo each other");
    await byHand("ModifyResourceTags", { resourceUuid: FREE, replaceTags: [{ key: "pulumi-ipv6", value: "x-1" }] });
    await byHand("ModifyResourceTags", { resourceUuid: FREE, deleteTagKeys: ["pulumi-ipv6-bandwidth"] });
    await world.create();
    expect(world.said.join()).toMatch(/warning.*declares its billing too/);
  });

  test("taking over says nothing of a region that is as declared", async () => {
    await open(bandwidth);
    const adopted = await world.create({ adopt: true, region: "asia-east-1" });
    expect(adopted.properties).toMatchObject({ region: "asia-east-1", bandwidth: 300, __found: { bandwidth: 20 } });
    await world.delete(adopted);
    expect((await billingOf(BY_HAND.nicId)).bandwidth).toBe(20);
  });

  test("a card without public IPv6 is refused with the resource that orders one", async () => {
    await open(bandwidth, { nicId: FREE, bandwidth: 10 });
    expect((await failure(world.create())).message).toMatch(/no public IPv6.*NicIpv6Assignment/);
    expect(writes()).toEqual([]);
  });

  test("another charge type than the one found is refused before anything is touched", async () => {
    await open(bandwidth, { nicId: BY_HAND.nicId, internetChargeType: "ByTrafficPackage" });
    const error = await failure(world.create());
    expect(error).toBeInstanceOf(Refusal);
    expect(error.message).toMatch(/is ByBandwidth there and ByTrafficPackage here.*NicIpv6Assignment/);
    expect((await failure(world.create({ adopt: true }))).message).toMatch(/NicIpv6Assignment/);
    expect(writes()).toEqual([]);
  });

  test.each([
    [{ packageSize: 1 }, /packageSize: only an IPv6 billed ByTrafficPackage/],
    [{ clusterId: "1690000000000000002" }, /clusterId: only an IPv6 billed BandwidthCluster/],
  ])("what the charge type that is there does not have is refused: %j", async (more, said) => {
    await open(bandwidth, { nicId: BY_HAND.nicId, ...more });
    expect((await failure(world.create())).message).toMatch(said);
    expect(writes()).toEqual([]);
  });

  test("from one cluster to another, and back", async () => {
    await open(bandwidth, { nicId: IN_CLUSTER, clusterId: "1690000000000000002" });
    const made = await world.create();
    expect(made.properties.clusterId).toBe("1690000000000000002");
    await world.delete(made);
    expect((await billingOf(IN_CLUSTER)).bandwidthCluster.bandwidthClusterId).toBe("1690000000000000001");
  });

  test("a cluster elsewhere is refused in the cloud's words", async () => {
    await open(bandwidth, { nicId: IN_CLUSTER, clusterId: "1690000000000000003" });
    expect((await failure(world.create())).message).toContain("MigrateBandwidthClusterResources");
  });
});
