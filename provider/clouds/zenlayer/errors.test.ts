import codes from "../../../fixtures/zenlayer/error-codes.json";
import type { Kind } from "../../core/api/errors";
import { classify, ERRORS, edgeCode } from "./errors";

/** What each class of the fixture may become here. */
const KINDS: Record<string, readonly Kind[]> = {
  retry: ["busy", "throttled", "unavailable"],
  conflict: ["conflict"],
  gone: ["gone"],
  user: ["invalid"],
  permission: ["denied"],
  credentials: ["denied"],
  quota: ["quota"],
};

test.each(codes.map((row) => [row.code, row] as const))("%s has a kind and one line of advice", (code, row) => {
  const found = ERRORS.get(code);
  expect(KINDS[row.class]).toContain(found?.kind);
  expect(found?.advice).toMatch(/^[^\n]{10,160}\.$/);
  expect(classify(code)).toEqual(found);
});

test("the table and the fixture hold the same codes", () => {
  expect([...ERRORS.keys()].sort()).toEqual(codes.map((row) => row.code).sort());
});

test.each([
  // Siblings of codes that are known, and families.
  ["OPERATION_DENIED_IPV6_STATUS_NOT_SUPPORT", "busy"],
  ["OPERATION_DENIED_SOMETHING", "invalid"],
  ["AUTHFAILURE_SOMETHING", "denied"],
  ["INVALID_PARAMETER_SOMETHING", "invalid"],
  ["MISSING_SOMETHING", "invalid"],
  ["SOMETHING_QUOTA", "quota"],
  ["INVALID_SUBNET_SOMETHING_INSUFFICIENT", "quota"],
  // Never "gone" by its looks.
  ["INVALID_SOMETHING_NOT_FOUND", "unknown"],
  ["Invalid.Nic.NotFound", "unknown"],
] as const)("%s is %s", (code, kind) => {
  expect(classify(code)).toEqual({ kind });
});

test.each([
  [403, "challenge", "SECURITY_CHALLENGE"],
  [403, undefined, undefined],
  [451, undefined, "REQUEST_BLOCKED"],
  [502, undefined, undefined],
] as const)("HTTP %d (%s) without a code is of the edge: %s", (status, mitigated, code) => {
  expect(edgeCode(status, mitigated)).toBe(code);
  if (code) expect(classify(code).kind).toBe("denied");
});
