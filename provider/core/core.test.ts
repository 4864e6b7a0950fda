import { CloudError, type Kind } from "./api/errors";
import { redact } from "./api/redact";
import { retry } from "./api/retry";
import type { Cloud } from "./cloud";
import { type Clock, type Context, silent, systemClock } from "./context";
import { keySetting } from "./credential-settings";
import { planned, REPLACES, UNDECLARED } from "./diff";
import { addresses, text, UNKNOWN } from "./field";
import { canonicalAddress, clientToken, joinId, ownerMark, splitId } from "./id";
import { readSettings } from "./settings";
import { waitFor } from "./wait";

function context(seconds = 60): Context & { slept: number[] } {
  let now = 0;
  const slept: number[] = [];
  const clock: Clock = {
    now: () => now,
    sleep: async (milliseconds) => {
      slept.push(Math.round(milliseconds));
      now += milliseconds;
    },
  };
  const rest = { random: () => 0.5, unique: () => "u", log: silent, environment: {}, client: undefined, owner: "o" };
  return { clock, slept, deadline: seconds * 1000, ...rest };
}

const fault = (kind: Kind, more = {}) => new CloudError({ kind, cloud: "C", action: "A", ...more });

describe("retry", () => {
  const failing = (error: Error, times: number) => {
    let calls = 0;
    return { send: async () => (++calls > times ? "done" : Promise.reject(error)), calls: () => calls };
  };

  test.each(["busy", "throttled", "unavailable"] as const)("%s is sent again", async (kind) => {
    const { send } = failing(fault(kind), 3);
    expect(await retry(context(), { repeatable: true, call: "A" }, send)).toBe("done");
  });
  test.each(["invalid", "denied", "gone", "conflict", "quota", "unknown"] as const)("%s is not", async (kind) => {
    const { send, calls } = failing(fault(kind), 1);
    await expect(retry(context(), { repeatable: true, call: "A" }, send)).rejects.toMatchObject({ kind });
    expect(calls()).toBe(1);
  });
  test("nobody knows, and the call is not repeatable: it is not sent again; throttled it is", async () => {
    const unknown = failing(fault("unavailable"), 1);
    await expect(retry(context(), { repeatable: false, call: "A" }, unknown.send)).rejects.toMatchObject({
      lost: true,
    });
    expect(unknown.calls()).toBe(1);
    expect(await retry(context(), { repeatable: false, call: "A" }, failing(fault("throttled"), 1).send)).toBe("done");
  });
  test("nobody knows: six attempts, then the error, which says that something may be done", async () => {
    const { send, calls } = failing(fault("unavailable"), 99);
    await expect(retry(context(), { repeatable: true, call: "A" }, send)).rejects.toMatchObject({ lost: true });
    expect(calls()).toBe(6);
  });
  test("the cloud's wish to wait is taken, and clamped", async () => {
    const ctx = context(600);
    await retry(ctx, { repeatable: true, call: "A" }, failing(fault("throttled", { retryAfterMs: 7_000 }), 1).send);
    await retry(ctx, { repeatable: true, call: "A" }, failing(fault("throttled", { retryAfterMs: 9_999_999 }), 1).send);
    expect(ctx.slept).toEqual([7_000, 60_000]);
  });
  test("everything ends at the deadline, with the kind kept", async () => {
    const ctx = context(20);
    const gaveUp = retry(ctx, { repeatable: true, call: "A" }, failing(fault("busy"), 1e9).send);
    await expect(gaveUp).rejects.toMatchObject({
      kind: "busy",
      message: expect.stringMatching(/Gave up: the timeout/),
    });
    expect(ctx.clock.now()).toBeLessThanOrEqual(20_000);
  });
});

describe("waitFor", () => {
  test("ends with what it looked for", async () => {
    let left = 4;
    const look = async () => --left;
    expect(await waitFor(context(), { goal: "zero", look, pending: (n) => (n > 0 ? "counting" : undefined) })).toBe(0);
  });
  test("a timeout says how long, for what, and what was seen how often", async () => {
    const states = ["Pending", "Pending", "Odd"];
    const look = async () => states.shift() ?? "Late";
    const wait = waitFor(context(10), { goal: "x to be ready", look, pending: (state) => state });
    await expect(wait).rejects.toThrow(
      /^waited \d+ s for x to be ready; saw Pending \(2 times\), Odd \(1 times\), Late/,
    );
  });
  test("an abort ends a sleep at once", async () => {
    const abort = new AbortController();
    const sleeping = systemClock.sleep(60_000, abort.signal);
    abort.abort();
    await expect(sleeping).rejects.toMatchObject({ kind: "unavailable" });
    await expect(systemClock.sleep(60_000, abort.signal)).rejects.toThrow("cancelled");
  });
});

