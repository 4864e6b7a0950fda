import { createHmac } from "node:crypto";
import { startTencent, type TencentHarness, tencentKeys } from "../testing";
import { sign, stringToSign } from "./signature";

let harness: TencentHarness;
beforeEach(async () => {
  harness = await startTencent();
});
afterEach(() => harness.simulator.close());

const READ = "DescribeNetworkAccountType";

test("the chain of keys, done by hand", () => {
  const scope = { date: "2019-02-25", service: "cvm" };
  const text = stringToSign("request", "1551113065", scope);
  const step = (key: string | Buffer, content: string) => createHmac("sha256", key).update(content).digest();
  const signing = step(step(step("TC3secret", "2019-02-25"), "cvm"), "tc3_request");
  expect(sign(text, "secret", scope)).toBe(step(signing, text).toString("hex"));
});

test.each([
  ["POST", {}],
  ["GET", { method: "GET" }],
  ["a body that is not signed", { unsignedPayload: true }],
  ["the host without its port", { signedHost: "127.0.0.1" }],
  ["a session token", tencentKeys.session],
] as const)("%s is believed", async (_what, options) => {
  const { status, body } = await harness.call(READ, {}, options);
  expect([status, body.NetworkAccountType]).toEqual([200, "STANDARD"]);
  expect(harness.simulator.journal()[0]).toMatchObject({ cloud: "tencent", account: "100000000001", product: "vpc" });
});

test.each([
  ["AuthFailure.SignatureFailure", { secretKey: "wrong" }],
  ["AuthFailure.SignatureFailure", { signedHost: "example.com" }],
  ["AuthFailure.SecretIdNotFound", { secretId: "nobody" }],
  ["AuthFailure.TokenFailure", { token: "not-asked-for" }],
  ["AuthFailure.TokenFailure", { ...tencentKeys.session, token: "wrong" }],
  ["AuthFailure.TokenFailure", tencentKeys.expired],
  ["AuthFailure.InvalidAuthorization", { headers: { authorization: "TC3-HMAC-SHA256 Credential=a" } }],
  ["MissingParameter", { headers: { "x-tc-timestamp": "" } }],
])("%s for %j", async (code, options) => {
  expect(await harness.refused(READ, {}, options)).toBe(code);
});

test.each([
  [299_000, undefined],
  [301_000, "AuthFailure.SignatureExpire"],
  [-301_000, "AuthFailure.SignatureExpire"],
])("a clock that is %d ms off", async (off, code) => {
  harness.pass(12 * 3_600_000);
  expect(await harness.refused(READ, {}, { now: () => harness.now() + off })).toBe(code);
});

test("a request without a signature", async () => {
  const headers = { "x-tc-action": READ, "x-tc-version": "2017-03-12" };
  const answer = await fetch(harness.simulator.url, { method: "POST", headers, body: "{}" });
  expect(await answer.json()).toMatchObject({ Response: { Error: { Code: "MissingParameter" } } });
});

test.each([
  ["zh-CN", "签名错误。"],
  ["en-US", "The provided credentials could not be validated. Please check your signature is correct."],
])("a client that asks for %s", async (language, message) => {
  const { body } = await harness.call(READ, {}, { secretKey: "wrong", headers: { "x-tc-language": language } });
  expect(body.Error).toEqual({ Code: "AuthFailure.SignatureFailure", Message: message });
});
