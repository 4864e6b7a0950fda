import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { Agent } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  ECSRAMRoleCredentialsProvider,
  OIDCRoleArnCredentialsProvider,
  RAMRoleARNCredentialsProvider,
  StaticAKCredentialsProvider,
  URICredentialsProvider,
} from "@alicloud/credentials";
import { OIDCRoleArnCredential, STSCredential } from "tencentcloud-sdk-nodejs-common";
import { callAlibaba, defaultSeed, type Seed, type Simulator, startSimulator } from "../../simulator";
import { oidcToken } from "../../simulator/common/sessions";

/** The parts of the vendors' packages that get credentials, against the simulated services. */
let simulator: Simulator;
let folder: string;
beforeAll(async () => {
  const { alibaba } = defaultSeed();
  const [first, ...rest] = alibaba.accounts;
  const machine = { arn: "acs:ram::1:role/machine", machine: "machine" };
  const accounts = [{ ...first, roles: [...(first?.roles ?? []), machine] }, ...rest];
  simulator = await startSimulator({ seed: { alibaba: { ...alibaba, accounts } } as unknown as Seed });
  folder = mkdtempSync(join(tmpdir(), "pulumi-ipv6-contract-"));
});
afterAll(async () => {
  await simulator.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => simulator.reset());
const tokenFile = (audience?: string) => {
  const issuer = { provider: "", secret: "simulator-oidc-secret", ...(audience && { audience }) };
  const path = join(folder, "token");
  writeFileSync(path, oidcToken(issuer, Date.now() + 60_000));
  return path;
};

describe("@alicloud/credentials", () => {
  const ACCOUNT = "acs:ram::1234567890123456";
  const { doRequest } = require("@alicloud/credentials/dist/src/providers/http");
  /** Everything but the address is the package's own: it knows only https, and one address of metadata. */
  const here = <P extends object>(provider: P): P =>
    Object.assign(provider, {
      doRequest: (request: object) =>
        doRequest(Object.assign(request, { protocol: "http", host: new URL(simulator.url).host })),
    });
  const signs = async (provider: { getCredentials(): Promise<object> }) => {
    const keys = (await provider.getCredentials()) as { accessKeyId: string };
    return (await callAlibaba(simulator.url, "DescribeVpcs", {}, { ...keys })).status;
  };
  const keys = () =>
    StaticAKCredentialsProvider.builder()
      .withAccessKeyId("simulator-key")
      .withAccessKeySecret("simulator-secret")
      .build();
  const role = (secret = keys()) =>
    RAMRoleARNCredentialsProvider.builder()
      .withCredentialsProvider(secret)
      .withRoleArn(`${ACCOUNT}:role/simulator-deployer`)
      .withRoleSessionName("me")
      .withDurationSeconds(900)
      .build();

  test("assumes a role, signed; a wrong secret is refused", async () => {
    expect(await signs(here(role()))).toBe(200);
    expect(simulator.journal()[0]).toMatchObject({ action: "AssumeRole", scheme: "HMAC-SHA1", status: 200 });
    const wrong = StaticAKCredentialsProvider.builder()
      .withAccessKeyId("simulator-key")
      .withAccessKeySecret("x")
      .build();
    await expect(here(role(wrong)).getCredentials()).rejects.toThrow("the access key secret is invalid");
  });

  test("exchanges an OIDC token", async () => {
    const provider = OIDCRoleArnCredentialsProvider.builder()
      .withRoleArn(`${ACCOUNT}:role/simulator-pod`)
      .withOIDCProviderArn(`${ACCOUNT}:oidc-provider/simulator`)
      .withOIDCTokenFilePath(tokenFile("sts.aliyuncs.com"))
      .withRoleSessionName("pod")
      .build();
    expect(await signs(here(provider))).toBe(200);
  });

  test.each(["optional", "required", "off"] as const)("gets the machine's role, tokens %s", async (metadataTokens) => {
    simulator.pace({ metadataTokens });
    expect(await signs(here(ECSRAMRoleCredentialsProvider.builder().build()))).toBe(200);
    const actions = simulator.journal().map(({ action }) => action);
    expect(actions).toEqual(["MetadataToken", "MetadataRole", "MetadataToken", "MetadataCredentials", "DescribeVpcs"]);
  });

  test("asks a credentials URI", async () => {
    const provider = URICredentialsProvider.builder().withCredentialsURI(`${simulator.url}/credentials`).build();
    expect(await signs(provider)).toBe(200);
  });
});

describe("tencentcloud-sdk-nodejs-common", () => {
  const ARN = "qcs::cam::uin/100000000001:roleName";
  const config = (secretKey = "simulator-tencent-key") => {
    const httpProfile = { protocol: "http://", endpoint: new URL(simulator.url).host, agent: new Agent() };
    return {
      credential: { secretId: "simulator-tencent-id", secretKey },
      region: "ap-guangzhou",
      profile: { httpProfile },
    };
  };

  test("assumes a role, signed; a wrong key is refused", async () => {
    const role = { RoleArn: `${ARN}/simulator-deployer`, RoleSessionName: "me" };
    const { secretId, token } = await new STSCredential(config(), role).getCredential();
    expect([secretId, token]).toEqual([expect.stringMatching(/^AKID/), expect.any(String)]);
    expect(simulator.journal()[0]).toMatchObject({ product: "sts", action: "AssumeRole", scheme: "TC3-HMAC-SHA256" });
    await expect(new STSCredential(config("x"), role).getCredential()).rejects.toThrow("could not be validated");
  });

  test("exchanges an OIDC token, unsigned", async () => {
    const WebIdentityToken = readFileSync(tokenFile(), "utf8");
    const role = { RoleArn: `${ARN}/simulator-pod`, RoleSessionName: "pod", ProviderId: "simulator-provider" };
    const { secretId } = await new OIDCRoleArnCredential(config(), { ...role, WebIdentityToken }).getCredential();
    expect(secretId).toMatch(/^AKID/);
  });
});
