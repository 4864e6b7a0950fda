import { seedMany } from "../../seed";
import { type AlibabaHarness, startAlibaba } from "../../testing";

const ACTION = "DescribeIpv6Addresses";

let harness: AlibabaHarness;
beforeEach(async () => {
  harness = await startAlibaba();
});
afterEach(() => harness.simulator.close());

const ids = async (params: Record<string, unknown>, on = harness) => {
  const { body } = await on.call(ACTION, { PageSize: 50, ...params });
  return body.Ipv6Addresses.Ipv6Address.map((row: { Ipv6AddressId: string }) => row.Ipv6AddressId);
};

test("every field of an address without bandwidth", async () => {
  const { body } = await harness.call(ACTION, { Ipv6AddressId: "ipv6-demo0002" });
  expect(body).toEqual({
    RequestId: expect.any(String),
    TotalCount: 1,
    PageNumber: 1,
    PageSize: 10,
    Ipv6Addresses: {
      Ipv6Address: [
        {
          Ipv6AddressId: "ipv6-demo0002",
          Ipv6AddressName: "api",
          Ipv6AddressDescription: "",
          Ipv6Address: "2001:db8:a0:1::2",
          AddressType: "IPv6Address",
          Ipv6Isp: "BGP",
          Status: "Available",
          NetworkType: "Private",
          RealBandwidth: 0,
          VpcId: "vpc-demo0001",
          VSwitchId: "vsw-demo0001",
          Ipv6GatewayId: "ipv6gw-demo0001",
          AssociatedInstanceType: "NetworkInterface",
          AssociatedInstanceId: "eni-demo0002",
          ServiceManaged: 0,
          AllocationTime: "2026-01-01T00:00:00Z",
          ResourceGroupId: "rg-1234567890123456",
          Tags: { Tag: [{ Key: "team", Value: "platform" }] },
          Ipv6InternetBandwidth: {
            Ipv6InternetBandwidthId: "",
            Bandwidth: 0,
            InternetChargeType: "",
            InstanceChargeType: "",
            BusinessStatus: "",
          },
        },
      ],
    },
  });
});

test("an address with bandwidth; a primary card shows its instance; reservation data on request", async () => {
  const params = { Ipv6AddressId: "ipv6-byhand", IncludeReservationData: true };
  const row = (await harness.call(ACTION, params)).body.Ipv6Addresses.Ipv6Address[0];
  expect(row).toMatchObject({ AssociatedInstanceType: "EcsInstance", AssociatedInstanceId: "i-demo0002" });
  expect(row).toMatchObject({ NetworkType: "Public", RealBandwidth: 20 });
  expect(row.Ipv6InternetBandwidth).toMatchObject({
    Ipv6InternetBandwidthId: "ipv6bw-byhand",
    Bandwidth: 20,
    InternetChargeType: "PayByTraffic",
    InstanceChargeType: "PostPaid",
    BusinessStatus: "Normal",
    HasReservationData: false,
  });
});

test.each([
  [{ Ipv6AddressId: "ipv6-demo0001,ipv6-free,ipv6-never" }, ["ipv6-demo0001", "ipv6-free"]],
  [{ Ipv6InternetBandwidthId: "ipv6bw-byhand" }, ["ipv6-byhand"]],
  [{ Ipv6Address: "2001:0DB8:00a0:1:0::3" }, ["ipv6-demo0003"]],
  [{ Name: "web" }, ["ipv6-demo0001"]],
  [{ NetworkType: "Public" }, ["ipv6-byhand", "ipv6-locked", "ipv6-service"]],
  [{ AssociatedInstanceType: "EcsInstance", AssociatedInstanceId: "i-demo0001" }, ["ipv6-demo0001"]],
  [
    { AssociatedInstanceType: "NetworkInterface", AssociatedInstanceId: "eni-demo0002" },
    ["ipv6-demo0002", "ipv6-private"],
  ],
  [{ VpcId: "vpc-demo0002" }, ["ipv6-nogateway"]],
  [{ VSwitchId: "vsw-demo0002" }, ["ipv6-nogateway"]],
  [{ AddressType: "IPv6Prefix" }, ["ipv6-prefix"]],
  [{ ServiceManaged: true }, ["ipv6-service"]],
  [{ "Tag.1.Key": "team", "Tag.1.Value": "platform" }, ["ipv6-demo0002"]],
  [{ "Tag.1.Key": "team", "Tag.1.Value": "other" }, []],
  [{ RegionId: "cn-shanghai" }, ["ipv6-shanghai0001"]],
])("filter %j", async (params, expected) => {
  expect(await ids(params)).toEqual(expected);
});

const by = (AssociatedInstanceType: string, AssociatedInstanceId: string) => {
  return { AssociatedInstanceType, AssociatedInstanceId };
};

