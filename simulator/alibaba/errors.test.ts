import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type AlibabaHarness, startAlibaba } from "../testing";
import { errors } from "./errors";

/** Answers that only trouble on the vendor's side, or an identity of a special kind, brings. */
const BY_FAULT_OR_KEY = [
  ...["Throttling", "Throttling.Api", "Rejected.Throttling", "ServiceUnavailable", "InternalError", "UnknownError"],
  ...["Forbidden", "NoPermission", "Abs.InvalidAccount.NotFound", "Forbidden.NotSupportRAM", "Forbedden.NotSupportRAM"],
  ...["InvalidUserType.NotSupported", "TaskConflict", "IncorrectStatus", "InvalidOperation.Conflict"],
  ...["OperationFailed.DistibuteLock", "OperationFailed.ConcurrentOperation", "OperationFailed.LastTokenProcessing"],
  ...["OperationFailed.IdempotentTokenProcessing", "InvalidIdempotenceParameter.Mismatch"],
];

let harness: AlibabaHarness;
beforeEach(async () => {
  harness = await startAlibaba();
});
afterEach(() => harness.simulator.close());

test.each(BY_FAULT_OR_KEY)("fault %s", async (code) => {
  harness.simulator.fault({ action: "DescribeVpcs", do: { code } });
  const { status, body } = await harness.call("DescribeVpcs");
  expect([status, body.Code, body.Message]).toEqual([errors[code]?.status, code, errors[code]?.message]);
  expect(body.RequestId).toBe(harness.simulator.journal()[0]?.requestId);
});

test("every other code is reached by a test through a state or an input", () => {
  const folders = [__dirname, join(__dirname, "actions")];
  const tests = folders.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)));
  const text = tests
    .filter((name) => name.endsWith(".test.ts") && !name.endsWith("errors.test.ts"))
    .map((name) => readFileSync(name, "utf8"))
    .join("\n");
  const unreached = Object.keys(errors).filter(
    (code) => !BY_FAULT_OR_KEY.includes(code) && !text.includes(`"${code}"`),
  );
  expect(unreached).toEqual([]);
});

test("rules: each action has some, and each says where it comes from", () => {
  const rules = harness.simulator.rules();
  expect(new Set(rules.map(({ provenance }) => provenance))).toEqual(new Set(["documented", "measured", "assumed"]));
  expect(rules).toContainEqual(
    expect.objectContaining({ cloud: "alibaba", place: "ecs UnassignIpv6Addresses", provenance: "assumed" }),
  );
  expect(new Set(rules.map(({ place, text }) => `${place}: ${text}`)).size).toBe(rules.length);
});
