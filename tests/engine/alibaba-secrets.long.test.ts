// Credentials are in nothing that is kept or said: not in state, not in its history and backups, not in any output.
import { AlibabaHarness, bandwidth } from "./alibaba-harness";
import { filesKept, spellings, wordsSaid } from "./kept";

const key = "STS.simulator-key";
const secret = "simulator-sts-secret";
const wrongSecret = "a-secret-with-a-slip";
const token = "simulator/security+token==";
const environment = (accessKeySecret: string) => ({
  ALIBABA_CLOUD_ACCESS_KEY_ID: key,
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: accessKeySecret,
  ALIBABA_CLOUD_SECURITY_TOKEN: token,
});
const noEnvironment = Object.fromEntries(Object.keys(environment("")).map((name) => [name, ""]));
const settings = (accessKeySecret: string) => ({
  "ipv6:alibaba": {
    accessKeyId: { secret: key },
    accessKeySecret: { secret: accessKeySecret },
    securityToken: { secret: token },
  },
});
const secretInput = 1987;

let harness: AlibabaHarness;
const up = (env: Record<string, string>) => harness.stack.up({ mayFail: true, env });
/** Every file of the test's folder but the installed packages, and all that the CLI said, each with where it is. */
const everything = () => [...filesKept(harness.stack), ...wordsSaid(harness.stack)];

beforeAll(async () => {
  const web = (opts = {}) =>
    bandwidth("web", { ipv6AddressId: "ipv6-demo0001" }, { opts, code: `bandwidth: pulumi.secret(${secretInput})` });
  harness = await AlibabaHarness.open(web({ customTimeouts: { create: "3s" } }), { env: { PULUMI_IPV6_LOG: "debug" } });
  // From the environment first: the CLI blots out by itself what it knows as a secret of the configuration.
  const { stdout } = await up(environment(wrongSecret));
  expect(stdout).toMatch(/SignatureDoesNotMatch .*Check the access key secret/);
  expect(stdout).toContain("ipv6 debug");
  harness.simulator.fault({ do: "drop", times: -1 });
  expect((await up(environment(secret))).code).not.toBe(0);
  harness.simulator.clearFaults();
  harness.program(web());
  expect((await up(environment(secret))).code).toBe(0);

  await harness.stack.config(settings(secret));
  expect((await up(noEnvironment)).code).toBe(0);
  await harness.stack.preview({ args: ["--diff"], env: noEnvironment });
  // A fact of the engine: refresh and destroy are configured as the last up was, so a new configuration needs an up.
  await harness.stack.config(settings(wrongSecret));
  harness.calls();
  await harness.stack.refresh({ env: noEnvironment });
});

test("the credentials of the environment and those of the configuration were used", () => {
  expect(harness.calls().map((call) => call.status)).toEqual([200]);
  expect(harness.live()).toHaveLength(1);
  expect(harness.simulator.ledger()[0]?.detail).toMatchObject({ bandwidth: secretInput });
});

test.each([
  ["key", key],
  ["secret", secret],
  ["mistaken secret", wrongSecret],
  ["token", token],
])("the %s is in no file and no output, in no spelling", async (_what, planted) => {
  const ways = spellings(planted);
  const places = [...everything(), ["export", JSON.stringify(await harness.stack.stackExport())]];
  const found = places.filter(([, text = ""]) => ways.some((way) => text.includes(way)));
  expect(found.map(([where]) => where)).toEqual([]);
});

test("no signature is in any of them either", () => {
  const found = everything().filter(([, text]) => /Signature(=|%3D|Nonce)|SecurityToken(=|%3D)/.test(text));
  expect(found.map(([where]) => where)).toEqual([]);
});

test("a secret input stays encrypted in inputs and outputs, and the frozen code is small", async () => {
  const web = await harness.stack.resource("web");
  for (const side of [web?.inputs, web?.outputs]) {
    expect(side?.bandwidth).toMatchObject({ ciphertext: expect.any(String) });
    const code = String(side?.__provider);
    expect(code.length).toBeLessThan(1_000);
    expect(code).toBe(
      'exports.handler = () => require("pulumi-ipv6/dynamic").provider("alibaba:Ipv6InternetBandwidth");',
    );
  }
  const kept = everything().filter(([where]) => where.includes(".pulumi"));
  expect(kept.filter(([, text]) => text.includes(`"bandwidth": ${secretInput}`))).toEqual([]);
});
