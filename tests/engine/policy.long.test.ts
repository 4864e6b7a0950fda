// The policy pack on the real engine, over resources of both doors: what it refuses is refused before any order.
import { cpSync } from "node:fs";
import { join, resolve } from "node:path";
import { PLUGIN } from "./alibaba-harness";
import { EngineHarness, openSimulator } from "./engine-harness";
import { createWorkspace } from "./workspace";
import type { CliResult } from "./workspace-types";

const policy = resolve(__dirname, "../../policy");

/** A Node program's own resource, and one of the plugin; the second one's bandwidth is known only after the first. */
const program = (second: string) => `
const pulumi = require("@pulumi/pulumi");
const { alibaba } = require("pulumi-ipv6");
class Bandwidth extends pulumi.CustomResource {
  constructor(name, args) {
    super("ipv6:tencent:Ipv6InternetBandwidth", name, args);
  }
}
const first = new alibaba.Ipv6InternetBandwidth("first", {
  ipv6AddressId: "ipv6-demo0001", bandwidth: 300, internetChargeType: "PayByTraffic",
});
new Bandwidth("second", { ip6Address: "2001:db8:7e00:1::1", tags: { team: "web" }, bandwidth: ${second} });
`;

const flat = `
const { alibaba } = require("pulumi-ipv6");
new alibaba.Ipv6InternetBandwidth("flat", { ipv6AddressId: "ipv6-demo0001", bandwidth: 100 });
`;
const later = "first.internetBandwidthId.apply(() => 400)";
let harness: EngineHarness;

beforeAll(async () => {
  const simulator = await openSimulator();
  const env = Object.assign({}, ...Object.values(simulator.environment()));
  harness = new EngineHarness(simulator, await createWorkspace({ program: program("400"), env, plugins: PLUGIN }));
  cpSync(policy, join(harness.stack.dir, "../policy"), { recursive: true });
});

/** A command under the pack. The pack as an executable works with every Node host there is. */
function under(command: "preview" | "up", settings: object, ...more: string[]): Promise<CliResult> {
  const file = harness.stack.write("policy.json", JSON.stringify(settings));
  return harness.stack[command]({
    args: ["--policy-pack", "../policy/run", "--policy-pack-config", file, ...more],
    mayFail: true,
  });
}

const strict = {
  "bandwidth-per-resource": { maxMbps: 350 },
  "bandwidth-per-stack": { maxMbps: 699 },
  "charge-types": { forbidden: ["PayByTraffic"] },
  "required-tags": { keys: ["owner", "team"] },
  "protect-bandwidth": { stacks: ["test"] },
};

test("a preview tells all that is broken at once, and nothing is ordered", async () => {
  const { code, stdout } = await under("preview", strict);
  expect(code).not.toBe(0);
  for (const words of [
    "second has 400 Mbps; at most 350 Mbps",
    "The stack has 700 Mbps together; at most 699 Mbps",
    "first is billed PayByTraffic",
    "second has no tag owner.",
    "first must have the option protect: true in the stack test",
    "second must have the option protect: true in the stack test",
  ]) {
    expect(stdout).toContain(words);
  }
  // What is too much together is said of the resource too with which it became so.
  expect(stdout.match(/\[mandatory\]/g)).toHaveLength(7);
  const refused = await under("up", { "bandwidth-per-resource": { maxMbps: 250 } });
  expect(refused.code).not.toBe(0);
  expect(refused.stdout).toMatch(/(first has 300|second has 400) Mbps; at most 250 Mbps/);
  expect(harness.entries()).toEqual([]);
});

test("what is within its limits goes through", async () => {
  const settings = { "bandwidth-per-resource": { maxMbps: 400 }, "bandwidth-per-stack": { maxMbps: 700 } };
  const { code, stdout } = await under("preview", settings);
  expect([code, stdout.match(/\[mandatory\]/g)]).toEqual([0, null]);
});

test("the price of a dynamic resource is judged before it is ordered, by the preview and by an up without one", async () => {
  harness.stack.write("index.js", flat);
  const settings = { "monthly-price": { max: 1 } };
  for (const { code, stdout } of [await under("preview", settings), await under("up", settings, "--skip-preview")]) {
    expect(code).not.toBe(0);
    expect(stdout).toContain("The stack costs 1446.00 USD a month; at most 1 USD are allowed.");
  }
  expect(harness.entries()).toEqual([]);
});

test("what is unknown at preview breaks no rule there, and is judged by the up before it is ordered", async () => {
  harness.stack.write("index.js", program(later));
  const settings = { "bandwidth-per-resource": { maxMbps: 350 }, "bandwidth-per-stack": { maxMbps: 650 } };
  const preview = await under("preview", settings);
  expect([preview.code, preview.stdout.match(/\[mandatory\]/g)]).toEqual([0, null]);
  const up = await under("up", settings);
  expect(up.code).not.toBe(0);
  expect(up.stdout).toContain("second has 400 Mbps; at most 350 Mbps");
  expect(up.stdout).toContain("The stack has 700 Mbps together; at most 650 Mbps");
  expect(harness.entries().map(({ cloud, event }) => `${cloud} ${event}`)).toEqual(["alibaba ordered"]);
});
