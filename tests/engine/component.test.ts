// PublicIpv6 on three clouds through either door: made by the program itself, and made by the plugin for a program that
// only names it. One story each, in order; then the two are compared.
import { acts } from "../acts";
import { PLUGIN } from "./alibaba-harness";
import { EngineHarness, openSimulator } from "./engine-harness";
import { createWorkspace } from "./workspace";

const NATIVE = `const { PublicIpv6 } = require("pulumi-ipv6");`;
/** As an SDK has it: the type, its outputs, and that it is made elsewhere. */
const REMOTE = `
class PublicIpv6 extends pulumi.ComponentResource {
  constructor(name, args, opts) {
    super("ipv6:index:PublicIpv6", name, { address: undefined, addressId: undefined, ...args }, opts, true);
  }
}`;
const CHOSEN = "2001:DB8:7e00:1:0::100";
/** An instance of the same program: its id is unknown until it is made. */
const BY_INSTANCE = "instanceId: machine.instanceId";
const BY_NIC = 'networkInterfaceId: "1680855999352675875"';
const program = (door: string, mbps: number, { more = "", chosen = CHOSEN, nic = BY_INSTANCE } = {}) => `
const pulumi = require("@pulumi/pulumi");
${door}
class Machine extends pulumi.dynamic.Resource {}
const create = async () => ({ id: "made", outs: { instanceId: "1650000000000000001" } });
const machine = new Machine({ create }, "machine", { instanceId: undefined });
const bandwidth = ${mbps};
const alibaba = new PublicIpv6("alibaba", { cloud: "alibaba", networkInterfaceId: "eni-demo0004", bandwidth });
const tencent = new PublicIpv6("tencent", {
  cloud: "tencent",
  networkInterfaceId: Promise.resolve("eni-demo0004"),
  ipv6Address: "${chosen}",
  bandwidth,
  tags: { peer: alibaba.addressId },
});
const zenlayer = new PublicIpv6("zenlayer", {
  cloud: "zenlayer",
  ${nic},
  billing: "package",
  packageSize: 0.3,
  bandwidth: pulumi.secret(bandwidth),
});
${more}
exports.addresses = [alibaba.address, tencent.address, zenlayer.address];
exports.mbps = alibaba.bandwidth;
`;
const WRONG = `new PublicIpv6("wrong", { cloud: "tencent", networkInterfaceId: "i-1", instanceId: machine.instanceId, bandwidth: 1, billing: "bandwidth", clusterId: "c" });`;
const CLOUDS = ["alibaba", "tencent", "zenlayer"];
/** What there is, under what, and what it came from: without what tells the doors apart. */
const shape = (harness: EngineHarness) => {
  const short = (urn: string) => urn.replaceAll("pulumi-nodejs:dynamic/ipv6/", "ipv6:").split("::").slice(2).join("::");
  const ours = harness.stack.state().filter(({ type }) => type.includes("ipv6") && !type.startsWith("pulumi:"));
  const rows = ours.map(({ urn, propertyDependencies = {} }) => {
    // That an output of a remote component comes from the component too is the program's own doing.
    const parts = (urns: readonly string[] | null) => (urns ?? []).filter((each) => each.includes("PublicIpv6$"));
    const from = Object.entries(propertyDependencies).map(([name, urns]) => [name, parts(urns).map(short).sort()]);
    return [short(urn), Object.fromEntries(from.filter(([, urns]) => urns?.length))] as const;
  });
  return Object.fromEntries(rows);
};
/** What a story did to each cloud: the writes by their names, and what was bought. */
const done = (harness: EngineHarness, from = 0) =>
  CLOUDS.map((cloud, index) => ({
    calls: writes(harness)[index],
    bought: harness.simulator
      .ledger()
      .slice(from)
      .flatMap(({ cloud: where, event, resource, detail }) =>
        where === cloud ? [{ event, resource, ...detail, addresses: undefined }] : [],
      ),
  }));
/** Sorted: held tags are written a moment after what they are for, so their place among the other calls is chance. */
const writes = (harness: EngineHarness) =>
  CLOUDS.map((cloud) =>
    acts(harness.simulator.journal())
      .flatMap((call) => (call.cloud === cloud ? [call.action] : []))
      .sort(),
  );

const stories: Record<string, { made: unknown; shape: unknown; outputs: unknown; writes: unknown; ledger: unknown }> =
  {};

