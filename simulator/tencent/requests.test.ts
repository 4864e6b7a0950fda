import { callAlibaba } from "../index";
import { startTencent, type TencentHarness, tencentKeys } from "../testing";
import { errors, FAULT_CODES } from "./errors";

let harness: TencentHarness;
beforeEach(async () => {
  harness = await startTencent();
});
afterEach(() => harness.simulator.close());

const READ = "DescribeNetworkAccountType";

test("a refusal has status 200, words and a request id; another status is no answer of the business", async () => {
  const { status, body } = await harness.call("DescribeNothing");
  expect([status, body.Error.Code]).toEqual([200, "InvalidAction"]);
  expect(body.RequestId).toBe(harness.simulator.journal()[0]?.requestId);
  harness.simulator.fault({ do: { status: 502, code: "InternalError" } });
  expect((await harness.call(READ)).status).toBe(502);
});

test.each([
  ["NoSuchVersion", READ, {}, { version: "2099-01-01" }],
  ["UnsupportedRegion", READ, {}, { region: "mars-north" }],
  ["MissingParameter", READ, {}, { region: "" }],
  ["UnknownParameter", READ, { Ipv6Adresses: ["x"] }, {}],
  ["InvalidParameter", READ, {}, { body: "not json" }],
  ["UnauthorizedOperation", "AllocateIp6AddressesBandwidth", {}, tencentKeys.readonly],
  ["AuthFailure.UnauthorizedOperation", "AssignIpv6Addresses", {}, tencentKeys.readonly],
  ["InvalidParameterValue.LimitExceeded", "DescribeIp6Addresses", { Limit: 101 }, {}],
  ["InvalidParameter", "DescribeIp6Addresses", { Limit: "ten" }, {}],
  ["InvalidParameter.InvalidFilter", "DescribeIp6Addresses", { Filters: [{ Name: "tag-key", Values: ["x"] }] }, {}],
])("%s from %s %j %j", async (code, action, params, options) => {
  expect(await harness.refused(action, params, options)).toBe(code);
});

test("calls per second as published, when switched on", async () => {
  const burst = async (action: string, count: number) => {
    const codes = await Promise.all(Array.from({ length: count }, () => harness.refused(action)));
    return codes.filter((code) => code === "RequestLimitExceeded").length;
  };
  expect(await burst(READ, 30)).toBe(0);
  harness.simulator.pace({ publishedLimits: "on" });
  expect(await burst(READ, 21)).toBe(1);
  expect(await burst("DescribeNetworkInterfaces", 100)).toBe(0);
  harness.pass(1_000);
  expect(await burst(READ, 20)).toBe(0);
});

test.each(FAULT_CODES)("fault %s", async (code) => {
  harness.simulator.fault({ action: READ, do: { code } });
  const { status, body } = await harness.call(READ);
  expect([status, body.Error]).toEqual([200, { Code: code, Message: errors[code]?.message }]);
  expect(harness.simulator.journal()[0]).toMatchObject({ status: 200, code });
});

test("its neighbour on the same port still gets its own", async () => {
  expect((await callAlibaba(harness.simulator.url, "DescribeVpcs", {}, { now: harness.now })).status).toBe(200);
  expect(harness.simulator.journal()[0]?.cloud).toBe("alibaba");
});

test("the environment points a client here, and a reset forgets", async () => {
  expect(harness.simulator.environment().tencent).toEqual({
    PULUMI_IPV6_TENCENT_METADATA_ENDPOINT: harness.simulator.url,
    PULUMI_IPV6_TENCENT_ENDPOINT: harness.simulator.url,
    TENCENTCLOUD_SECRET_ID: "simulator-tencent-id",
    TENCENTCLOUD_SECRET_KEY: "simulator-tencent-key",
    TENCENTCLOUD_REGION: "ap-guangzhou",
  });
  const before = harness.simulator.state().tencent;
  await harness.call("AssignIpv6Addresses", {
    NetworkInterfaceId: "eni-demo0004",
    Ipv6AddressCount: 1,
    ClientToken: "t",
  });
  expect(harness.simulator.state().tencent).not.toEqual(before);
  harness.simulator.reset();
  expect(harness.simulator.state().tencent).toEqual(before);
  expect(JSON.stringify(before)).not.toContain("simulator-tencent-key");
});
