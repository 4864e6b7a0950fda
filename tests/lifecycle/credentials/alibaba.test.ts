import { oidcToken } from "../../../simulator/common/sessions";
import { CredentialsHarness, seedWithMachine } from "./harness";

const ACCOUNT = "1234567890123456";
const ROLE = `acs:ram::${ACCOUNT}:role/simulator-deployer`;
const PARTNER = `acs:ram::${ACCOUNT}:role/simulator-partner`;
const POD = `acs:ram::${ACCOUNT}:role/simulator-pod`;
const PROVIDER = `acs:ram::${ACCOUNT}:oidc-provider/simulator`;
const KEY = { access_key_id: "simulator-key", access_key_secret: "simulator-secret" };
const KEYS = { ALIBABA_CLOUD_ACCESS_KEY_ID: "simulator-key", ALIBABA_CLOUD_ACCESS_KEY_SECRET: "simulator-secret" };
const OTHER = { accessKeyId: "simulator-other-account", accessKeySecret: "simulator-other-secret" };
const READ = `DescribeIpv6Gateways ${ACCOUNT}`;

let harness: CredentialsHarness;
beforeEach(async () => {
  harness = await new CredentialsHarness("alibaba").open();
});
afterEach(() => harness.close());

const config = (...profiles: object[]) => harness.file(".aliyun/config.json", { current: "default", profiles });
const token = (seconds = 3600) =>
  oidcToken(
    { provider: PROVIDER, secret: "simulator-oidc-secret", audience: "sts.aliyuncs.com" },
    harness.clock.now() + seconds * 1000,
  );
const pod = (text = token()) => ({
  ALIBABA_CLOUD_ROLE_ARN: POD,
  ALIBABA_CLOUD_OIDC_PROVIDER_ARN: PROVIDER,
  ALIBABA_CLOUD_OIDC_TOKEN_FILE: harness.file("token", `${text}\n`),
});