describe.each([
  ["native", NATIVE],
  ["remote", REMOTE],
])("%s", (door, head) => {
  let harness: EngineHarness;
  const up = async (mbps: number, chosen?: string) => {
    // From the first change on, the network interface itself is named instead of its instance.
    harness.stack.write("index.js", program(head, mbps, { chosen, ...(mbps > 10 && { nic: BY_NIC }) }));
    const { events } = await harness.stack.up({ json: true });
    return events.find((event) => event.summaryEvent)?.summaryEvent?.resourceChanges;
  };
  const outputs = async (name: string) =>
    (await harness.stack.stackExport({ args: ["--show-secrets"] })).deployment.resources?.find(({ urn }) =>
      urn.endsWith(`PublicIpv6::${name}`),
    )?.outputs;

  beforeAll(async () => {
    const simulator = await openSimulator();
    const env = Object.assign({}, ...Object.values(simulator.environment()));
    harness = new EngineHarness(
      simulator,
      await createWorkspace({ program: program(head, 10, { more: WRONG }), plugins: PLUGIN, env }),
    );
  });

  test("what a cloud has not is refused at preview by name, all at once", async () => {
    const { code, stdout, stderr } = await harness.stack.preview({ mayFail: true });
    expect(code).not.toBe(0);
    const said = stdout + stderr;
    expect(said).toContain('PublicIpv6 "wrong" is refused:');
    expect(said).toMatch(/networkInterfaceId: must be the id of a network interface.* on Tencent Cloud; got "i-1"/);
    expect(said).toContain("exactly one of networkInterfaceId and instanceId must be given on Tencent Cloud; got both");
    expect(said).toContain('billing: "bandwidth" is not to be had on Tencent Cloud');
    expect(said).toContain("clusterId: has no use on Tencent Cloud");
  });

  test("a preview knows what is not known, and only looks", async () => {
    harness.stack.write("index.js", program(head, 10));
    const { changeSummary } = await harness.stack.previewJson();
    expect(changeSummary).toEqual({ create: 10 });
    expect(harness.acts()).toEqual([]);
  });

  test("up orders once on each cloud", async () => {
    expect(await up(10)).toEqual({ create: 10 });
    const kinds = harness.entries().map(({ cloud, event }) => `${cloud} ${event}`);
    expect(kinds.sort()).toEqual([
      "alibaba assigned",
      "alibaba ordered",
      "tencent assigned",
      "tencent ordered",
      "zenlayer assigned",
    ]);
    const tencent = { address: "2001:db8:7e00:1::100", addressId: expect.stringMatching(/^eip-/), bandwidth: 10 };
    expect(await outputs("tencent")).toEqual(tencent);
    // Secret as it came in, though the cloud was told.
    expect((await harness.outputs("zenlayer")).bandwidth).toMatchObject({ ciphertext: expect.any(String) });
    stories[door] = { made: done(harness), shape: shape(harness) } as never;
  });

  test("right after it nothing changes; nor for the other door's program", async () => {
    await harness.stack.preview({ args: ["--expect-no-changes"] });
    if (door === "native") {
      harness.stack.write("index.js", program(REMOTE, 10));
      await harness.stack.preview({ args: ["--expect-no-changes"] });
    }
  });

  test("bandwidth is changed in place on all three, whether by instance or by network interface", async () => {
    const live = harness.live();
    const before = harness.entries().length;
    expect(await up(20)).toEqual({ same: 4, update: 6 });
    expect(
      harness
        .entries()
        .slice(before)
        .map(({ event }) => event),
    ).toEqual(["changed", "changed", "changed"]);
    expect(harness.live()).toEqual(live);
    Object.assign(stories[door] ?? {}, {
      outputs: await Promise.all(CLOUDS.map(async (cloud) => Object.keys((await outputs(cloud)) ?? {}).sort())),
    });
  });

  test("another address is had by ending what is on the old one first", async () => {
    const before = harness.entries().length;
    expect(await up(20, "2001:db8:7e00:1::101")).toEqual({ same: 7, update: 1, replace: 2 });
    const kinds = harness.entries().slice(before);
    expect(kinds.map(({ event }) => event)).toEqual(["released", "unassigned", "assigned", "ordered"]);
    expect(await outputs("tencent")).toMatchObject({ address: "2001:db8:7e00:1::101", bandwidth: 20 });
  });

  test("destroy ends every order and gives back every address", async () => {
    await harness.stack.destroy();
    expect(harness.live()).toEqual([]);
    expect(await harness.resources()).toEqual([]);
    const all = harness.events();
    const count = (event: string) => all.filter((each) => each === event).length;
    expect([count("assigned"), count("unassigned")]).toEqual([4, 4]);
    Object.assign(stories[door] ?? {}, { writes: writes(harness), ledger: done(harness).map(({ bought }) => bought) });
  });
});

test("both doors made the same resources by the same writes, and undid them alike", () => {
  expect(Object.keys(stories.native?.shape ?? {})).toHaveLength(8);
  expect(stories.native).toEqual(stories.remote);
});

test("through an explicit provider the parts are made by that, too", async () => {
  const simulator = await openSimulator();
  const keys = { region: "cn-hangzhou", accessKeyId: "simulator-key", accessKeySecret: "simulator-secret" };
  const stack = await createWorkspace({
    plugins: PLUGIN,
    program: `
const pulumi = require("@pulumi/pulumi");
${REMOTE}
class Provider extends pulumi.ProviderResource {}
const provider = new Provider("ipv6", "mine", { alibaba: ${JSON.stringify({ ...keys, endpoint: simulator.url })} });
new PublicIpv6("web", { cloud: "alibaba", networkInterfaceId: "eni-demo0004", bandwidth: 1 }, { provider });
`,
  });
  const { steps } = await stack.previewJson();
  const parts = steps.filter(({ urn }) => urn.includes("PublicIpv6$"));
  expect(parts.map(({ newState }) => newState?.provider)).toEqual([
    expect.stringContaining("::mine::"),
    expect.stringContaining("::mine::"),
  ]);
  expect(steps.filter(({ urn }) => urn.includes("pulumi:providers:ipv6"))).toHaveLength(1);
});
