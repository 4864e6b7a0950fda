// A pull request that the cloud would refuse fails its preview, with all refusals at once. Through the plugin a refusal ends
// its own step; a dynamic provider can only end the whole preview, so there the program tells it.
import { readdirSync } from "node:fs";
import { type Door, EveryResourceHarness, type Wishes } from "./every-resource";

const alibaba = (resource: string, inputs: object) => ({ cloud: "alibaba", resource, inputs: { ...inputs } });
const bandwidth = (mbps: number) =>
  alibaba("Ipv6InternetBandwidth", {
    ipv6AddressId: "ipv6-demo0001",
    ...{ bandwidth: mbps, internetChargeType: "PayByTraffic" },
  });
const REFUSED: Wishes = [
  // More than the cloud sells by traffic: a change.
  bandwidth(1_500),
  alibaba("NicIpv6Assignment", { networkInterfaceId: "eni-nobody", ipv6AddressCount: 1 }),
  { cloud: "tencent", resource: "Ipv6InternetBandwidth", inputs: { ip6Address: "2001:db8::404", bandwidth: 5 } },
];
const CODES = [
  "OperationFailed.BandwidthExceedLimit",
  "InvalidEniId.NotFound",
  "InvalidParameterValue.AddressIpNotFound",
];

describe.each(["dynamic", "plugin"] as const)("%s", (door: Door) => {
  let harness: EveryResourceHarness;
  beforeAll(async () => {
    harness = await EveryResourceHarness.open(door);
    harness.declare([bandwidth(10)]);
    await harness.stack.up();
  });

  test("every refusal is told once, with its code, and nothing is done", async () => {
    harness.acts();
    const before = harness.entries();
    harness.declare(REFUSED, { together: true });
    const preview = await harness.stack.preview({ mayFail: true });
    const [, diagnostics = ""] = preview.stdout.split("Diagnostics:");
    expect(CODES.map((code) => [code, diagnostics.split(code).length - 1])).toEqual(CODES.map((code) => [code, 1]));
    expect(preview.stdout).not.toMatch(/\n\s+at /);
    expect(preview.code).not.toBe(0);
    const up = await harness.stack.cli("up", { args: ["--yes", "--stack", harness.stack.stack], mayFail: true });
    expect(up.code).not.toBe(0);
    expect(harness.acts()).toEqual([]);
    expect(harness.entries()).toEqual(before);
    const { TMPDIR = "" } = harness.stack.env;
    expect(readdirSync(TMPDIR).filter((name) => name.startsWith("pulumi-ipv6-preview"))).toEqual([]);
  });
});
