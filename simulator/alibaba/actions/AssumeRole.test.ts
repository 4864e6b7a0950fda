import { oidcToken } from "../../common/sessions";
import { type AlibabaHarness, alibabaKeys, startAlibaba } from "../../testing";

const ACCOUNT = "1234567890123456";
const ROLE = `acs:ram::${ACCOUNT}:role/simulator-deployer`;
const PARTNER = `acs:ram::${ACCOUNT}:role/simulator-partner`;
const POD = `acs:ram::${ACCOUNT}:role/simulator-pod`;
const OIDC = { provider: `acs:ram::${ACCOUNT}:oidc-provider/simulator`, secret: "simulator-oidc-secret" };
const VERSION = { version: "2015-04-01" };
const session = { RoleArn: ROLE, RoleSessionName: "me" };

let harness: AlibabaHarness;
beforeEach(async () => {
  harness = await startAlibaba();
});
afterEach(() => harness.simulator.close());
const sts = (action: string, params: object, keys = {}) => harness.call(action, { ...params }, { ...VERSION, ...keys });
const refused = async (action: string, params: object, keys = {}) => {
  const { status, body } = await sts(action, params, keys);
  return [status, body.Code];
};
const keysOf = (body: { Credentials: Record<string, string> }) => {
  const { AccessKeyId = "", AccessKeySecret = "", SecurityToken = "" } = body.Credentials;
  return { accessKeyId: AccessKeyId, accessKeySecret: AccessKeySecret, securityToken: SecurityToken };
};

test("the keys of a session sign calls until they end; who calls is the role", async () => {
  const { body } = await sts("AssumeRole", { ...session, DurationSeconds: 900 });
  expect(body.Credentials.Expiration).toBe("2026-06-01T00:15:00Z");
  const keys = keysOf(body);
  const who = await sts("GetCallerIdentity", {}, keys);
  const Arn = `acs:ram::${ACCOUNT}:assumed-role/simulator-deployer/me`;
  expect(who.body).toMatchObject({ AccountId: ACCOUNT, Arn, IdentityType: "AssumedRoleUser" });
  expect((await harness.call("DescribeVpcs", {}, keys)).status).toBe(200);
  harness.pass(900_000);
  expect(await harness.refused("DescribeVpcs", {}, keys)).toEqual([403, "InvalidSecurityToken.Expired"]);
  expect((await sts("GetCallerIdentity", {})).body).toMatchObject({ Arn: `acs:ram::${ACCOUNT}:root` });
});

test("refusals of AssumeRole", async () => {
  expect(await refused("AssumeRole", { ...session, RoleArn: `${ROLE}-no` })).toEqual([404, "EntityNotExist.Role"]);
  const name = { ...session, RoleSessionName: "a b" };
  expect(await refused("AssumeRole", name)).toEqual([400, "InvalidParameter.RoleSessionName"]);
  for (const DurationSeconds of [899, 43_201]) {
    const wrong = await refused("AssumeRole", { ...session, DurationSeconds });
    expect(wrong).toEqual([400, "InvalidParameter.DurationSeconds"]);
  }
  const partner = { ...session, RoleArn: PARTNER };
  const known = { ...partner, ExternalId: "simulator-external-id" };
  expect(await refused("AssumeRole", known)).toEqual([403, "NoPermission"]);
  expect(await refused("AssumeRole", partner, alibabaKeys.other)).toEqual([403, "NoPermission"]);
  expect((await sts("AssumeRole", known, alibabaKeys.other)).status).toBe(200);
});

test("an OIDC token is exchanged without a signature; a wrong or old one is not", async () => {
  const token = (seconds: number, secret = OIDC.secret, audience = "sts.aliyuncs.com") =>
    oidcToken({ ...OIDC, secret, audience }, harness.now() + seconds * 1000);
  const exchange = async (OIDCToken: string, OIDCProviderArn = OIDC.provider) => {
    const query = `Action=AssumeRoleWithOIDC&Version=${VERSION.version}&Format=JSON`;
    const form = { RoleArn: POD, RoleSessionName: "pod", OIDCProviderArn, OIDCToken };
    const response = await fetch(`${harness.simulator.url}/?${query}`, {
      method: "POST",
      body: new URLSearchParams(form),
    });
    return (await response.json()) as { Code?: string; Credentials: Record<string, string> };
  };
  const answer = await exchange(token(60));
  expect((await harness.call("DescribeVpcs", {}, keysOf(answer))).status).toBe(200);
  expect((await exchange(token(-1))).Code).toBe("AuthenticationFail.OIDCToken.Expired");
  expect((await exchange(token(60, "another"))).Code).toBe("AuthenticationFail.OIDCToken.Invalid");
  expect((await exchange(token(60, OIDC.secret, "other"))).Code).toBe("AuthenticationFail.OIDCToken.Invalid");
  expect((await exchange(token(60), "acs:ram::1:oidc-provider/x")).Code).toBe("AuthenticationFail.NoPermission");
});
