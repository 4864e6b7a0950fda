import { silent } from "../context";
import { CloudError } from "./errors";
import { OUTCOMES, type OutcomeName, outcomeOf, outcomeOfStatus } from "./outcomes";
import { retry } from "./retry";

/** Errors as Node, axios, node-fetch and httpx report them. */
test.each<[OutcomeName, object]>([
  ["name not found", { code: "ENOTFOUND", message: "getaddrinfo ENOTFOUND vpc.example" }],
  ["name not found", { message: "request to https://x/ failed, reason: getaddrinfo EAI_AGAIN x" }],
  ["connection refused", { code: "ECONNREFUSED", message: "connect ECONNREFUSED ::1:1", syscall: "connect" }],
  ["connection refused", { message: "request to http://x/ failed, reason: connect ECONNREFUSED 127.0.0.1:1" }],
  ["no route", { code: "EHOSTUNREACH", syscall: "connect" }],
  ["no route", { code: "ENETUNREACH" }],
  ["reset before sending", { code: "ECONNRESET", syscall: "connect" }],
  [
    "reset before sending",
    { code: "ECONNRESET", message: "Client network socket disconnected before secure TLS connection was established" },
  ],
  ["timed out before sending", { code: "ETIMEDOUT", syscall: "connect" }],
  ["timed out before sending", { message: "request to http://x/ failed, reason: connect ETIMEDOUT 10.0.0.1:443" }],
  ["timed out before sending", { message: "ConnectTimeout(10000)" }],
  ["certificate refused", { code: "SELF_SIGNED_CERT_IN_CHAIN" }],
  ["reset after sending", { code: "ECONNRESET", message: "read ECONNRESET", syscall: "read" }],
  ["reset after sending", { code: "ECONNRESET", message: "socket hang up" }],
  ["timed out after sending", { code: "ECONNABORTED", message: "timeout of 60000ms exceeded" }],
  ["timed out after sending", { message: "ReadTimeout(60000)" }],
  ["reset after sending", {}],
])("%s: %j", (outcome, error) => {
  expect(outcomeOf(error)).toBe(outcome);
});

test.each<[OutcomeName, number]>([
  ["gateway status", 200],
  ["gateway status", 302],
  ["gateway status", 502],
  ["gateway status", 504],
  ["throttled status", 429],
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
