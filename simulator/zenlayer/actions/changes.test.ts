import {
  type ZenlayerHarness as Bench,
  zenlayerInterfaces as cards,
  zenlayerClusters as clusters,
  startZenlayer as startBench,
} from "../../testing";

let bench: Bench;
beforeEach(async () => {
  bench = await startBench();
});
afterEach(() => bench.simulator.close());
const [flat, inCluster, byPackage] = ["1700000000000000077", "1700000000000000078", "1700000000000000086"];
const seen = async (nicId: string) => (await bench.answer("DescribeNetworkInterfacePublicIPv6", { nicId })).address;
const events = () => bench.simulator.ledger().map(({ event, id, detail, at }) => ({ event, id, detail, at }));

test("without operationMs a change is done at once, and the same again is none", async () => {
  await bench.answer("ModifyIpv6Bandwidth", { ipv6Id: flat, bandwidth: 30 });
  await bench.answer("ModifyIpv6Bandwidth", { ipv6Id: flat, bandwidth: 30 });
  expect(await seen(cards.byHand)).toMatchObject({ bandwidth: 30, operationInfo: null });
  expect(events()).toMatchObject([{ event: "changed", id: flat, detail: { bandwidth: 30 } }]);
});

test("with operationMs it is under way, refuses the next, and takes effect in its own time", async () => {
  bench.simulator.pace({ operationMs: 5_000 });
  await bench.answer("ModifyIpv6Bandwidth", { ipv6Id: flat, bandwidth: 30 });
  const operationInfo = { operation: "ModifyBandwidth", status: "OPERATING" };
  expect(await seen(cards.byHand)).toMatchObject({ bandwidth: 20, operationInfo });
  expect(events()).toEqual([]);
  const busy = [500, "OPERATION_DENIED_IPV6_STATUS_NOT_SUPPORT"];
  expect(await bench.refused("ModifyIpv6Bandwidth", { ipv6Id: flat, bandwidth: 31 })).toEqual(busy);
  const mode = { ipv6CidrId: flat, rateLimitMode: "STRICT" };
  expect(await bench.refused("ModifyNetworkInterfacePublicIPv6BandwidthLimitMode", mode)).toEqual(busy);
  const list = await bench.answer("DescribeIpv6Addresses", { ipv6Ids: [flat] });
  expect(list.dataSet[0]).toMatchObject({ ipv6Id: flat, status: "CHANGING", operationInfo });
  bench.pass(9_000);
  expect(await seen(cards.byHand)).toMatchObject({ bandwidth: 30, operationInfo: null });
  expect(events()).toMatchObject([{ detail: { bandwidth: 30 }, at: "2026-06-01T00:00:05.000Z" }]);
});

test("a change may fail: the old value and FAILED stay until the next change", async () => {
  bench.simulator.pace({ operationMs: 1_000, operationOutcome: "fail" });
  await bench.answer("ModifyIpv6TrafficPackage", { ipv6Id: byPackage, trafficPackageSize: 2 });
  bench.pass(1_000);
  const operationInfo = { operation: "ModifyFlowPackage", status: "FAILED" };
  expect(await seen(cards.package)).toMatchObject({ trafficPackageSize: 0.5, operationInfo });
  expect(events()).toEqual([]);
  bench.simulator.pace({ operationMs: 0, operationOutcome: "succeed" });
  await bench.answer("ModifyIpv6TrafficPackage", { ipv6Id: byPackage, trafficPackageSize: 2 });
  expect(await seen(cards.package)).toMatchObject({ trafficPackageSize: 2, operationInfo: null });
});

