import {
  zenlayerClusters as clusters,
  zenlayerInterfaces as interfaces,
  startZenlayer,
  type ZenlayerHarness,
} from "../../testing";

const ACTION = "AssignNetworkInterfaceIpv6";
let harness: ZenlayerHarness;
beforeEach(async () => {
  harness = await startZenlayer();
});
afterEach(() => harness.simulator.close());
const flat = { nicId: interfaces.free, internetChargeType: "ByBandwidth", bandwidth: 100 };
const address = async (nicId: string) =>
  (await harness.answer("DescribeNetworkInterfacePublicIPv6", { nicId })).address;

test("an address and its billing in one call, which answers nothing else", async () => {
  expect(Object.keys(await harness.answer(ACTION, flat))).toEqual(["requestId"]);
  expect(await address(interfaces.free)).toEqual({
    ipv6CidrId: expect.stringMatching(/^\d{19,20}$/),
    ipv6Cidr: expect.stringMatching(/^2001:db8:c0:1:.*\/96$/),
    primaryIpv6Address: expect.stringMatching(/^2001:db8:c0:1:.*1$/),
    internetChargeType: "ByBandwidth",
    bandwidth: 100,
    rateLimitMode: "LOOSE",
    trafficPackageSize: null,
    bandwidthCluster: null,
    operationInfo: null,
  });
  const [entry, ...more] = harness.simulator.ledger();
  expect(more).toEqual([]);
  expect(entry).toMatchObject({
    ...{ event: "assigned", resource: "NicIpv6Assignment", cloud: "zenlayer", subject: interfaces.free },
    detail: { internetChargeType: "ByBandwidth", bandwidth: 100 },
  });
});

test.each([
  [{ internetChargeType: "ByTrafficPackage" }, { trafficPackageSize: 0, bandwidth: null }],
  [
    { internetChargeType: "ByTrafficPackage", packageSize: 0.3, bandwidth: 5 },
    { trafficPackageSize: 0.3, bandwidth: 5 },
  ],
  [
    { internetChargeType: "BandwidthCluster", clusterId: clusters.first, rateLimitMode: "STRICT", bandwidth: 9 },
    { bandwidthCluster: { bandwidthClusterId: clusters.first, bandwidthClusterName: "web" }, rateLimitMode: "STRICT" },
  ],
  [{ internetChargeType: "ByBandwidth", bandwidth: 1, packageSize: 9, clusterId: "x" }, { trafficPackageSize: null }],
])("%j", async (billing, seen) => {
  await harness.answer(ACTION, { nicId: interfaces.free, ...billing });
  expect(await address(interfaces.free)).toMatchObject(seen);
});

test.each([
  [{ nicId: "1" }, 404, "INVALID_NIC_NOT_FOUND"],
  [{ nicId: interfaces.other }, 404, "INVALID_NIC_NOT_FOUND"],
  [{ nicId: interfaces.pending }, 400, "INVALID_NIC_STATUS"],
  [{ nicId: interfaces.deleting }, 400, "INVALID_NIC_STATUS"],
  [{ nicId: interfaces.byHand }, 400, "INVALID_NIC_IPV6_EXISTS"],
  [{ nicId: interfaces.withCard }, 400, "OPERATION_DENIED_NIC_EXIST_IPV6"],
  [{ nicId: interfaces.ipv4Subnet }, 400, "INVALID_SUBNET_IPSTACK_NOT_SUPPORT"],
  [{ nicId: interfaces.fullSubnet }, 409, "INVALID_SUBNET_IPV6_INSUFFICIENT"],
  [
    { nicId: interfaces.onlyByBandwidth, internetChargeType: "ByTrafficPackage" },
    400,
    "OPERATION_DENIED_INTERNET_CHARGE_TYPE_NOT_SUPPORT",
  ],
  [{ internetChargeType: undefined }, 400, "MISSING_PARAMETER"],
  [{ internetChargeType: "ByBandwidthCluster" }, 400, "INVALID_PARAMETER_VALUE"],
  [{ rateLimitMode: "TIGHT" }, 400, "INVALID_PARAMETER_VALUE"],
  [{ bandwidth: undefined }, 400, "MISSING_PARAMETER"],
  [{ bandwidth: 0 }, 400, "INVALID_PARAMETER_BANDWIDTH_ERROR"],
  [{ bandwidth: 10_001 }, 400, "INVALID_PARAMETER_BANDWIDTH_EXCEED"],
  [{ bandwidth: 1.5 }, 400, "INVALID_PARAMETER_TYPE"],
  [{ internetChargeType: "ByTrafficPackage", packageSize: 0.25 }, 400, "INVALID_PARAMETER_FLOW_TRAFFIC_PACKAGE"],
  [{ internetChargeType: "ByTrafficPackage", packageSize: -1 }, 400, "INVALID_PARAMETER_FLOW_TRAFFIC_PACKAGE"],
  [{ internetChargeType: "ByTrafficPackage", packageSize: 10_001 }, 400, "INVALID_PARAMETER_TRAFFIC_PACKAGE_EXCEED"],
  [{ internetChargeType: "ByTrafficPackage", bandwidth: undefined, rateLimitMode: "STRICT" }, 400, "MISSING_PARAMETER"],
  [{ internetChargeType: "BandwidthCluster" }, 400, "MISSING_PARAMETER"],
  [{ internetChargeType: "BandwidthCluster", clusterId: "1" }, 404, "INVALID_CLUSTER_NOT_FOUND"],
])("%j is %d %s, and nothing happens", async (change, status, code) => {
  const before = harness.simulator.state();
  expect(await harness.refused(ACTION, { ...flat, ...change })).toEqual([status, code]);
  expect(harness.simulator.ledger()).toEqual([]);
  expect(harness.simulator.state()).toEqual(before);
});

test("on a private subnet nothing is billed, whatever is asked for", async () => {
  await harness.answer(ACTION, { ...flat, nicId: interfaces.privateSubnet });
  expect(await address(interfaces.privateSubnet)).toBeNull();
  const { dataSet } = await harness.answer("DescribeNetworkInterfaces", { nicIds: [interfaces.privateSubnet] });
  expect(dataSet[0]).toMatchObject({ nicSubnetType: "IPv4_IPv6", primaryIpv6: expect.stringMatching(/^fd00:c0:2:/) });
  expect(harness.simulator.ledger()).toMatchObject([{ event: "assigned", detail: { private: true } }]);
});

test("a second one is refused; after Unassign the next prefix is another, and room comes back", async () => {
  await harness.answer(ACTION, flat);
  const first = await address(interfaces.free);
  expect(await harness.refused(ACTION, flat)).toEqual([400, "INVALID_NIC_IPV6_EXISTS"]);
  await harness.answer("UnassignNetworkInterfaceIpv6", { nicId: interfaces.free });
  await harness.answer(ACTION, flat);
  expect((await address(interfaces.free)).ipv6CidrId).not.toBe(first.ipv6CidrId);
  expect(harness.simulator.ledger().map(({ event }) => event)).toEqual(["assigned", "unassigned", "assigned"]);
});
