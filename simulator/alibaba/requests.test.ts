import { type AlibabaHarness, alibabaKeys, startAlibaba } from "../testing";

let harness: AlibabaHarness;
beforeEach(async () => {
  harness = await startAlibaba();
});
afterEach(() => harness.simulator.close());

test.each([
  [404, "InvalidAction.NotFound", "MakeCoffee", {}, {}],
  [404, "InvalidAction.NotFound", "AssignIpv6Addresses", {}, { version: "2016-04-28" }],
  [400, "InvalidVersion", "DescribeIpv6Addresses", {}, { version: "2015-01-01" }],
  [404, "InvalidRegionId.NotFound", "DescribeIpv6Addresses", { RegionId: "cn-atlantis" }, {}],
  [400, "MissingParameter", "DescribeIpv6Addresses", { RegionId: "" }, {}],
  [403, "Forbidden.RegionId", "AssignIpv6Addresses", { RegionId: "cn-wuhan-lr" }, {}],
])("%d %s for %s", async (status, code, action, params, options) => {
  expect(await harness.refused(action, params, options)).toEqual([status, code]);
});

test("a refusal's body", async () => {
  const { status, headers, body } = await harness.call("DescribeIpv6Addresses", { RegionId: "nowhere" });
  expect(status).toBe(404);
  expect(headers.get("content-type")).toMatch(/^application\/json/);
  expect(body).toEqual({
    RequestId: harness.simulator.journal()[0]?.requestId,
    HostId: new URL(harness.simulator.url).host,
    Code: "InvalidRegionId.NotFound",
    Message: "The specified RegionId does not exist in our records.",
    Recommend: expect.stringContaining("InvalidRegionId.NotFound"),
  });
  expect(body.RequestId).toMatch(/^[0-9A-F]{8}-[0-9A-F]{4}-4[0-9A-F]{3}-A[0-9A-F]{3}-[0-9A-F]{12}$/);
});

test("rows of another account or region do not exist for the caller", async () => {
  const order = { Ipv6AddressId: "ipv6-other0001", Bandwidth: 1 };
  const gone = [400, "InvalidIpv6Instance.NotFound"];
  expect(await harness.refused("AllocateIpv6InternetBandwidth", order)).toEqual(gone);
  expect((await harness.call("AllocateIpv6InternetBandwidth", order, alibabaKeys.other)).status).toBe(200);
  expect(harness.simulator.ledger()[0]?.account).toBe("2234567890123456");
  const elsewhere = { ...order, Ipv6AddressId: "ipv6-shanghai0001" };
  expect(await harness.refused("AllocateIpv6InternetBandwidth", elsewhere)).toEqual(gone);
  const there = { ...elsewhere, RegionId: "cn-shanghai" };
  expect((await harness.call("AllocateIpv6InternetBandwidth", there)).status).toBe(200);
});

test("throttle: counted for each account, region and action, until the minute is over", async () => {
  harness.simulator.pace({ throttlePerMinute: 2 });
  const status = async (action: string, params = {}, options = {}) =>
    (await harness.call(action, params, options)).status;
  expect([await status("DescribeVpcs"), await status("DescribeVpcs")]).toEqual([200, 200]);
  harness.pass(10_000);
  const { status: over, headers, body } = await harness.call("DescribeVpcs");
  expect([over, body.Code, headers.get("x-acs-retry-after")]).toEqual([400, "Throttling.User", "50000"]);
  expect(await status("DescribeVSwitches")).toBe(200);
  expect(await status("DescribeVpcs", { RegionId: "cn-shanghai" })).toBe(200);
  expect(await status("DescribeVpcs", {}, alibabaKeys.other)).toBe(200);
  harness.pass(50_000);
  expect(await status("DescribeVpcs")).toBe(200);
});

test("unknown parameters are ignored, and a query mixes with a form", async () => {
  expect((await harness.call("DescribeVpcs", { Whatever: "1", "Filter.1.Key": "x" })).status).toBe(200);
});

test("regions, VPCs and vSwitches", async () => {
  const regions = (await harness.call("DescribeRegions", { RegionId: undefined })).body.Regions.Region;
  expect(regions).toContainEqual(expect.objectContaining({ RegionId: "cn-hangzhou" }));
  const ecs = await harness.call("DescribeRegions", {}, { version: "2014-05-26" });
  expect(ecs.body.Regions.Region[0].RegionEndpoint).toMatch(/^ecs\./);
  const vpcs = (await harness.call("DescribeVpcs", { VpcId: "vpc-demo0001" })).body;
  expect(vpcs).toMatchObject({ TotalCount: 1, Vpcs: { Vpc: [{ VpcId: "vpc-demo0001" }] } });
  const vSwitches = (await harness.call("DescribeVSwitches", { VpcId: "vpc-demo0002" })).body;
  expect(vSwitches.VSwitches.VSwitch).toMatchObject([
    { VSwitchId: "vsw-demo0002", Ipv6CidrBlock: "2001:db8:b0:1::/64" },
  ]);
});
