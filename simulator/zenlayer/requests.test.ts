import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { startZenlayer, type ZenlayerHarness } from "../testing";
import { actions } from "./actions";
import { errors } from "./errors";

/** Answers that only trouble on the vendor's side brings. */
const BY_FAULT = [
  "INTERNAL_SERVER_ERROR",
  "SERVICE_TEMPORARY_UNAVAILABLE",
  "REQUEST_TIMED_OUT",
  "INVALID_OPERATION_TIMEOUT",
];

let harness: ZenlayerHarness;
beforeEach(async () => {
  harness = await startZenlayer();
});
afterEach(() => harness.simulator.close());
const start = Date.parse("2026-06-01T00:00:00Z");
const raw = (headers: Record<string, string>, body = "{}", path = "/api/v2/zec") =>
  fetch(`${harness.simulator.url}${path}`, {
    method: "POST",
    body,
    headers: { "X-ZC-Action": "DescribeSubnets", "X-ZC-Version": "2025-09-01", ...headers },
  });

test("success repeats the request's id inside, failure is flat; the journal knows both", async () => {
  const good = await harness.call("DescribeSubnets");
  expect(good).toMatchObject({ status: 200, body: { response: { totalCount: 5 } } });
  expect(good.body.response.requestId).toBe(good.body.requestId);
  const bad = await harness.call("AssignNetworkInterfaceIpv6", { nicId: "1" });
  expect(bad).toEqual({
    status: 404,
    body: { requestId: expect.stringMatching(/^T/), code: "INVALID_NIC_NOT_FOUND", message: "vNIC does not exist." },
  });
  expect(harness.simulator.journal()).toMatchObject([
    { cloud: "zenlayer", product: "zec", account: "zenlayer-account-1", scheme: "ZC2-HMAC-SHA256" },
    { action: "AssignNetworkInterfaceIpv6", params: { nicId: "1" }, code: "INVALID_NIC_NOT_FOUND" },
  ]);
});

test("both content types of the real clients, a Bearer token, header names in any case", async () => {
  const contentType = "application/json; charset=utf-8";
  expect((await harness.call("DescribeSubnets", {}, { contentType })).status).toBe(200);
  expect((await harness.call("DescribeSubnets", {}, { token: "simulator-zenlayer-token" })).status).toBe(200);
  expect(harness.simulator.journal()[1]).toMatchObject({ scheme: "Bearer" });
});

test("who may not come in", async () => {
  expect(await harness.refused("DescribeSubnets", {}, { accessKeyPassword: "wrong" })).toEqual([
    401,
    "AUTHFAILURE_SIGNATURE_FAILURE",
  ]);
  for (const options of [{ accessKeyId: "nobody" }, { token: "nothing" }]) {
    expect(await harness.refused("DescribeSubnets", {}, options)).toEqual([401, "AUTHFAILURE_INVALID_AUTHORIZATION"]);
  }
  for (const Authorization of ["", "ZC2-HMAC-SHA256 Credential=x", "Bearer", "Basic eDp4"]) {
    const response = await raw({ Authorization });
    expect(await response.json()).toMatchObject({ code: "AUTHFAILURE_INVALID_AUTHORIZATION" });
  }
  const zeros = "0".repeat(64);
  for (const names of ["host", "host;content-type", "content-type"]) {
    const Authorization = `ZC2-HMAC-SHA256 Credential=simulator-zenlayer-id, SignedHeaders=${names}, Signature=${zeros}`;
    expect((await raw({ Authorization })).status).toBe(401);
  }
});

test.each([
  [-299, 200],
  [299, 200],
  [-301, 401],
  [301, 401],
])("a time stamp %d s off: %d", async (seconds, status) => {
  const answer = await harness.call("DescribeSubnets", {}, { now: () => start + seconds * 1000 });
  expect(answer.status).toBe(status);
  if (status === 401) expect(answer.body.code).toBe("AUTHFAILURE_SIGNATURE_EXPIRED");
});

