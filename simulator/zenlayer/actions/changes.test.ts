import {
  zenlayerClusters as clusters,
  zenlayerInterfaces as interfaces,
  startZenlayer,
  type ZenlayerHarness,
} from "../../testing";

let harness: ZenlayerHarness;
beforeEach(async () => {
  harness = await startZenlayer();
});
afterEach(() => harness.simulator.close());
const [flat, inCluster, byPackage] = ["1700000000000000077", "1700000000000000078", "1700000000000000086"];
const seen = async (nicId: string) => (await harness.answer("DescribeNetworkInterfacePublicIPv6", { nicId })).address;
const events = () => harness.simulator.ledger().map(({ event, id, detail, at }) => ({ event, id, detail, at }));

test("without operationMs a change is done at once, and the same again is none", async () => {
  await harness.answer("ModifyIpv6Bandwidth", { ipv6Id: flat, bandwidth: 30 });
  await harness.answer("ModifyIpv6Bandwidth", { ipv6Id: flat, bandwidth: 30 });
  expect(await seen(interfaces.byHand)).toMatchObject({ bandwidth: 30, operationInfo: null });
  expect(events()).toMatchObject([{ event: "changed", id: flat, detail: { bandwidth: 30 } }]);
});

test("with operationMs it is under way, refuses the next, and takes effect in its own time", async () => {
  harness.simulator.pace({ operationMs: 5_000 });
  await harness.answer("ModifyIpv6Bandwidth", { ipv6Id: flat, bandwidth: 30 });
  const operationInfo = { operation: "ModifyBandwidth", status: "OPERATING" };
  expect(await seen(interfaces.byHand)).toMatchObject({ bandwidth: 20, operationInfo });
  expect(events()).toEqual([]);
  const busy = [500, "OPERATION_DENIED_IPV6_STATUS_NOT_SUPPORT"];
  expect(await harness.refused("ModifyIpv6Bandwidth", { ipv6Id: flat, bandwidth: 31 })).toEqual(busy);
  const mode = { ipv6CidrId: flat, rateLimitMode: "STRICT" };
  expect(await harness.refused("ModifyNetworkInterfacePublicIPv6BandwidthLimitMode", mode)).toEqual(busy);
  const list = await harness.answer("DescribeIpv6Addresses", { ipv6Ids: [flat] });
  expect(list.dataSet[0]).toMatchObject({ ipv6Id: flat, status: "CHANGING", operationInfo });
  harness.pass(9_000);
  expect(await seen(interfaces.byHand)).toMatchObject({ bandwidth: 30, operationInfo: null });
  expect(events()).toMatchObject([{ detail: { bandwidth: 30 }, at: "2026-06-01T00:00:05.000Z" }]);
});

test("a change may fail: the old value and FAILED stay until the next change", async () => {
  harness.simulator.pace({ operationMs: 1_000, operationOutcome: "fail" });
  await harness.answer("ModifyIpv6TrafficPackage", { ipv6Id: byPackage, trafficPackageSize: 2 });
  harness.pass(1_000);
  const operationInfo = { operation: "ModifyFlowPackage", status: "FAILED" };
  expect(await seen(interfaces.package)).toMatchObject({ trafficPackageSize: 0.5, operationInfo });
  expect(events()).toEqual([]);
  harness.simulator.pace({ operationMs: 0, operationOutcome: "succeed" });
  await harness.answer("ModifyIpv6TrafficPackage", { ipv6Id: byPackage, trafficPackageSize: 2 });
  expect(await seen(interfaces.package)).toMatchObject({ trafficPackageSize: 2, operationInfo: null });
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
    { resourceUuid: interfaces.free, replaceTags: [{ key: "k", value: "v".repeat(65) }] },
    "INVALID_PARAMETER_VALUE",
  ],
])("%s %j is refused: %s", async (action, params, code) => {
  expect((await harness.refused(action, params))[1]).toBe(code);
  expect(harness.simulator.ledger()).toEqual([]);
});

test("the limit mode needs a bandwidth", async () => {
  await harness.answer("AssignNetworkInterfaceIpv6", {
    nicId: interfaces.free,
    internetChargeType: "ByTrafficPackage",
  });
  const { ipv6CidrId } = await seen(interfaces.free);
  const mode = { ipv6CidrId, rateLimitMode: "STRICT" };
  const action = "ModifyNetworkInterfacePublicIPv6BandwidthLimitMode";
  expect(await harness.refused(action, mode)).toEqual([400, "INVALID_PARAMETER_BANDWIDTH_ERROR"]);
  await harness.answer("ModifyIpv6Bandwidth", { ipv6Id: ipv6CidrId, bandwidth: 5 });
  await harness.answer(action, mode);
  expect(await seen(interfaces.free)).toMatchObject({ rateLimitMode: "STRICT" });
});

test("members move between like clusters, and the lists follow", async () => {
  const target = { targetBandwidthClusterId: clusters.second, resourceIdList: [inCluster] };
  await harness.answer("MigrateBandwidthClusterResources", target);
  await harness.answer("MigrateBandwidthClusterResources", target);
  expect(events()).toMatchObject([{ event: "changed", detail: { clusterId: clusters.second } }]);
  const { dataSet } = await harness.answer("DescribeBandwidthClusters", { bandwidthClusterIds: [clusters.second] });
  expect(dataSet).toMatchObject([{ bandwidthClusterName: "batch", resourceNumber: 1 }]);
  const members = await harness.answer("DescribeBandwidthClusterResources", { bandwidthClusterId: clusters.second });
  expect(members).toMatchObject({
    resources: [{ resourceId: inCluster, resourceType: "ZEC_IPV6_INSTANCE" }],
    totalCount: 1,
  });
});

test("tags: named ones change, others stay", async () => {
  const tags = async () =>
    (await harness.answer("DescribeNetworkInterfaces", { nicIds: [interfaces.free] })).dataSet[0].tags;
  const resourceUuid = interfaces.free;
  await harness.answer("ModifyResourceTags", { resourceUuid, replaceTags: [{ key: "a", value: "1" }] });
  await harness.answer("ModifyResourceTags", { resourceUuid, replaceTags: [{ key: "a", value: "2" }] });
  expect(await tags()).toEqual({
    tags: [
      { key: "team", value: "platform" },
      { key: "a", value: "2" },
    ],
  });
  await harness.answer("ModifyResourceTags", { resourceUuid, deleteTagKeys: ["a", "none"] });
  expect(await tags()).toEqual({ tags: [{ key: "team", value: "platform" }] });
});
