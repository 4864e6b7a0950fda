import { Chain, CredentialsError, fixedSource, type Link, type Unit } from "./credentials";
import { CloudError } from "./errors";
import { hideHeaders } from "./redact";
import { Signing } from "./signing";

interface Keys {
  readonly id: string;
  readonly secret: string;
}
const ABOUT = { cloud: "A Cloud", action: "DescribeThings", subject: undefined };

let now = 0;
const clock = { now: () => now };
beforeEach(() => {
  now = 1_000_000;
});

/** A link that gives out numbered keys which last a while, and counts how often it was asked. */
function counting(lifetime?: number) {
  let asked = 0;
  let fails: Error | undefined;
  const get = async (): Promise<Unit<Keys>> => {
    asked++;
    if (fails) throw fails;
    const value = { id: `id-${asked}`, secret: `planted-${asked}` };
    return { value, expires: lifetime === undefined ? undefined : now + lifetime };
  };
  const link: Link<Keys> = { name: "numbered keys", find: async () => get };
  return { link, asked: () => asked, fail: (error?: Error) => (fails = error) };
}
const chain = (...links: Link<Keys>[]) => new Chain(links, { title: "A Cloud", clock, advice: "Set keys." });
const empty = (name: string, reason: string): Link<Keys> => ({ name, find: async () => reason });

test("the first link that has any; without one, each in order with its reason, once for check and for calls", async () => {
  const source = counting();
  expect(await chain(empty("a file", "no such file"), source.link).get()).toEqual({ id: "id-1", secret: "planted-1" });
  const none = chain(empty("a file", "no such file"), empty("a machine", "it has no role"));
  const message =
    "no credentials to sign calls to A Cloud. Looked for, in this order: 1. a file: no such file; 2. a machine: it has no role. Set keys.";
  await expect(none.get()).rejects.toEqual(new CredentialsError(message, "denied"));
  expect(await none.missing()).toBe(message);
  expect(await chain(source.link).missing()).toBeUndefined();
});

test("a link that cannot be used ends the search, and says what was looked at before", async () => {
  const broken: Link<Keys> = { name: "a pair", find: () => Promise.reject(new Error("half of it is missing")) };
  const last = counting();
  await expect(chain(empty("a file", "no such file"), broken, last.link).get()).rejects.toThrow(
    "a pair: half of it is missing. Before that, in this order: 1. a file: no such file.",
  );
  expect(last.asked()).toBe(0);
});

