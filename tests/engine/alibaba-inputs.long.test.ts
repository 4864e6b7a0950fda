// What is wrong with a program is said before any call: all of it at once, by field, with the rule and what was got.
import { AlibabaHarness, assignment, bandwidth } from "./alibaba-harness";

const noEnvironment = {
  ALIBABA_CLOUD_ACCESS_KEY_ID: "",
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: "",
  ALIBABA_CLOUD_REGION: "",
};

let harness: AlibabaHarness;
/** What preview says is wrong with the one resource of a program, without the engine's own words before it. */
async function refusals(body: string, env: Record<string, string> = {}): Promise<string[]> {
  harness.program(body);
  const { code, stdout } = await harness.stack.preview({ mayFail: true, env });
  expect(code).not.toBe(0);
  const [, diagnostics = ""] = stdout.split("Diagnostics:");
  return [...diagnostics.matchAll(/error: .+? has a problem: (.+)/g)].map(([, message = ""]) => message);
}

beforeAll(async () => {
  harness = await AlibabaHarness.open("");
});

test("every mistake in one resource, and what is missing around it, is said at once", async () => {
  const wrong = { ipv6AddressId: "2001:db8::1", bandwidth: 9000, internetChargeType: "PayByMagic", bandwith: 3 };
  expect(await refusals(bandwidth("web", wrong), noEnvironment)).toEqual([
    "bandwith: no such input (there are ipv6AddressId, bandwidth, internetChargeType, ipv6GatewayId, region, adopt) on Alibaba Cloud; got 3",
    expect.stringMatching(/^ipv6AddressId: must be the id of an IPv6 address, .+ on Alibaba Cloud; got "2001:db8::1"$/),
    "bandwidth: must be a whole number from 1 to 5000 Mbps on Alibaba Cloud; got 9000",
    'internetChargeType: must be one of PayByBandwidth, PayByTraffic, PayByOld95 on Alibaba Cloud; got "PayByMagic"',
    expect.stringMatching(
      /^region: is required on Alibaba Cloud: .*ipv6:alibaba\.region, or set ALIBABA_CLOUD_REGION$/,
    ),
    expect.stringMatching(
      /^no credentials to sign calls to Alibaba Cloud\. Looked for, in this order: 1\. environment \(.*Set ALIBABA_CLOUD_ACCESS_KEY_ID and .*ipv6:alibaba\.accessKeyId --secret/,
    ),
  ]);
});

test("addresses and a number of addresses at once, and text that is no address", async () => {
  const card = { networkInterfaceId: "eni-demo0004" };
  expect(
    await refusals(assignment("card", { ...card, ipv6Addresses: ["2001:db8:a0:1::200"], ipv6AddressCount: 1 })),
  ).toEqual([
    "ipv6Addresses: exactly one of ipv6Addresses and ipv6AddressCount must be given on Alibaba Cloud; got both",
  ]);
  expect(await refusals(assignment("card", { ...card, ipv6Addresses: ["2001:db8::g"] }))).toEqual([
    'ipv6Addresses: must be 1 to 10 different IPv6 addresses, such as 2001:db8::1 on Alibaba Cloud; got ["2001:db8::g"]',
  ]);
});

test("a setting that cannot be is said by its name", async () => {
  const env = { PULUMI_IPV6_ALIBABA_ENDPOINT: "nonsense" };
  expect(await refusals(bandwidth("web", { ipv6AddressId: "ipv6-demo0001", bandwidth: 10 }), env)).toEqual([
    'endpoint: must be a URL such as http://127.0.0.1:8080, without a path on the configuration ipv6:alibaba; got "nonsense"',
  ]);
});

test("none of this called the cloud or left anything in state, and an up with a mistake leaves what was there", async () => {
  expect(harness.calls()).toEqual([]);
  expect(await harness.resources()).toEqual([]);

  const right = { ipv6AddressId: "ipv6-demo0001", bandwidth: 10 };
  harness.program(bandwidth("web", right));
  await harness.stack.up();
  const before = await harness.resources();
  expect(before).toHaveLength(1);
  harness.calls();
  harness.program(bandwidth("web", { ...right, bandwidth: 0 }));
  const { code, stdout } = await harness.stack.up({ mayFail: true });
  expect(code).not.toBe(0);
  expect(stdout).toContain("bandwidth: must be a whole number from 1 to 5000 Mbps on Alibaba Cloud; got 0");
  expect(harness.calls()).toEqual([]);
  expect(await harness.resources()).toEqual(before);
});
