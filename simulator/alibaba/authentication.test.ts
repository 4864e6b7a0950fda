import { type AlibabaHarness, alibabaKeys, startAlibaba } from "../testing";

let harness: AlibabaHarness;
beforeEach(async () => {
  harness = await startAlibaba();
});
afterEach(() => harness.simulator.close());

const ACTION = "DescribeIpv6Gateways";

describe.each([
  { scheme: "V1", method: "GET" },
  { scheme: "V1", method: "POST" },
  { scheme: "V3", method: "GET" },
  { scheme: "V3", method: "POST" },
] as const)("$scheme with $method", (how) => {
  test("a right signature, with and without a security token", async () => {
    expect((await harness.call(ACTION, { Name: "a b*(!')~é+&=" }, how)).status).toBe(200);
    expect((await harness.call(ACTION, {}, { ...how, ...alibabaKeys.sts })).status).toBe(200);
    expect(harness.simulator.journal().map(({ account }) => account)).toEqual(["1234567890123456", "1234567890123456"]);
  });

  test.each([
    [404, "InvalidAccessKeyId.NotFound", { accessKeyId: "nobody" }],
    [400, "SignatureDoesNotMatch", { accessKeySecret: "wrong" }],
    [400, "InvalidAccessKeyId.Inactive", alibabaKeys.inactive],
    [403, "InvalidSecurityToken.Expired", alibabaKeys.expired],
    [400, "InvalidSecurityToken.MismatchWithAccessKey", { ...alibabaKeys.sts, securityToken: "another" }],
    [400, "InvalidSecurityToken.MismatchWithAccessKey", { securityToken: "not asked for" }],
    [403, "Forbidden.RAM", { ...alibabaKeys.readonly, action: "AllocateIpv6InternetBandwidth" }],
    [403, "Forbbiden.SubUser", { ...alibabaKeys.subuser, action: "AssignIpv6Addresses" }],
  ])("%d %s", async (status, code, { action = ACTION, ...options }: { action?: string } & object) => {
    expect(await harness.refused(action, {}, { ...how, ...options })).toEqual([status, code]);
    expect(harness.simulator.ledger()).toEqual([]);
  });

  test("15 minutes either way, and not a second more", async () => {
    const minutes = 60_000;
    const at = (offset: number) => ({ ...how, now: () => harness.now() + offset });
    for (const offset of [-15 * minutes, 15 * minutes]) {
      expect((await harness.call(ACTION, {}, at(offset))).status).toBe(200);
      const beyond = offset + Math.sign(offset) * 1000;
      expect(await harness.refused(ACTION, {}, at(beyond))).toEqual([400, "InvalidTimeStamp.Expired"]);
    }
  });

  test("a nonce serves once", async () => {
    const once = { ...how, nonce: "the-same" };
    expect((await harness.call(ACTION, {}, once)).status).toBe(200);
    expect(await harness.refused(ACTION, {}, once)).toEqual([400, "SignatureNonceUsed"]);
  });
});

test("unsigned, half signed and undated requests", async () => {
  const code = async (query: string, headers: Record<string, string> = {}) => {
    const response = await fetch(`${harness.simulator.url}/?${query}`, { headers });
    return ((await response.json()) as { Code: string }).Code;
  };
  const base = `Action=${ACTION}&Version=2016-04-28`;
  expect(await code(base)).toBe("IncompleteSignature");
  expect(await code(`${base}&AccessKeyId=simulator-key&Signature=x`)).toBe("IllegalTimestamp");
  expect(await code(`${base}&AccessKeyId=simulator-key&Signature=x&Timestamp=soon`)).toBe("IllegalTimestamp");
  expect(await code("", { "x-acs-action": ACTION, "x-acs-version": "2016-04-28", authorization: "Bearer x" })).toBe(
    "IncompleteSignature",
  );
});

test("a signature covers the parameters, the verb and the action", async () => {
  const { url } = harness.simulator;
  let signed = "";
  const original = globalThis.fetch;
  globalThis.fetch = (async (input: string) => {
    signed = input;
    return new Response("{}");
  }) as never;
  await harness.call("DescribeIpv6Addresses", {}, { method: "GET" }).finally(() => {
    globalThis.fetch = original;
  });
  const code = async (target: string, init: RequestInit = {}) =>
    ((await (await fetch(target, init)).json()) as { Code?: string }).Code;
  expect(signed.startsWith(url)).toBe(true);
  expect(await code(signed.replace("cn-hangzhou", "cn-shanghai"))).toBe("SignatureDoesNotMatch");
  expect(await code(signed.replace("DescribeIpv6Addresses", "DescribeVpcs"))).toBe("SignatureDoesNotMatch");
  expect(await code(signed, { method: "POST" })).toBe("SignatureDoesNotMatch");
  expect(await code(signed)).toBeUndefined();
});

test("a refused key may still read", async () => {
  expect((await harness.call("DescribeIpv6Addresses", {}, alibabaKeys.readonly)).status).toBe(200);
});