describe("what the vendor's tools find is found", () => {
  test.each([
    ["AK", { mode: "AK", ...KEY }, []],
    ["RamRoleArn", { mode: "RamRoleArn", ...KEY, ram_role_arn: ROLE, ram_session_name: "me" }, ["AssumeRole"]],
    [
      "ChainableRamRoleArn",
      { mode: "ChainableRamRoleArn", source_profile: "keys", ram_role_arn: ROLE },
      ["AssumeRole"],
    ],
    ["OIDC", { mode: "OIDC", ram_role_arn: POD, oidc_provider_arn: PROVIDER }, ["AssumeRoleWithOIDC"]],
  ])("a profile with the mode %s", async (_mode, profile, exchange) => {
    const file = harness.file("token", token());
    config({ name: "keys", mode: "AK", ...KEY }, { name: "default", oidc_token_file: file, ...profile });
    const asking = harness.process();
    expect(await asking.checked()).toEqual([]);
    await asking.ask();
    expect(harness.calls().map((call) => call.split(" ")[0])).toEqual([...exchange, "DescribeIpv6Gateways"]);
    expect(harness.calls().at(-1)).toBe(READ);
  });

  test("a profile that a command prints keys for, through the vendor's package", async () => {
    const keys = { mode: "AK", ...KEY };
    config({ name: "default", mode: "External", process_command: `echo '${JSON.stringify(keys)}'` });
    await harness.process().ask();
    expect(harness.calls()).toEqual([READ]);
  });

  test("the profile of ALIBABA_CLOUD_PROFILE, of the setting, of the shared file, and its role", async () => {
    config({ name: "default", mode: "AK" }, { name: "work", mode: "AK", ...KEY });
    harness.file(
      ".alibabacloud/credentials",
      `[shared]\ntype = ram_role_arn\nrole_arn = "${ROLE}"\naccess_key_id = ${KEY.access_key_id}\naccess_key_secret=${KEY.access_key_secret}\n`,
    );
    await harness.process({ ALIBABA_CLOUD_PROFILE: "work" }).ask();
    await harness.process({}, { profile: "work" }).ask();
    await harness.process({}, { profile: "shared" }).ask();
    expect(harness.calls()).toEqual([READ, READ, `AssumeRole ${ACCOUNT}`, READ]);
    expect((await harness.process({}, { profile: "gone" }).checked()).join()).toMatch(
      /1\. profile of ~\/\.aliyun\/config\.json: no profile gone; 2\. profile of ~\/\.alibabacloud\/credentials: no profile gone\./,
    );
  });

  test("the role of a pod, before profiles", async () => {
    config({ name: "default", mode: "AK", access_key_id: "unused-key", access_key_secret: "unused-secret" });
    await harness.process(pod()).ask();
    expect(harness.calls()).toEqual([`AssumeRoleWithOIDC ${ACCOUNT}`, READ]);
    expect(harness.journal()[0]).toMatchObject({ scheme: "none" });
    expect(JSON.stringify(harness.journal())).not.toContain(token().split(".")[2]);
  });

  test.each(["optional", "required", "off"] as const)("the role of the machine, tokens %s", async (metadataTokens) => {
    await harness.close();
    harness = await new CredentialsHarness("alibaba").open(seedWithMachine("alibaba", "machine role"));
    harness.simulator.pace({ metadataTokens });
    const asking = harness.process();
    expect(await asking.checked()).toEqual([]);
    await asking.ask();
    await harness.process({ ALIBABA_CLOUD_ECS_METADATA: "machine role" }).ask();
    await harness.process(KEYS, { machineRole: true }).ask();
    expect(harness.calls().filter((call) => call === READ)).toHaveLength(3);
    expect(harness.count("MetadataCredentials")).toBe(3);
    expect(await harness.process({}, { machineRole: false }).checked()).toEqual([
      expect.not.stringContaining("RAM role"),
    ]);
    expect((await harness.process({ ALIBABA_CLOUD_ECS_METADATA_DISABLED: "true" }).checked()).join()).toMatch(
      /RAM role of this machine, from \S+: ALIBABA_CLOUD_ECS_METADATA_DISABLED is true/,
    );
  });

  test("a credentials URI", async () => {
    await harness.close();
    harness = await new CredentialsHarness("alibaba").open(seedWithMachine("alibaba", "machine"));
    const uri = { ALIBABA_CLOUD_CREDENTIALS_URI: `${harness.simulator.url}/credentials` };
    await harness.process({ ...uri, ALIBABA_CLOUD_ECS_METADATA_DISABLED: "true" }).ask();
    expect(harness.calls()).toEqual(["CredentialsUri", READ]);
  });

  test("nothing is there: each place in order, why, and what to do; at check and at a call", async () => {
    const asking = harness.process();
    const [reason = "", ...more] = await asking.checked();
    expect(more).toEqual([]);
    expect(reason).toMatch(
      /^no credentials to sign calls to Alibaba Cloud\. Looked for, in this order: 1\. environment \(ALIBABA_CLOUD_ACCESS_KEY_ID, .*\): not set; 2\. environment \(ALICLOUD_ACCESS_KEY, .*\): not set; 3\. OIDC token \(.*\): not set; 4\. profile of ~\/\.aliyun\/config\.json: no such file; 5\. profile of ~\/\.alibabacloud\/credentials: no such file; 6\. RAM role of this machine, from http:\S+: the machine has no role; 7\. environment \(ALIBABA_CLOUD_CREDENTIALS_URI\): not set\. Set ALIBABA_CLOUD_ACCESS_KEY_ID/,
    );
    expect(await asking.refused()).toContain(reason.slice(0, 200));
    expect(harness.count("DescribeIpv6Gateways")).toBe(0);
  });
});

