import codes from "../../../fixtures/alibaba/error-codes.json";
import siblings from "../../../fixtures/alibaba/sibling-codes.json";
import type { Kind } from "../../core/api/errors";
import { classify, ERRORS } from "./errors";

/** What each class of the fixture may become here. */
const KINDS: Record<string, readonly Kind[]> = {
  retry: ["busy", "throttled", "unavailable"],
  conflict: ["conflict"],
  gone: ["gone"],
  user: ["invalid", "denied"],
  permission: ["denied"],
  credentials: ["denied"],
  quota: ["quota"],
};

test.each(codes.map((row) => [row.code, row] as const))("%s has a kind and one line of advice", (code, row) => {
  const found = ERRORS.get(code);
  expect(KINDS[row.class]).toContain(found?.kind);
  expect(found?.advice).toMatch(/^[^\n]{10,160}\.$/);
});

test("no code is here that no source knows", () => {
  const known = new Set(codes.map((row) => row.code));
  const own = ["InvalidSecurityToken.Malformed", "InvalidAction.NotFound", "InvalidAccessKeyId.Inactive"];
  expect([...ERRORS.keys()].filter((code) => !known.has(code) && !own.includes(code))).toEqual([]);
});

test.each([
  // Not found comes as 400, and 404 is other things: the status decides nothing that a code decides.
  ["InvalidIpv6Instance.NotFound", 400, "gone"],
  ["OperationFailed.ServiceManaged", 404, "denied"],
  ["OperationFailed.SaleValidate", 404, "invalid"],
  ["InvalidRegionId.NotFound", 404, "invalid"],
  ["Throttling", 400, "throttled"],
  // Families, for codes that are on no page.
  ["Throttling.Something", 400, "throttled"],
  ["IncorrectStatus.Vpc", 400, "busy"],
  ["Forbidden.Something", 403, "denied"],
  ["QuotaExceeded.Something", 400, "quota"],
  ["InvalidParameter.Something", 400, "invalid"],
  // Never "gone" by its looks, and a 5xx is no answer.
  ["Something.NotFound", 404, "unknown"],
  ["ResourceNotFound.Something", 404, "unknown"],
  ["Something.Else", 400, "unknown"],
  ["Something.Else", 502, "unavailable"],
] as const)("%s with HTTP %d is %s", (code, status, kind) => {
  expect(classify(code, status).kind).toBe(kind);
});

/** Codes of other calls on the same objects, which the vendor's lists do not have for ours. */
test.each(siblings.map((row) => [row.code, row.class] as const))("%s of a sibling call is %s", (code, expected) => {
  expect(KINDS[expected] ?? [expected]).toContain(classify(code, 400).kind);
  expect(ERRORS.has(code)).toBe(false);
});

test("a token that no longer stands is marked so", () => {
  for (const code of ["IdempotentParameterMismatch", "InvalidIdempotenceParameter.Mismatch", "IdempotentFailed"]) {
    expect(classify(code, 400)).toMatchObject({ kind: "conflict", staleToken: true });
  }
  expect(classify("OperationFailed.InternetBandwidthAlreadyExisted", 400)).not.toHaveProperty("staleToken");
});
