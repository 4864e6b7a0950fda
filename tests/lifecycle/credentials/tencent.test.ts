import { oidcToken } from "../../../simulator/common/sessions";
import { CredentialsHarness, seedWithMachine } from "./harness";

const ACCOUNT = "100000000001";
const ROLE = `qcs::cam::uin/${ACCOUNT}:roleName/simulator-deployer`;
const PARTNER = `qcs::cam::uin/${ACCOUNT}:roleName/simulator-partner`;
const POD = `qcs::cam::uin/${ACCOUNT}:roleName/simulator-pod`;
const KEY = { secretId: "simulator-tencent-id", secretKey: "simulator-tencent-key" };
const KEYS = { TENCENTCLOUD_SECRET_ID: KEY.secretId, TENCENTCLOUD_SECRET_KEY: KEY.secretKey };
const OTHER = { secretId: "simulator-tencent-legacy", secretKey: "simulator-tencent-legacy-key" };
const READ = `DescribeBandwidthPackages ${ACCOUNT}`;

let harness: CredentialsHarness;
beforeEach(async () => {
  harness = await new CredentialsHarness("tencent").open();
});
afterEach(() => harness.close());

const token = (seconds = 3600) =>
  oidcToken({ provider: "simulator-provider", secret: "simulator-oidc-secret" }, harness.clock.now() + seconds * 1000);
const pod = (text = token()) => ({
  TKE_REGION: "ap-guangzhou",
  TKE_PROVIDER_ID: "simulator-provider",
  TKE_ROLE_ARN: POD,
  TKE_WEB_IDENTITY_TOKEN_FILE: harness.file("token", text),
});

describe("what the vendor's tools find is found", () => {
  test.each([
    ["keys", "default", KEY, []],
    ["a role", "default", { ...KEY, "role-arn": ROLE, "role-session-name": "me" }, ["AssumeRole"]],
    ["a login", "work", { ...KEY, type: "oauth", expiresAt: 4_000_000_000 }, []],
  ])("a profile of the command line with %s", async (_what, profile, content, exchange) => {
    harness.file(`.tccli/${profile}.credential`, content);
    await harness.process(profile === "default" ? {} : { TCCLI_PROFILE: profile }).ask();
    expect(harness.calls()).toEqual([...exchange.map((action) => `${action} ${ACCOUNT}`), READ]);
  });

  test("a login that has ended says how to renew it", async () => {
    harness.file(".tccli/default.credential", { ...KEY, type: "sso", expiresAt: 1_000_000_000 });
    expect((await harness.process().checked()).join()).toMatch(
      /^~\/\.tccli\/default\.credential: the login .* has expired\. Run tccli auth login/,
    );
  });

  test("the SDKs' file of the user, then of the machine; another folder; a profile by setting", async () => {
    const section = (name: string) => `[${name}]\nsecret_id = ${KEY.secretId}\nsecret_key = "${KEY.secretKey}"\n`;
    harness.file("etc/tencentcloud/credentials", section("default"));
    await harness.process().ask();
    harness.file(".tencentcloud/credentials", section("work"));
    await harness.process({}, { profile: "work" }).ask();
    const { file } = harness;
    const folder = file.call(harness, "shared/other.credential", KEY).replace("/other.credential", "");
    await harness.process({ TENCENTCLOUD_SHARED_CREDENTIALS_DIR: folder, TENCENTCLOUD_PROFILE: "other" }).ask();
    expect(harness.calls()).toEqual([READ, READ, READ]);
  });

  test("the role of a pod, before profiles; the token is in no journal", async () => {
    harness.file(".tccli/default.credential", { secretId: "unused-id", secretKey: "unused-key" });
    await harness.process(pod()).ask();
    expect(harness.calls()).toEqual([`AssumeRoleWithWebIdentity ${ACCOUNT}`, READ]);
    expect(JSON.stringify(harness.journal())).not.toContain(token().split(".")[2]);
    const { TKE_ROLE_ARN: _, ...half } = pod();
    expect((await harness.process(half).checked()).join()).toContain(
      "TKE_ROLE_ARN is not set. Set all of them, or none",
    );
  });

  test("the role of the machine, last; and as the command line's profile", async () => {
    await harness.close();
    harness = await new CredentialsHarness("tencent").open(seedWithMachine("tencent", "machine"));
    const asking = harness.process();
    expect(await asking.checked()).toEqual([]);
    await asking.ask();
    harness.file(".tccli/default.credential", { type: "cvm-role" });
    await harness.process().ask();
    await harness.process(KEYS, { machineRole: true }).ask();
    expect(harness.count("MetadataCredentials")).toBe(3);
    expect(harness.calls().filter((call) => call === READ)).toHaveLength(3);
  });

  test("nothing is there: each place in order, why, and what to do", async () => {
    const [reason = "", ...more] = await harness.process().checked();
    expect(more).toEqual([]);
    expect(reason).toMatch(
      /^no credentials to sign calls to Tencent Cloud\. Looked for, in this order: 1\. environment \(.*\): not set; 2\. OIDC token \(.*\): not set; 3\. ~\/\.tccli\/default\.credential: no such file; 4\. profile default of ~\/\.tencentcloud\/credentials: no such file; 5\. profile default of \/etc\/tencentcloud\/credentials: no such file; 6\. CAM role of this machine, from http:\S+: the machine has no role\. Set TENCENTCLOUD_SECRET_ID/,
    );
    expect(harness.count("DescribeBandwidthPackages")).toBe(0);
  });
});