test("tokens: the same in every run, another for every other order, and within 64 ASCII characters", () => {
  const token = clientToken("org/p/s::web", ["Allocate", { a: 1 }], 0);
  expect(token).toMatch(/^[0-9a-f]{40}$/);
  expect(clientToken("org/p/s::web", ["Allocate", { a: 1 }], 0)).toBe(token);
  const others = [
    clientToken("org/p2/s::web", ["Allocate", { a: 1 }], 0),
    clientToken("org/p/s::web", ["Allocate", { a: 2 }], 0),
    clientToken("org/p/s::web", ["Allocate", { a: 1 }], 1),
    ownerMark("org/p/s::web"),
  ];
  expect(new Set([token, ...others]).size).toBe(5);
});

test.each([
  ["2001:DB8:0:0:0:0:0:1", "2001:db8::1"],
  ["2402:4e00:1000:200:0:8d8a:60b7:87f8", "2402:4e00:1000:200:0:8d8a:60b7:87f8"],
  ["::", "::"],
  ["2001:db8::1/64", undefined],
  ["::ffff:1.2.3.4", undefined],
  ["fe80::1%eth0", undefined],
  ["2001:db8:::1", undefined],
  ["no", undefined],
])("%s is spelled %s", (given, canonical) => {
  expect(canonicalAddress(given)).toBe(canonical);
});

test("credentials are taken out of texts, also percent-encoded once and twice", () => {
  const secret = "a/b+c==d";
  const text = `x ${secret} ${encodeURIComponent(secret)} ${encodeURIComponent(encodeURIComponent(secret))} y`;
  expect(redact(text, [secret, undefined, ""])).toBe("x [secret] [secret] [secret] y");
});

test("ids carry all their parts, and other forms are refused by name", () => {
  expect(splitId(joinId("r", "a", "b"), ["<region>/<a>/<b>"])).toEqual(["r", "a", "b"]);
  for (const id of ["", "r", "r/a", "r//b", "r/a/b/c"]) {
    expect(() => splitId(id, ["<region>/<a>/<b>"])).toThrow("id: must be <region>/<a>/<b>");
  }
});

describe("settings", () => {
  const cloud = {
    name: "alibaba",
    settingRules: [],
    settings: {
      region: text({ doc: "", env: ["FIRST", "SECOND"] }),
      accessKeySecret: text({ doc: "", secret: true, pattern: /^s/, shape: "a secret" }),
    },
  } as unknown as Cloud;

  test("configuration, then the environment in order", () => {
    expect(readSettings(cloud, '{"region":"a"}', { FIRST: "b" })).toEqual({ region: "a" });
    expect(readSettings(cloud, undefined, { FIRST: " ", SECOND: "c" })).toEqual({ region: "c" });
    expect(readSettings(cloud, "", {})).toEqual({});
  });
  test("credentials of the environment are no settings: the links of the cloud look for them as a whole", () => {
    const keys = { ...cloud, settings: { ...cloud.settings, id: keySetting({ doc: "d", env: ["ID"] }) } };
    expect(readSettings(keys, '{"region":"b"}', { ID: "env" })).toEqual({ region: "b" });
    expect(readSettings(keys, '{"id":" mine\\r\\n"}', { FIRST: "a" })).toEqual({ id: "mine", region: "a" });
    expect(() => readSettings(keys, '{"id":"mi ne"}', {})).toThrow(/^id: must be text without blanks.*got "a secret"$/);
  });
  test("mistakes are named without the secret", () => {
    const mistake = (json: string) => () => readSettings(cloud, json, {});
    expect(mistake('{"accessKeySecret":"planted","regoin":"x"}')).toThrow(/regoin: no such input/);
    for (const json of ['{"accessKeySecret":"planted"}', '"planted"', "{planted", "[1]"]) {
      expect(mistake(json)).toThrow(expect.objectContaining({ message: expect.not.stringContaining("planted") }));
    }
  });
});

describe("fields whose change replaces, because the program says so", () => {
  const fields = { held: addresses({ doc: "d", min: 1, max: 3 }), name: text({ doc: "d" }) };
  const seen = { name: "a", [UNDECLARED]: { held: ["2001:db8::1"] } };
  const plan = (declared: object) => planned(fields, seen, { ...declared, [REPLACES]: ["held"] });

  test("they do for another value, and not for writing down the one that is there", () => {
    expect(plan({ held: ["2001:db8::2"] })).toEqual([{ field: "held", onChange: "replace" }]);
    expect(plan({ held: UNKNOWN })).toEqual([{ field: "held", onChange: "replace" }]);
    expect(plan({ held: ["2001:db8::1"] })).toEqual([]);
    expect(plan({ name: "b" })).toEqual([{ field: "name", onChange: "update" }]);
    expect(planned(fields, seen, { held: ["2001:db8::2"] })).toEqual([{ field: "held", onChange: "update" }]);
    expect(planned(fields, seen, { name: "b", [REPLACES]: ["*"] })).toEqual([{ field: "name", onChange: "replace" }]);
  });
});
