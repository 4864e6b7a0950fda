import { callAlibaba } from "../index";
import { type TencentHarness as Bench, tencentKeys as keys, startTencent as startBench } from "../testing";
import { errors, FAULT_CODES } from "./errors";

let bench: Bench;
beforeEach(async () => {
  bench = await startBench();
});
afterEach(() => bench.simulator.close());

const READ = "DescribeNetworkAccountType";

test("a refusal has status 200, words and a request id; another status is no answer of the business", async () => {
  const { status, body } = await bench.call("DescribeNothing");
  expect([status, body.Error.Code]).toEqual([200, "InvalidAction"]);
  expect(body.RequestId).toBe(bench.simulator.journal()[0]?.requestId);
  bench.simulator.fault({ do: { status: 502, code: "InternalError" } });
  expect((await bench.call(READ)).status).toBe(502);
});

test.each([
  ["NoSuchVersion", READ, {}, { version: "2099-01-01" }],
  ["UnsupportedRegion", READ, {}, { region: "mars-north" }],
  ["MissingParameter", READ, {}, { region: "" }],
  ["UnknownParameter", READ, { Ipv6Adresses: ["x"] }, {}],
  ["InvalidParameter", READ, {}, { body: "not json" }],
  ["UnauthorizedOperation", "AllocateIp6AddressesBandwidth", {}, keys.readonly],
  ["AuthFailure.UnauthorizedOperation", "AssignIpv6Addresses", {}, keys.readonly],
  ["InvalidParameterValue.LimitExceeded", "DescribeIp6Addresses", { Limit: 101 }, {}],
  ["InvalidParameter", "DescribeIp6Addresses", { Limit: "ten" }, {}],
  ["InvalidParameter.InvalidFilter", "DescribeIp6Addresses", { Filters: [{ Name: "tag-key", Values: ["x"] }] }, {}],
])("%s from %s %j %j", async (code, action, params, options) => {
  expect(await bench.refused(action, params, options)).toBe(code);
});

test("calls per second as published, when switched on", async () => {
  const burst = async (action: string, count: number) => {
    const codes = await Promise.all(Array.from({ length: count }, () => bench.refused(action)));
    return codes.filter((code) => code === "RequestLimitExceeded").length;
  };
  expect(await burst(READ, 30)).toBe(0);
  bench.simulator.pace({ publishedLimits: "on" });
  expect(await burst(READ, 21)).toBe(1);
  expect(await burst("DescribeNetworkInterfaces", 100)).toBe(0);
  bench.pass(1_000);
  expect(await burst(READ, 20)).toBe(0);
});

test.each(FAULT_CODES)("fault %s", async (code) => {
  bench.simulator.fault({ action: READ, do: { code } });
  const { status, body } = await bench.call(READ);
  expect([status, body.Error]).toEqual([200, { Code: code, Message: errors[code]?.message }]);
  expect(bench.simulator.journal()[0]).toMatchObject({ status: 200, code });
});

test("its neighbour on the same port still gets its own", async () => {
  expect((await callAlibaba(bench.simulator.url, "DescribeVpcs", {}, { now: bench.now })).status).toBe(200);
  expect(bench.simulator.journal()[0]?.cloud).toBe("alibaba");
});

test("the environment points a client here, and a reset forgets", async () => {
  expect(bench.simulator.environment().tencent).toEqual({
    PULUMI_IPV6_TENCENT_ENDPOINT: bench.simulator.url,
    TENCENTCLOUD_SECRET_ID: "simulator-tencent-id",
    TENCENTCLOUD_SECRET_KEY: "simulator-tencent-key",
    TENCENTCLOUD_REGION: "ap-guangzhou",
  });
  const before = bench.simulator.state().tencent;
  await bench.call("AssignIpv6Addresses", {
    NetworkInterfaceId: "eni-demo0004",
    Ipv6AddressCount: 1,
    ClientToken: "t",
  });
  expect(bench.simulator.state().tencent).not.toEqual(before);
  bench.simulator.reset();
  expect(bench.simulator.state().tencent).toEqual(before);
  expect(JSON.stringify(before)).not.toContain("simulator-tencent-key");
});