describe("asked once, renewed, replaced", () => {
  test("64 reads at once ask once (C1); an exchange that fails once is asked again (C2)", async () => {
    const asking = harness.process(pod());
    await Promise.all(Array.from({ length: 64 }, () => asking.ask()));
    expect(harness.count("AssumeRoleWithWebIdentity")).toBe(1);
    harness.simulator.fault({ action: "AssumeRoleWithWebIdentity", do: { status: 503 } });
    const again = harness.process(pod());
    await Promise.all([again.ask(), again.ask(), again.ask()]);
    expect(harness.count("AssumeRoleWithWebIdentity")).toBe(3);
    expect(harness.calls().filter((call) => call === READ)).toHaveLength(67);
  });

  test("keys that the cloud says have ended are replaced within the call", async () => {
    const asking = harness.process(KEYS, { assumeRoleArn: ROLE });
    await asking.ask();
    await harness.clock.sleep(60_000);
    harness.simulator.fault({ action: "DescribeBandwidthPackages", do: { code: "AuthFailure.TokenFailure" } });
    await asking.ask();
    expect(harness.count("AssumeRole")).toBe(2);
  });
});

test("the role of the settings, with everything it can have (C4)", async () => {
  const policy = JSON.stringify({ version: "2.0", statement: [] });
  const role = { assumeRoleArn: PARTNER, assumeRoleExternalId: "simulator-external-id", assumeRolePolicy: policy };
  await harness.process({}, { ...OTHER, ...role, assumeRoleSessionName: "ci", assumeRoleDuration: 1200 }).ask();
  const { params, account } = harness.journal()[0] ?? {};
  expect(account).toBe("100000000002");
  expect(params).toEqual({
    ...{ RoleArn: PARTNER, RoleSessionName: "ci", DurationSeconds: "1200" },
    ...{ Policy: encodeURIComponent(policy), ExternalId: "simulator-external-id" },
  });
  expect(harness.calls().at(-1)).toBe(READ);
  const denied = await harness.process({}, { ...OTHER, ...role, assumeRoleExternalId: "wrong" }).refused();
  expect(denied).toMatch(/role qcs::cam.*AssumeRole on qcs::cam.*UnauthorizedOperation/);
});

test("accounts: asked once, and any other is refused before the first call (C5)", async () => {
  const allowed = harness.process(KEYS, { allowedAccountIds: [ACCOUNT] });
  await Promise.all([allowed.ask(), allowed.ask()]);
  expect(harness.count("GetCallerIdentity")).toBe(1);
  const before = harness.count("DescribeBandwidthPackages");
  const said = await harness.process({}, { ...OTHER, allowedAccountIds: [ACCOUNT] }).refused();
  expect(said).toMatch(
    /account 100000000002 \(qcs::cam::uin.*\) of Tencent Cloud, and ipv6:tencent\.allowedAccountIds does not list it/,
  );
  expect(harness.count("DescribeBandwidthPackages")).toBe(before);
});

test("a key with a line end works; inside it is refused at once, without a header (C6)", async () => {
  await harness.process({ ...KEYS, TENCENTCLOUD_SECRET_ID: `${KEY.secretId}\r\n` }).ask();
  const began = harness.clock.now();
  const broken = harness.process({ ...KEYS, TENCENTCLOUD_SECRET_ID: "simulator\ntencent-id" });
  const said = await broken.refused();
  expect(said).toContain((await broken.checked()).join());
  expect(said).toMatch(/secretId must be text without blanks, line ends/);
  expect(said).not.toMatch(/TC3|Signature|tencent-id/);
  expect(harness.clock.now()).toBe(began);
  expect(harness.calls()).toEqual([READ]);
});