test.each([
  ["ModifyIpv6Bandwidth", { ipv6Id: "1", bandwidth: 1 }, "OPERATION_FAILED_RESOURCE_NOT_FOUND"],
  ["ModifyIpv6Bandwidth", { ipv6Id: flat }, "MISSING_PARAMETER"],
  ["ModifyIpv6Bandwidth", { ipv6Id: flat, bandwidth: 0 }, "INVALID_PARAMETER_BANDWIDTH_ERROR"],
  ["ModifyIpv6TrafficPackage", { ipv6Id: byPackage }, "MISSING_PARAMETER"],
  [
    "ModifyIpv6TrafficPackage",
    { ipv6Id: byPackage, trafficPackageSize: 0.05 },
    "INVALID_PARAMETER_FLOW_TRAFFIC_PACKAGE",
  ],
  [
    "ModifyIpv6TrafficPackage",
    { ipv6Id: flat, trafficPackageSize: 1 },
    "OPERATION_DENIED_INTERNET_CHARGE_TYPE_NOT_SUPPORT",
  ],
  ["ModifyNetworkInterfacePublicIPv6BandwidthLimitMode", { ipv6CidrId: flat }, "MISSING_PARAMETER"],
  [
    "ModifyNetworkInterfacePublicIPv6BandwidthLimitMode",
    { ipv6Id: flat, rateLimitMode: "STRICT" },
    "MISSING_PARAMETER",
  ],
  ["MigrateBandwidthClusterResources", { targetBandwidthClusterId: clusters.first }, "MISSING_PARAMETER"],
  [
    "MigrateBandwidthClusterResources",
    { targetBandwidthClusterId: "1", resourceIdList: [inCluster] },
    "INVALID_CLUSTER_NOT_FOUND",
  ],
  [
    "MigrateBandwidthClusterResources",
    { targetBandwidthClusterId: clusters.far, resourceIdList: [inCluster] },
    "OPERATION_DENIED_CLUSTER_NOT_MATCH",
  ],
  [
    "MigrateBandwidthClusterResources",
    { targetBandwidthClusterId: clusters.first, resourceIdList: [inCluster, flat] },
    "OPERATION_DENIED_CLUSTER_NOT_MATCH",
  ],
  ["ModifyResourceTags", { resourceUuid: "1" }, "OPERATION_FAILED_RESOURCE_NOT_FOUND"],
  [
    "ModifyResourceTags",
    { resourceUuid: cards.free, replaceTags: [{ key: "k", value: "v".repeat(65) }] },
    "INVALID_PARAMETER_VALUE",
  ],
])("%s %j is refused: %s", async (action, params, code) => {
  expect((await bench.refused(action, params))[1]).toBe(code);
  expect(bench.simulator.ledger()).toEqual([]);
});

test("the limit mode needs a bandwidth", async () => {
  await bench.answer("AssignNetworkInterfaceIpv6", { nicId: cards.free, internetChargeType: "ByTrafficPackage" });
  const { ipv6CidrId } = await seen(cards.free);
  const mode = { ipv6CidrId, rateLimitMode: "STRICT" };
  const action = "ModifyNetworkInterfacePublicIPv6BandwidthLimitMode";
  expect(await bench.refused(action, mode)).toEqual([400, "INVALID_PARAMETER_BANDWIDTH_ERROR"]);
  await bench.answer("ModifyIpv6Bandwidth", { ipv6Id: ipv6CidrId, bandwidth: 5 });
  await bench.answer(action, mode);
  expect(await seen(cards.free)).toMatchObject({ rateLimitMode: "STRICT" });
});

test("members move between like clusters, and the lists follow", async () => {
  const target = { targetBandwidthClusterId: clusters.second, resourceIdList: [inCluster] };
  await bench.answer("MigrateBandwidthClusterResources", target);
  await bench.answer("MigrateBandwidthClusterResources", target);
  expect(events()).toMatchObject([{ event: "changed", detail: { clusterId: clusters.second } }]);
  const { dataSet } = await bench.answer("DescribeBandwidthClusters", { bandwidthClusterIds: [clusters.second] });
  expect(dataSet).toMatchObject([{ bandwidthClusterName: "batch", resourceNumber: 1 }]);
  const members = await bench.answer("DescribeBandwidthClusterResources", { bandwidthClusterId: clusters.second });
  expect(members).toMatchObject({
    resources: [{ resourceId: inCluster, resourceType: "ZEC_IPV6_INSTANCE" }],
    totalCount: 1,
  });
});

test("tags: named ones change, others stay", async () => {
  const tags = async () => (await bench.answer("DescribeNetworkInterfaces", { nicIds: [cards.free] })).dataSet[0].tags;
  const resourceUuid = cards.free;
  await bench.answer("ModifyResourceTags", { resourceUuid, replaceTags: [{ key: "a", value: "1" }] });
  await bench.answer("ModifyResourceTags", { resourceUuid, replaceTags: [{ key: "a", value: "2" }] });
  expect(await tags()).toEqual({
    tags: [
      { key: "team", value: "platform" },
      { key: "a", value: "2" },
    ],
  });
  await bench.answer("ModifyResourceTags", { resourceUuid, deleteTagKeys: ["a", "none"] });
  expect(await tags()).toEqual({ tags: [{ key: "team", value: "platform" }] });
});
