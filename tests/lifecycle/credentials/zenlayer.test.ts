import { CredentialsHarness } from "./harness";

const ACCOUNT = "zenlayer-account-1";
const KEY = { access_key_id: "simulator-zenlayer-id", access_key_secret: "simulator-zenlayer-password" };
const CLI_KEYS = { ZENLAYER_ACCESS_KEY_ID: KEY.access_key_id, ZENLAYER_ACCESS_KEY_SECRET: KEY.access_key_secret };
const READ = `DescribeNetworkInterfaces ${ACCOUNT}`;

let harness: CredentialsHarness;
beforeEach(async () => {
  harness = await new CredentialsHarness("zenlayer").open();
});
afterEach(() => harness.close());
const schemes = () => harness.journal().map(({ action, scheme }) => `${action} ${scheme}`);
const first = () => [harness.calls()[0], harness.journal()[0]?.scheme];

test.each([
  [
    "its SDK's variables",
    { ZENLAYERCLOUD_ACCESS_KEY_ID: KEY.access_key_id, ZENLAYERCLOUD_ACCESS_KEY_PASSWORD: KEY.access_key_secret },
    "ZC2-HMAC-SHA256",
  ],
  ["its command line's variables", CLI_KEYS, "ZC2-HMAC-SHA256"],
  [
    "its token, before the command line's keys",
    { ...CLI_KEYS, ZENLAYER_TOKEN: "simulator-zenlayer-token\n" },
    "Bearer",
  ],
])("%s", async (_what, environment, scheme) => {
  await harness.process(environment).ask();
  expect(first()).toEqual([READ, scheme]);
});

test("the command line's profiles: the current one, that of ZENLAYER_PROFILE, that of the setting", async () => {
  harness.file(".zenlayer/credentials.json", { default: {}, prod: { token: "simulator-zenlayer-token" }, keys: KEY });
  harness.file(".zenlayer/config.json", { current_profile: "prod", profiles: {} });
  await harness.process().ask();
  expect(first()).toEqual([READ, "Bearer"]);
  harness.simulator.reset();
  await harness.process({ ZENLAYER_PROFILE: "keys" }).ask();
  expect(first()).toEqual([READ, "ZC2-HMAC-SHA256"]);
  harness.simulator.reset();
  await harness.process(CLI_KEYS, { profile: "prod" }).ask();
  expect(new Set(schemes())).toEqual(new Set([...schemes()].filter((each) => each.endsWith("Bearer"))));
  expect((await harness.process({ ZENLAYER_PROFILE: "default" }).checked()).join()).toContain(
    "profile of ~/.zenlayer/credentials.json: profile default has neither an access key nor a token",
  );
});

test("nothing is there: each place in order, why, and what to do; half a pair is named", async () => {
  expect((await harness.process().checked()).join()).toMatch(
    /^no credentials to sign calls to Zenlayer\. Looked for, in this order: 1\. environment \(ZENLAYERCLOUD_ACCESS_KEY_ID, ZENLAYERCLOUD_ACCESS_KEY_PASSWORD\): not set; 2\. environment \(ZENLAYER_TOKEN\): not set; 3\. environment \(ZENLAYER_ACCESS_KEY_ID, ZENLAYER_ACCESS_KEY_SECRET\): not set; 4\. profile of ~\/\.zenlayer\/credentials\.json: no such file\. Set ZENLAYERCLOUD_ACCESS_KEY_ID/,
  );
  const half = { ZENLAYERCLOUD_ACCESS_KEY_ID: "id", ZENLAYER_ACCESS_KEY_SECRET: "other" };
  expect((await harness.process(half).checked()).join()).toContain(
    "ZENLAYERCLOUD_ACCESS_KEY_PASSWORD is missing, though",
  );
  const both = { token: "t", accessKeyId: "i" };
  expect((await harness.process({}, both).checked()).map((reason) => reason.split(":")[0])).toEqual([
    "accessKeyPassword",
    "token",
  ]);
});

test("accounts: the balance tells which it is; any other is refused before the first call (C5)", async () => {
  await harness.process(CLI_KEYS, { allowedAccountIds: [ACCOUNT] }).ask();
  expect(harness.calls().slice(0, 2)).toEqual([`DescribeCustomerBalance ${ACCOUNT}`, READ]);
  const other = { accessKeyId: "simulator-zenlayer-other", accessKeyPassword: "simulator-zenlayer-other-password" };
  const before = harness.count("DescribeNetworkInterfaces");
  const said = await harness.process({}, { ...other, allowedAccountIds: [ACCOUNT] }).refused();
  expect(said).toContain("these credentials belong to account zenlayer-account-2 of Zenlayer");
  expect(harness.count("DescribeNetworkInterfaces")).toBe(before);
});

test("a token with a line end inside is refused before any call, without the header (C6)", async () => {
  const said = await harness.process({ ZENLAYER_TOKEN: "planted\ntoken-value" }).refused();
  expect(said).toMatch(/token must be text without blanks/);
  expect(said).not.toMatch(/planted|token-value|Bearer/);
  expect(harness.calls()).toEqual([]);
});