test("an action that is not there, in this version or this service, or that is not granted", async () => {
  const unauthorized = [403, "AUTHFAILURE_UNAUTHORIZED_OPERATION"];
  expect(await harness.refused("ChangeIpv6InternetChargeType")).toEqual(unauthorized);
  expect(await harness.refused("DescribeSubnets", {}, { service: "zrm" })).toEqual(unauthorized);
  expect(await harness.refused("DescribeSubnets", {}, { version: "2020-01-01" })).toEqual(unauthorized);
  expect(await harness.refused("UnassignNetworkInterfaceIpv6", {}, { version: "2024-04-01" })).toEqual(unauthorized);
  expect((await harness.call("DescribeSubnets", {}, { version: "2024-04-01" })).status).toBe(200);
  const readonly = {
    accessKeyId: "simulator-zenlayer-readonly",
    accessKeyPassword: "simulator-zenlayer-readonly-password",
  };
  expect(await harness.refused("AssignNetworkInterfaceIpv6", {}, readonly)).toEqual(unauthorized);
  expect((await harness.call("DescribeSubnets", {}, readonly)).status).toBe(200);
});

test("parameters of the wrong kind", async () => {
  expect(await harness.refused("AssignNetworkInterfaceIpv6", {})).toEqual([400, "MISSING_PARAMETER"]);
  expect(await harness.refused("AssignNetworkInterfaceIpv6", { nicId: 7 })).toEqual([400, "INVALID_PARAMETER_TYPE"]);
  expect(await harness.refused("DescribeNetworkInterfaces", { nicIds: "1" })).toEqual([400, "INVALID_PARAMETER_TYPE"]);
  const page = (size: number) => harness.refused("DescribeSubnets", { pageSize: size });
  expect(await page(0)).toEqual([400, "INVALID_PARAMETER_LESS_MINIMUM"]);
  expect(await page(1001)).toEqual([400, "INVALID_PARAMETER_EXCEED_MAXIMUM"]);
  expect((await raw({ Authorization: "Bearer simulator-zenlayer-token" }, "[1]")).status).toBe(400);
});

test("throttling counts by action", async () => {
  harness.simulator.pace({ throttlePerMinute: 1 });
  expect((await harness.call("DescribeSubnets")).status).toBe(200);
  expect(await harness.refused("DescribeSubnets")).toEqual([429, "REQUEST_LIMIT_EXCEEDED"]);
  expect((await harness.call("DescribeIpv6Addresses")).status).toBe(200);
  harness.pass(60_000);
  expect((await harness.call("DescribeSubnets")).status).toBe(200);
});

test.each(BY_FAULT)("fault %s", async (code) => {
  harness.simulator.fault({ action: "DescribeSubnets", do: { code } });
  const { status, body } = await harness.call("DescribeSubnets");
  expect([status, body.code, body.message]).toEqual([errors[code]?.status, code, errors[code]?.message]);
});

test("every other code is reached by a test through a state or an input", () => {
  const folders = [__dirname, join(__dirname, "actions")];
  const tests = folders.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)));
  const text = tests
    .filter((name) => name.endsWith(".test.ts"))
    .map((name) => readFileSync(name, "utf8"))
    .join("\n");
  const unreached = Object.keys(errors).filter((code) => !text.includes(`"${code}"`));
  expect(unreached).toEqual([]);
});

test("each action has rules, and each rule says where it comes from", () => {
  const rules = harness.simulator.rules().filter(({ cloud }) => cloud === "zenlayer");
  expect(new Set(rules.map(({ provenance }) => provenance))).toEqual(new Set(["documented", "measured", "assumed"]));
  for (const { service, name } of actions) expect(rules.some(({ place }) => place === `${service} ${name}`)).toBe(true);
  expect(new Set(rules.map(({ place, text }) => `${place}: ${text}`)).size).toBe(rules.length);
});

test("requests of other clouds pass by, and the environment points here", async () => {
  const { environment, url } = harness.simulator;
  expect(environment().zenlayer).toMatchObject({ PULUMI_IPV6_ZENLAYER_ENDPOINT: url });
  await fetch(`${url}/?Action=DescribeVpcs`, { method: "POST" });
  expect(harness.simulator.journal()[0]).toMatchObject({ cloud: "alibaba" });
  await raw({}, "{}", "/elsewhere");
  expect(harness.simulator.journal()[1]).toMatchObject({ cloud: "zenlayer", code: expect.any(String) });
});