test("addresses may be filed under the instance of any card that has one", async () => {
  const [primary, secondary] = ["ipv6-demo0001", ["ipv6-demo0002", "ipv6-private"]];
  harness.simulator.pace({ recordsFiledUnder: "instance" });
  expect(await ids(by("EcsInstance", "i-demo0001"))).toEqual([primary, ...secondary]);
  expect(await ids(by("NetworkInterface", "eni-demo0002"))).toEqual([]);
  expect(await ids(by("NetworkInterface", "eni-nogateway"))).toEqual(["ipv6-nogateway"]);
  const { body } = await harness.call(ACTION, { Ipv6AddressId: "ipv6-demo0002" });
  expect(body.Ipv6Addresses.Ipv6Address[0]).toMatchObject(by("EcsInstance", "i-demo0001"));
  harness.simulator.pace({ recordsFiledUnder: "documented" });
  expect(await ids(by("NetworkInterface", "eni-demo0002"))).toEqual(secondary);
});

test("or under nobody: no card or instance finds them, though they are there", async () => {
  harness.simulator.pace({ recordsFiledUnder: "nobody" });
  for (const filter of [by("EcsInstance", "i-demo0001"), by("NetworkInterface", "eni-demo0002")]) {
    expect(await ids(filter)).toEqual([]);
    expect(await ids({ AssociatedInstanceId: filter.AssociatedInstanceId })).toEqual([]);
    expect(await ids({ AssociatedInstanceType: filter.AssociatedInstanceType })).toEqual([]);
  }
  expect(await ids({ Ipv6Address: "2001:db8:a0:1::2" })).toEqual(["ipv6-demo0002"]);
  const { body } = await harness.call(ACTION, { Ipv6AddressId: "ipv6-demo0002" });
  expect(body.Ipv6Addresses.Ipv6Address[0]).toMatchObject(by("NetworkInterface", "eni-demo0002"));
});

test("the default type hides prefixes, and an address without a gateway says so", async () => {
  expect(await ids({})).not.toContain("ipv6-prefix");
  const { body } = await harness.call(ACTION, { Ipv6AddressId: "ipv6-nogateway" });
  expect(body.Ipv6Addresses.Ipv6Address[0].Ipv6GatewayId).toBe("");
});

test("pages of at most 50, lists of at most 20 ids", async () => {
  const many = await startAlibaba({ seed: seedMany(120) });
  const vpc = { VpcId: "vpc-demo0001", PageSize: 50 };
  const pages = [];
  for (const PageNumber of [1, 2, 3, 4]) pages.push(await ids({ ...vpc, PageNumber }, many));
  expect(pages.map((page) => page.length)).toEqual([50, 50, 32, 0]);
  expect(new Set(pages.flat()).size).toBe(132);
  expect((await many.call(ACTION, {})).body.Ipv6Addresses.Ipv6Address).toHaveLength(10);
  expect(await many.refused(ACTION, { PageSize: 51 })).toEqual([400, "IllegalParam.PageSize"]);
  const list = (count: number) => Array.from({ length: count }, (_, index) => `ipv6-${index}`).join(",");
  expect((await many.call(ACTION, { Ipv6AddressId: list(20) })).status).toBe(200);
  expect(await many.refused(ACTION, { Ipv6AddressId: list(21) })).toEqual([400, "InvalidParameter"]);
  await many.simulator.close();
});

test("tags lag with the addresses that bear them, and so does what finds an address by its tag", async () => {
  harness.simulator.pace({ readLagMs: 2000 });
  const target = { ResourceType: "IPV6ADDRESS", ResourceId: ["ipv6-demo0002"] };
  const found = async () => [
    await ids({ "Tag.1.Key": "team", "Tag.1.Value": "platform" }),
    await ids({ "Tag.1.Key": "stage" }),
  ];
  const tags = async () => {
    const { body } = await harness.call(ACTION, { Ipv6AddressId: "ipv6-demo0002" });
    return body.Ipv6Addresses.Ipv6Address[0].Tags.Tag.map(({ Key }: { Key: string }) => Key);
  };
  await harness.call("TagResources", { ...target, "Tag.1.Key": "stage", "Tag.1.Value": "test" });
  await harness.call("UnTagResources", { ...target, TagKey: ["team"] });
  expect([await tags(), await found()]).toEqual([["team"], [["ipv6-demo0002"], []]]);
  harness.pass(2000);
  expect([await tags(), await found()]).toEqual([["stage"], [[], ["ipv6-demo0002"]]]);
});

test("a late reader sees the past", async () => {
  harness.simulator.pace({ readLagMs: 2000, addressPendingMs: 1000 });
  const { body } = await harness.call("AllocateIpv6Address", { VSwitchId: "vsw-demo0001" });
  const read = async () => (await harness.call(ACTION, { Ipv6AddressId: body.Ipv6AddressId })).body;
  const status = async () => (await read()).Ipv6Addresses.Ipv6Address[0]?.Status;
  expect((await read()).TotalCount).toBe(0);
  harness.pass(1999);
  expect(await status()).toBeUndefined();
  harness.pass(1);
  expect(await status()).toBe("Pending");
  harness.pass(1000);
  expect(await status()).toBe("Available");
  await harness.call("ReleaseIpv6Address", { Ipv6AddressId: body.Ipv6AddressId });
  expect(await status()).toBe("Available");
  harness.pass(2000);
  expect(await status()).toBeUndefined();
});
