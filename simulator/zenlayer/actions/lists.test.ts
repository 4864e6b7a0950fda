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

test("cards: filters, pages, unknown ids, and rows of one account only", async () => {
  const list = async (params: object) => {
    const { totalCount, dataSet } = await harness.answer("DescribeNetworkInterfaces", { ...params });
    return [totalCount, dataSet.map(({ nicId }: { nicId: string }) => nicId)];
  };
  expect(await list({ nicIds: [interfaces.free, "1", interfaces.other] })).toEqual([1, [interfaces.free]]);
  expect(await list({ nicIds: ["1"] })).toEqual([0, []]);
  expect(await list({ name: "by-hand" })).toEqual([2, [interfaces.byHand, interfaces.byHand2]]);
  expect(await list({ tags: [{ key: "team", value: "platform" }] })).toEqual([1, [interfaces.free]]);
  expect(await list({ tagKeys: ["team"] })).toEqual([1, [interfaces.free]]);
  expect(await list({ regionId: "europe-central-1" })).toEqual([1, [interfaces.onlyByBandwidth]]);
  expect(await list({ status: "PENDING" })).toEqual([1, [interfaces.pending]]);
  expect((await list({ nicSubnetType: "IPv4_IPv6" }))[0]).toBe(4);
  expect(await list({ pageSize: 2, pageNum: 2 })).toEqual([12, [interfaces.byHand, interfaces.byHand2]]);
  const many = Array.from({ length: 101 }, (_, index) => String(index));
  const refused = await harness.refused("DescribeNetworkInterfaces", { nicIds: many });
  expect(refused).toEqual([400, "INVALID_PARAMETER_EXCEED_MAXIMUM"]);
});

test("the public IPv6 of one card, in the words of that call", async () => {
  const read = (nicId: string) => harness.answer("DescribeNetworkInterfacePublicIPv6", { nicId });
  expect((await read(interfaces.byHand)).address).toMatchObject({ ipv6CidrId: "1700000000000000077", bandwidth: 20 });
  expect((await read(interfaces.free)).address).toBeNull();
  const gone = await harness.refused("DescribeNetworkInterfacePublicIPv6", { nicId: interfaces.other });
  expect(gone).toEqual([404, "INVALID_NIC_NOT_FOUND"]);
});

test("public IPv6 as a list: in the words of that call, with filters", async () => {
  const list = async (params: object) =>
    (await harness.answer("DescribeIpv6Addresses", { ...params })).dataSet.map((row: { nicId: string }) => row.nicId);
  expect(await list({})).toEqual([interfaces.byHand, interfaces.byHand2, interfaces.withCard, interfaces.package]);
  expect(await list({ ipv6Ids: ["1700000000000000086", "1"] })).toEqual([interfaces.package]);
  expect(await list({ associatedIds: [interfaces.withCard] })).toEqual([interfaces.withCard]);
  expect(await list({ regionId: "europe-central-1" })).toEqual([]);
  expect(await list({ status: "CHANGING" })).toEqual([]);
  const { dataSet } = await harness.answer("DescribeIpv6Addresses", { ipv6Ids: ["1700000000000000077"] });
  expect(await list({ ipv6Cidr: dataSet[0].ipv6Cidr })).toEqual([interfaces.byHand]);
  expect(dataSet[0]).toMatchObject({ status: "RUNNING", createTime: "2026-01-01T00:00:00Z", associatedType: "NIC" });
});

test("lists show the past while reads lag", async () => {
  harness.simulator.pace({ readLagMs: 4_000 });
  harness.pass(10_000);
  await harness.answer("AssignNetworkInterfaceIpv6", {
    nicId: interfaces.free,
    internetChargeType: "ByBandwidth",
    bandwidth: 1,
  });
  const stack = async () =>
    (await harness.answer("DescribeNetworkInterfaces", { nicIds: [interfaces.free] })).dataSet[0].nicSubnetType;
  expect(await stack()).toBe("IPv4");
  expect((await harness.answer("DescribeNetworkInterfacePublicIPv6", { nicId: interfaces.free })).address).toBeNull();
  harness.pass(4_000);
  expect(await stack()).toBe("IPv4_IPv6");
});

