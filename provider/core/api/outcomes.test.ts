import { silent } from "../context";
import { CloudError } from "./errors";
import { OUTCOMES, type OutcomeName, outcomeOf, outcomeOfStatus, textOf } from "./outcomes";
import { retry } from "./retry";

/** Errors as Node has them: a code, and one error for each of several addresses. */
test.each<[OutcomeName, OutcomeName, object]>([
  ["name not found", "reset after sending", { code: "ENOTFOUND" }],
  ["name not found", "reset after sending", { code: "EAI_AGAIN" }],
  ["connection refused", "reset after sending", { code: "ECONNREFUSED" }],
  ["connection refused", "reset after sending", { errors: [{ code: "ECONNREFUSED" }, { code: "ENETUNREACH" }] }],
  ["no route", "reset after sending", { code: "EHOSTUNREACH" }],
  ["no route", "reset after sending", { code: "ENETUNREACH" }],
  ["reset before sending", "reset after sending", { code: "ECONNRESET" }],
  ["reset before sending", "reset after sending", { code: "EPIPE" }],
  ["reset before sending", "reset after sending", {}],
  ["timed out before sending", "timed out after sending", { code: "ETIMEDOUT" }],
  ["TLS refused", "reset after sending", { code: "SELF_SIGNED_CERT_IN_CHAIN" }],
  ["TLS refused", "reset after sending", { code: "CERT_NOT_YET_VALID" }],
  ["TLS refused", "reset after sending", { code: "UNABLE_TO_GET_ISSUER_CERT_LOCALLY" }],
  ["TLS refused", "reset after sending", { code: "ERR_TLS_CERT_ALTNAME_INVALID" }],
  ["TLS refused", "reset after sending", { code: "ERR_SSL_WRONG_VERSION_NUMBER" }],
  ["TLS refused", "reset after sending", { code: "EPROTO" }],
])("before the connection is made it is %s, then %s: %j", (before, after, error) => {
  expect(outcomeOf(error, false)).toBe(before);
  expect(outcomeOf(error, true)).toBe(after);
  expect(OUTCOMES[before]).toMatchObject({ unsent: true });
});

test.each([
  ["connect ECONNREFUSED ::1:1; connect ECONNREFUSED 127.0.0.1:1", ["::1:1", "127.0.0.1:1"]],
  ["connect ECONNREFUSED 127.0.0.1:1", ["127.0.0.1:1", "127.0.0.1:1"]],
])("several addresses that fail are told as %j", (text, addresses) => {
  const errors = addresses.map((address) => ({ message: `connect ECONNREFUSED ${address}` }));
  expect(textOf({ code: "ECONNREFUSED", message: "", errors })).toBe(text);
});

test("an error without a message has its code, or says at least what failed", () => {
  expect(textOf({ code: "ECONNRESET", message: "" })).toBe("ECONNRESET");
  expect(textOf({})).toBe("the connection failed");
});

test.each<[OutcomeName, number]>([
  ["gateway status", 200],
  ["gateway status", 302],
  ["gateway status", 502],
  ["gateway status", 504],
  ["throttled status", 429],
  ["gateway status", 408],
  ["proxy wants a password", 407],
  ["refused status", 403],
])("%s: HTTP %d without a code", (outcome, status) => {
  expect(outcomeOfStatus(status)).toBe(outcome);
});

test("what never left this machine is sent again even where a lost call may not be, and is not lost", async () => {
  const about = { cloud: "c", action: "Order" };
  const context = {
    clock: { now: () => 0, sleep: async () => {} },
    ...{
      random: () => 0,
      unique: () => "u",
      log: silent,
      environment: {},
      client: undefined,
      owner: "o",
      deadline: 1e6,
    },
  };
  const sent = async (outcome: OutcomeName) => {
    let calls = 0;
    const error = await retry(context, { repeatable: false, call: "c" }, async () => {
      calls++;
      throw new CloudError({ ...about, ...OUTCOMES[outcome] });
    }).catch((raw: CloudError) => raw);
    return { calls, lost: (error as CloudError).lost };
  };
  expect(await sent("connection refused")).toEqual({ calls: 6, lost: false });
  expect(await sent("reset after sending")).toEqual({ calls: 1, lost: true });
});