test("all callers share one answer, and one failure; the next call asks again", async () => {
  const source = counting();
  const one = chain(source.link);
  source.fail(new CredentialsError("503", "unavailable"));
  const failed = await Promise.allSettled([one.get(), one.get(), one.get()]);
  expect(failed.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
  expect(source.asked()).toBe(1);
  source.fail();
  await Promise.all([one.get(), one.get()]);
  expect(source.asked()).toBe(2);
});

test("renewed 5 minutes before the end, or a quarter of a short life; a failure then is tolerated until the end", async () => {
  const hour = counting(3_600_000);
  const long = chain(hour.link);
  await long.get();
  now += 3_299_000;
  await long.get();
  expect(hour.asked()).toBe(1);
  now += 2_000;
  hour.fail(new Error("denied"));
  expect((await long.get()).id).toBe("id-1");
  expect((await long.get()).id).toBe("id-1");
  expect(hour.asked()).toBe(2);
  now += 10_000;
  expect((await long.get()).id).toBe("id-1");
  expect(hour.asked()).toBe(3);
  now += 300_000;
  await expect(long.get()).rejects.toThrow("numbered keys: denied.");
  hour.fail();
  expect((await long.get()).id).toBe("id-5");
  const short = counting(60_000);
  const quick = chain(short.link);
  await quick.get();
  now += 46_000;
  expect((await quick.get()).id).toBe("id-2");
});

test("a renewal asks only the link that was chosen", async () => {
  const source = counting(60_000);
  let first: string | undefined = "not yet";
  const other: Link<Keys> = {
    name: "other",
    find: async () => first ?? (async () => ({ value: { id: "x", secret: "y" } })),
  };
  const both = chain(other, source.link);
  await both.get();
  first = undefined;
  now += 50_000;
  expect((await both.get()).id).toBe("id-2");
});

test("what has ended already, or does not fit into a header, is refused by the link's name; blanks around it are dropped", async () => {
  const of = (value: Keys, expires?: number) =>
    chain({ name: "a file", find: async () => async () => ({ value, expires }) });
  await expect(of({ id: "a", secret: "b" }, now - 1).get()).rejects.toThrow(
    /^a file: what it returned expired at 1970/,
  );
  await expect(of({ id: "a", secret: "planted\nvalue" }).get()).rejects.toThrow(/^a file: secret must be text without/);
  expect(await of({ id: " a\r\n", secret: "b\n" }).get()).toEqual({ id: "a", secret: "b" });
});

test("new credentials are approved once, before their first use", async () => {
  const source = counting(60_000);
  const seen: string[] = [];
  const approve = async ({ id }: Keys) => {
    seen.push(id);
    if (id === "id-2") throw new CredentialsError("another account", "denied");
  };
  const guarded = new Chain([source.link], { title: "A Cloud", clock, advice: "", approve });
  await Promise.all([guarded.get(), guarded.get()]);
  now += 60_000;
  await expect(guarded.get()).rejects.toThrow("another account");
  expect((await guarded.get()).id).toBe("id-3");
  expect(seen).toEqual(["id-1", "id-2", "id-3"]);
});

test("an exchange that may succeed later is repeated as a call that was not sent; a refusal is not", async () => {
  const source = counting();
  const signing = new Signing(chain(source.link), ["Expired"]);
  source.fail(new CredentialsError("no answer", "unavailable"));
  const kindOf = async () => (await signing.credentials(ABOUT).catch((error: CloudError) => error)) as CloudError;
  expect((await kindOf()).details).toMatchObject({ kind: "unavailable", unsent: true });
  source.fail(new Error("no permission"));
  expect(await kindOf()).toMatchObject({ kind: "denied" });
  source.fail();
  await signing.credentials(ABOUT);
  expect(signing.replaced("Expired")).toBeUndefined();
});

test("the wait for credentials ends with the run, and others still get them", async () => {
  let give = (_unit: Unit<Keys>) => {};
  const pending = new Promise<Unit<Keys>>((resolve) => {
    give = resolve;
  });
  const slow = chain({ name: "slow", find: async () => () => pending });
  const signing = new Signing(slow);
  const stop = new AbortController();
  const [ended, waiting] = [signing.credentials(ABOUT, stop.signal), signing.credentials(ABOUT)];
  stop.abort();
  await expect(ended).rejects.toThrow("cancelled");
  give({ value: { id: "a", secret: "b" } });
  expect(await waiting).toEqual({ id: "a", secret: "b" });
});

test.each([
  [
    "TC3-HMAC-SHA256 Credential=AKID/2026-01-01/vpc/tc3_request, SignedHeaders=host, Signature=planted\n is not a legal HTTP header value",
  ],
  ['invalid header {"Authorization":"Bearer planted-token-value"}'],
  ["Authorization: ZC2-HMAC-SHA256 Credential=planted, Signature=planted"],
  ["failed with X-TC-Token: planted/value=="],
  ["GET https://sts.example.com/?AccessKeyId=a&SecurityToken=planted%2B&Signature=planted%3D failed"],
  ["headers: { 'x-acs-security-token': 'planted' }"],
])("whatever a library quotes of a request is taken out: %s", (text) => {
  expect(hideHeaders(text)).not.toContain("planted");
  expect(new CloudError({ ...ABOUT, kind: "unknown", message: text }).message).not.toContain("planted");
  expect(new Signing(fixedSource({})).clean(text)).not.toContain("planted");
});

test.each([
  ["The Authorization header does not have the required form."],
  ["Specified signature is not matched with our calculation."],
  ["A Bearer token is required; HMAC-SHA1 is not supported"],
])("other sentences stay: %s", (text) => {
  expect(hideHeaders(text)).toBe(text);
});