test("tags lag with the cards that bear them, and so does what finds a card by its tag", async () => {
  harness.simulator.pace({ readLagMs: 4_000 });
  const list = async (params: object) => (await harness.answer("DescribeNetworkInterfaces", { ...params })).dataSet;
  const tagged = { key: "a", value: "1" };
  const change = { replaceTags: [tagged], deleteTagKeys: ["team"] };
  await harness.answer("ModifyResourceTags", { resourceUuid: interfaces.free, ...change });
  const before = [{ tags: { tags: [{ key: "team", value: "platform" }] } }];
  expect(await list({ nicIds: [interfaces.free] })).toMatchObject(before);
  expect(await list({ tags: [tagged] })).toEqual([]);
  harness.pass(4_000);
  expect(await list({ nicIds: [interfaces.free] })).toMatchObject([{ tags: { tags: [tagged] } }]);
  expect(await list({ tags: [tagged] })).toHaveLength(1);
});

test("subnets tell their stack, kind of IPv6 and use", async () => {
  const { dataSet } = await harness.answer("DescribeSubnets", {
    subnetIds: ["1670000000000000001", "1670000000000000003"],
  });
  expect(dataSet).toMatchObject([
    { stackType: "IPv4_IPv6", ipv6Type: "Public", usageIpv6Count: 4 },
    { stackType: "IPv4", ipv6Type: null, ipv6CidrBlock: null, usageIpv6Count: 0 },
  ]);
});

test("bandwidth clusters: by id, and by a part of the name", async () => {
  const list = async (params: object) => (await harness.answer("DescribeBandwidthClusters", { ...params })).dataSet;
  expect(await list({})).toHaveLength(3);
  expect(await list({ bandwidthClusterName: "a" })).toMatchObject([
    { bandwidthClusterName: "batch" },
    { bandwidthClusterName: "far", areaCode: "FRA" },
  ]);
  expect(await list({ bandwidthClusterName: "nobody" })).toEqual([]);
  expect(await list({ bandwidthClusterIds: [clusters.far], bandwidthClusterName: "web" })).toEqual([]);
});

test("prices are told and nothing is ordered", async () => {
  const region = { regionId: "asia-east-1" };
  const one = await harness.answer("InquiryPricePublicIpv6", { ...region, bandwidth: 10 });
  expect(one.bandwidthPrice).toMatchObject({ originalPrice: 0.1, chargeUnit: "HOUR" });
  const packaged = await harness.answer("InquiryPricePublicIpv6", { ...region, packageSize: 0.5, amount: 2 });
  expect(packaged.bandwidthPrice.originalPrice).toBe(0.01);
  expect(await harness.refused("InquiryPricePublicIpv6")).toEqual([400, "MISSING_PARAMETER"]);
  const more = await harness.answer("InquiryPriceModifyIpv6Bandwidth", {
    ipv6Id: "1700000000000000077",
    bandwidth: 40,
  });
  expect(more).toMatchObject({
    bandwidthPrice: { originalPrice: 0.4 },
    previousPrices: { bandwidthPrice: { originalPrice: 0.2 } },
  });
  const wrong = await harness.refused("InquiryPriceModifyIpv6Bandwidth", {
    ipv6Id: "1700000000000000086",
    bandwidth: 40,
  });
  expect(wrong).toEqual([400, "OPERATION_DENIED_INTERNET_CHARGE_TYPE_NOT_SUPPORT"]);
  const type = { ipv6Id: "1700000000000000077", internetChargeType: "ByTrafficPackage", flowPackage: 1 };
  expect(await harness.answer("InquiryPriceChangeIpv6InternetChargeType", type)).toHaveProperty("ipv6Price");
  const none = await harness.refused("InquiryPriceChangeIpv6InternetChargeType", { ipv6Id: "1700000000000000077" });
  expect(none).toEqual([400, "MISSING_PARAMETER"]);
  expect(harness.simulator.ledger()).toEqual([]);
});