describe("one unit", () => {
  test("keys of one family are not completed by the other, nor by a file", async () => {
    config({ name: "default", mode: "AK", ...KEY });
    const half = { ALIBABA_CLOUD_ACCESS_KEY_ID: "simulator-key", ALICLOUD_SECRET_KEY: "simulator-secret" };
    expect((await harness.process(half).checked()).join()).toMatch(
      /ALIBABA_CLOUD_ACCESS_KEY_SECRET is missing, though ALIBABA_CLOUD_ACCESS_KEY_ID is set/,
    );
    expect(harness.calls()).toEqual([]);
    const token = { ...KEYS, ALICLOUD_SECURITY_TOKEN: "of-other-keys" };
    await harness.process(token).ask();
    expect(harness.calls()).toEqual([READ]);
  });

  test("a token file without its provider is named, not passed over", async () => {
    config({ name: "default", mode: "AK", ...KEY });
    const { ALIBABA_CLOUD_OIDC_PROVIDER_ARN: _, ...half } = pod();
    const said = (await harness.process(half).checked()).join();
    expect(said).toContain("ALIBABA_CLOUD_OIDC_PROVIDER_ARN is not set. Set all of them, or none");
  });

  test("a pod's role that fails is not replaced by another identity", async () => {
    config({ name: "default", mode: "AK", ...KEY });
    const said = await harness.process(pod(token(-60))).refused();
    expect(said).toMatch(/OIDC token .*AssumeRoleWithOIDC on acs:ram.*AuthenticationFail\.OIDCToken\.Expired/);
    expect(said).not.toContain(token(-60).split(".")[1]);
    expect(harness.count("DescribeIpv6Gateways")).toBe(0);
  });

  test("settings that contradict each other: all at once, before any call", async () => {
    const wrong = {
      accessKeyId: "id",
      profile: "p",
      oidcTokenFile: "/f",
      assumeRolePolicy: "no",
      assumeRoleDuration: 1,
    };
    const reasons = await harness
      .process({}, { ...wrong, allowedAccountIds: ["x y"], accessKeySecret: "a b" })
      .checked();
    expect(reasons.join("\n")).toMatch(/^accessKeySecret: must be text without blanks/m);
    for (const name of [
      "assumeRolePolicy: must be a policy",
      "assumeRoleDuration: must be a whole number from 900",
      "allowedAccountIds: must be a list of account ids",
    ]) {
      expect(reasons.join("\n")).toContain(name);
    }
    const contradicting = await harness
      .process({}, { accessKeyId: "id", profile: "p", oidcTokenFile: "/f", assumeRoleExternalId: "e" })
      .checked();
    expect(contradicting.map((reason) => reason.split(":")[0])).toEqual([
      "accessKeySecret",
      "oidcRoleArn",
      "oidcProviderArn",
      "profile",
      "oidcTokenFile",
      "assumeRoleExternalId",
    ]);
    expect(harness.calls()).toEqual([]);
  });
});

describe("asked once, renewed, replaced", () => {
  test("64 reads at once ask once (C1)", async () => {
    config({ name: "default", mode: "RamRoleArn", ...KEY, ram_role_arn: ROLE });
    const asking = harness.process();
    await Promise.all(Array.from({ length: 64 }, () => asking.ask()));
    expect(harness.count("AssumeRole")).toBe(1);
    expect(harness.count("DescribeIpv6Gateways")).toBe(64);
  });

  test("an exchange that fails once is asked again (C2)", async () => {
    harness.simulator.fault({ action: "AssumeRoleWithOIDC", do: { status: 503 } });
    const asking = harness.process(pod());
    await Promise.all([asking.ask(), asking.ask()]);
    expect(harness.count("AssumeRoleWithOIDC")).toBe(2);
    harness.simulator.fault({ action: "AssumeRoleWithOIDC", do: { code: "AuthenticationFail.NoPermission" } });
    const denied = harness.process(pod());
    expect(await denied.refused()).toContain("AuthenticationFail.NoPermission");
    await denied.ask();
  });

  test("renewed before they expire; when that fails, the old ones serve while they last", async () => {
    const asking = harness.process(KEYS, { assumeRoleArn: ROLE, assumeRoleDuration: 900 });
    const pass = (seconds: number) => harness.clock.sleep(seconds * 1000);
    await asking.ask();
    await pass(600);
    await asking.ask();
    expect(harness.count("AssumeRole")).toBe(1);
    await pass(120);
    harness.simulator.fault({ action: "AssumeRole", times: 1, do: { status: 503 } });
    await asking.ask();
    await asking.ask();
    expect(harness.count("AssumeRole")).toBe(2);
    await pass(30);
    await asking.ask();
    expect(harness.count("AssumeRole")).toBe(3);
    expect(harness.calls().filter((call) => call === READ)).toHaveLength(5);
  });

  test("credentials that the cloud says have ended are replaced within the call", async () => {
    const asking = harness.process(KEYS, { assumeRoleArn: ROLE });
    await asking.ask();
    await harness.clock.sleep(60_000);
    harness.simulator.fault({ action: "DescribeIpv6Gateways", times: 3, do: { code: "InvalidSecurityToken.Expired" } });
    await Promise.all([asking.ask(), asking.ask(), asking.ask()]);
    expect(harness.count("AssumeRole")).toBe(2);
  });
});

