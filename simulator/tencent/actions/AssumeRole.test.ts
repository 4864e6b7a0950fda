import { oidcToken } from "../../common/sessions";
import { startTencent, type TencentHarness, tencentKeys } from "../../testing";

const ACCOUNT = "100000000001";
const ROLE = `qcs::cam::uin/${ACCOUNT}:roleName/simulator-deployer`;
const PARTNER = `qcs::cam::uin/${ACCOUNT}:roleName/simulator-partner`;
const POD = `qcs::cam::uin/${ACCOUNT}:roleName/simulator-pod`;
const OIDC = { provider: "simulator-provider", secret: "simulator-oidc-secret" };
const VERSION = { version: "2018-08-13" };
const session = { RoleArn: ROLE, RoleSessionName: "me" };

let harness: TencentHarness;
beforeEach(async () => {
  harness = await startTencent();
});
afterEach(() => harness.simulator.close());
const sts = (action: string, params: object, keys = {}) => harness.call(action, { ...params }, { ...VERSION, ...keys });
const refused = async (action: string, params: object, keys = {}) => (await sts(action, params, keys)).body.Error?.Code;
const keysOf = ({ Credentials: { TmpSecretId, TmpSecretKey, Token } }: { Credentials: Record<string, string> }) => ({
  ...{ secretId: TmpSecretId, secretKey: TmpSecretKey, token: Token },
});

test("the keys of a session sign calls until they end; who calls is the role", async () => {
  const { body } = await sts("AssumeRole", { ...session, DurationSeconds: 900 });
  expect(body).toMatchObject({ ExpiredTime: 1780272900, Expiration: "2026-06-01T00:15:00Z" });
  const keys = keysOf(body);
  const Arn = `qcs::sts:${ACCOUNT}:assumed-role/simulator-deployer/me`;
  expect((await sts("GetCallerIdentity", {}, keys)).body).toMatchObject({ AccountId: ACCOUNT, Arn, Type: "CAMRole" });
  harness.pass(900_000);
  expect(await refused("GetCallerIdentity", {}, keys)).toBe("AuthFailure.TokenFailure");
  expect((await sts("GetCallerIdentity", {})).body).toMatchObject({ AccountId: ACCOUNT, Type: "RootAccount" });
});

test("refusals of AssumeRole", async () => {
  expect(await refused("AssumeRole", { ...session, RoleArn: `${ROLE}-no` })).toBe("ResourceNotFound.RoleNotFound");
  expect(await refused("AssumeRole", { ...session, DurationSeconds: 43_201 })).toBe("InvalidParameter.OverTimeError");
  expect(await refused("AssumeRole", { ...session, Policy: "{}" })).toBe("InvalidParameter.StrategyFormatError");
  expect(await refused("AssumeRole", { ...session, Policy: "%7B%7D" })).toBeUndefined();
  const known = { ...session, RoleArn: PARTNER, ExternalId: "simulator-external-id" };
  expect(await refused("AssumeRole", known)).toBe("UnauthorizedOperation");
  expect(await refused("AssumeRole", { ...known, ExternalId: "x" }, tencentKeys.legacy)).toBe("UnauthorizedOperation");
  expect(await refused("AssumeRole", known, tencentKeys.legacy)).toBeUndefined();
});

test("an OIDC token is exchanged without a signature; a wrong or old one is not", async () => {
  const exchange = async (WebIdentityToken: string, ProviderId = OIDC.provider) => {
    const headers = {
      "X-TC-Action": "AssumeRoleWithWebIdentity",
      "X-TC-Version": VERSION.version,
      Authorization: "SKIP",
    };
    const body = JSON.stringify({ RoleArn: POD, RoleSessionName: "pod", ProviderId, WebIdentityToken });
    const json = { "Content-Type": "application/json", ...headers };
    const response = await fetch(harness.simulator.url, { method: "POST", headers: json, body });
    return ((await response.json()) as { Response: { Error?: { Code: string }; ExpiredTime?: number } }).Response;
  };
  const token = (seconds: number, secret = OIDC.secret) =>
    oidcToken({ ...OIDC, secret }, harness.now() + seconds * 1000);
  expect((await exchange(token(60))).ExpiredTime).toBeGreaterThan(0);
  for (const wrong of [token(-1), token(60, "another"), "text"]) {
    expect((await exchange(wrong)).Error?.Code).toBe("InvalidParameter.WebIdentityTokenError");
  }
  expect((await exchange(token(60), "other")).Error?.Code).toBe("UnauthorizedOperation");
});