describe("the role of the settings (C4)", () => {
  test("with its session, external id, policy and duration, whatever the base is", async () => {
    const policy = JSON.stringify({ Version: "1", Statement: [] });
    const role = { assumeRoleArn: PARTNER, assumeRoleExternalId: "simulator-external-id", assumeRolePolicy: policy };
    await harness.process({}, { ...OTHER, ...role, assumeRoleSessionName: "ci", assumeRoleDuration: 1200 }).ask();
    const { params, account } = harness.journal()[0] ?? {};
    expect(account).toBe("2234567890123456");
    expect(params).toEqual({
      ...{ RoleArn: PARTNER, RoleSessionName: "ci", DurationSeconds: "1200" },
      ...{ Policy: policy, ExternalId: "simulator-external-id" },
    });
    expect(harness.calls().at(-1)).toBe(READ);
    const denied = await harness.process({}, { ...OTHER, ...role, assumeRoleExternalId: "wrong" }).refused();
    expect(denied).toMatch(/role acs:ram.*AssumeRole on acs:ram.*NoPermission/);
  });

  test("the environment's role is for the environment's keys only", async () => {
    const environment = { ...KEYS, ALICLOUD_ASSUME_ROLE_ARN: ROLE };
    await harness.process(environment).ask();
    await harness.process(environment, { accessKeyId: "simulator-key", accessKeySecret: "simulator-secret" }).ask();
    expect(harness.calls()).toEqual([`AssumeRole ${ACCOUNT}`, READ, READ]);
  });
});

describe("accounts (C5)", () => {
  test("the right one is asked for once; any other is refused before the first call", async () => {
    const allowed = harness.process(KEYS, { allowedAccountIds: [ACCOUNT] });
    await Promise.all([allowed.ask(), allowed.ask()]);
    expect(harness.count("GetCallerIdentity")).toBe(1);
    const before = harness.count("DescribeIpv6Gateways");
    const said = await harness.process({}, { ...OTHER, allowedAccountIds: [ACCOUNT] }).refused();
    expect(said).toMatch(
      /these credentials belong to account 2234567890123456 \(acs:ram::2234567890123456:root\) of Alibaba Cloud, and ipv6:alibaba\.allowedAccountIds does not list it \(it lists 1234567890123456\)\. Nothing was called/,
    );
    const barred = await harness.process(KEYS, { forbiddenAccountIds: [Number(ACCOUNT)] }).refused();
    expect(barred).toContain("forbiddenAccountIds lists it");
    expect(harness.count("DescribeIpv6Gateways")).toBe(before);
  });

  test("of the assumed role, not of the keys", async () => {
    const role = { assumeRoleArn: PARTNER, assumeRoleExternalId: "simulator-external-id" };
    await harness.process({}, { ...OTHER, ...role, allowedAccountIds: [ACCOUNT] }).ask();
    expect(harness.calls()).toEqual(["AssumeRole 2234567890123456", `GetCallerIdentity ${ACCOUNT}`, READ]);
  });

  test("if the account cannot be learnt, nothing is called", async () => {
    harness.simulator.fault({ action: "GetCallerIdentity", times: -1, do: { code: "Forbidden" } });
    const said = await harness.process(KEYS, { allowedAccountIds: [ACCOUNT] }).refused();
    expect(said).toMatch(/allowedAccountIds cannot be checked, so nothing is called: .*GetCallerIdentity/);
    expect(harness.count("DescribeIpv6Gateways")).toBe(0);
  });
});

test("keys with blanks and line ends around them work; inside they are refused before any call (C6)", async () => {
  await harness.process({ ...KEYS, ALIBABA_CLOUD_ACCESS_KEY_SECRET: " simulator-secret\r\n" }).ask();
  config({ name: "default", mode: "AK", access_key_id: "simulator-key\n", access_key_secret: "simu\nlator" });
  const said = await harness.process().refused();
  expect(said).toMatch(/accessKeySecret must be text without blanks, line ends/);
  expect(said).not.toContain("lator");
  expect(harness.calls()).toEqual([READ]);
});
