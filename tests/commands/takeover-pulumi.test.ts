// What other Pulumi packages have, and what nobody has, taken over; and what a stack of ours has, given back.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CLOUDS } from "../../provider/clouds";
import { pascal } from "../../provider/doors/plugin/schema-words";
import { type Simulator, seedMany, startSimulator } from "../../simulator";
import { take } from "./takeover-harness";
import { alicloud, type Entry, rawState, stackExport, tencentcloud, urnOf, zenlayercloud } from "./takeover-states";

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ seed: seedMany(3, { inUse: true }) });
});
afterAll(() => simulator.close());
afterEach(() => {
  const writes = simulator.journal().filter(({ action }) => !/^Describe|^AssumeRole$/.test(action));
  expect(writes).toEqual([]);
  simulator.reset();
});

const nic: Entry = {
  ...{ type: "alicloud:ecs/ecsNetworkInterface:EcsNetworkInterface", name: "web", id: "eni-many00001" },
  outputs: { ipv6Addresses: ["2001:db8:a0:1::f:1"], ipv6AddressCount: 1, vswitchId: "vsw-demo0001" },
};
const bandwidth: Entry = {
  ...{ type: "alicloud:vpc/ipv6InternetBandwidth:Ipv6InternetBandwidth", name: "web", id: "ipv6bw-many00001" },
  outputs: {
    ipv6AddressId: "ipv6-many00001",
    bandwidth: 10,
    internetChargeType: "PayByTraffic",
    ipv6GatewayId: "ipv6gw-demo0001",
  },
  more: { protect: true },
};
const rule: Entry = {
  ...{ type: "alicloud:vpc/ipv6EgressRule:Ipv6EgressRule", name: "out", id: "ipv6gw-demo0001:ipv6py-many00001" },
  outputs: { ipv6GatewayId: "ipv6gw-demo0001", instanceId: "ipv6-many00001", ipv6EgressRuleName: "many-00001" },
  more: { dependencies: [urnOf(bandwidth)] },
};
/** `pulumi package add terraform-provider`. */
const dynamic: Entry = {
  ...{ type: "tencentcloud:index/ipv6AddressBandwidth:Ipv6AddressBandwidth", name: "db", id: "eip-byhand01" },
  outputs: {
    ipv6Address: "2001:db8:7e00:1::4",
    internetMaxBandwidthOut: 20,
    internetChargeType: "TRAFFIC_POSTPAID_BY_HOUR",
  },
};
const bridged: Entry = {
  ...{ type: "tencentcloud:Eni/ipv6Address:Ipv6Address", name: "ula", id: "eni-ula-two" },
  outputs: { networkInterfaceId: "eni-ula-two", ipv6Addresses: [{ address: "fd76:7e00:1::2", addressId: "" }] },
};

test("bridged and any-Terraform-provider resources: names stay, and the old stack forgets in the right order", async () => {
  const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "v1:x" };
  const regions = { alicloud: "cn-hangzhou", tencentcloud: secret };
  const gone: Entry = { ...bandwidth, name: "old", id: "ipv6bw-many00002", more: { delete: true } };
  const read: Entry = { ...bandwidth, name: "seen", id: "ipv6bw-many00003", more: { external: true } };
  const state = stackExport([nic, bandwidth, rule, dynamic, bridged, gone, read], regions);
  const { ids, why, report, text, failure, problems } = await take(simulator, state);
  expect([problems, failure]).toEqual([[], undefined]);
  expect(ids).toEqual([
    "Ipv6EgressOnlyRule cn-hangzhou/ipv6gw-demo0001/ipv6py-many00001",
    "Ipv6InternetBandwidth ap-guangzhou/2001:db8:7e00:1::4/eip-byhand01",
    "Ipv6InternetBandwidth cn-hangzhou/ipv6-many00001/ipv6bw-many00001",
    "NicIpv6Assignment ap-guangzhou/eni-ula-two/fd76:7e00:1::2",
    "NicIpv6Assignment cn-hangzhou/eni-many00001/2001:db8:a0:1::f:1",
  ]);
  expect(why[urnOf(gone)]).toMatch(/^pending deletion/);
  expect(why[urnOf(read)]).toMatch(/^read with \.get\(\)/);
  expect(report.taken.map(({ name }) => name).sort()).toEqual(["db", "out", "ula", "web", "web"]);
  const forget = [...text("forget.sh").matchAll(/^pulumi state delete '(.+)'(.*) --yes$/gm)];
  expect(forget.map(([, urn, force]) => [urn, force])).toEqual([
    [urnOf(rule), ""],
    [urnOf(bandwidth), " --force"],
    [urnOf(dynamic), ""],
    [urnOf(bridged), ""],
  ]);
  expect(report.ignore).toEqual([{ at: urnOf(nic), attributes: ["ipv6Addresses", "ipv6AddressCount"] }]);
  const resources = JSON.parse(text("import.json")).resources as { name: string; logicalName?: string }[];
  expect(new Set(resources.map(({ name }) => name)).size).toBe(resources.length);
  expect(resources[0]).toMatchObject({ name: "web-assignment", logicalName: "web", version: expect.any(String) });
});

test("--components: a pair is one PublicIpv6, whose rows have a parent", async () => {
  const { text, report } = await take(simulator, rawState([...alicloud, ...tencentcloud]), ["--components"]);
  const { resources } = JSON.parse(text("import.json")) as { resources: Record<string, unknown>[] };
  const [many] = resources.filter(
    ({ inputs }) => (inputs as { networkInterfaceId?: string })?.networkInterfaceId === "eni-many00001",
  );
  expect(many).toEqual({
    ...{ type: "ipv6:index:PublicIpv6", name: "many-00001-ipv6", component: true },
    inputs: {
      ...{ cloud: "alibaba", networkInterfaceId: "eni-many00001", ipv6Address: "2001:db8:a0:1::f:1" },
      ...{ bandwidth: 10, billing: "traffic", region: "cn-hangzhou" },
    },
  });
  const children = resources.filter(({ parent }) => parent === "many-00001-ipv6");
  expect(children.map(({ type, logicalName }) => [type, logicalName])).toEqual([
    ["ipv6:alibaba:NicIpv6Assignment", "many-00001-ipv6"],
    ["ipv6:alibaba:Ipv6InternetBandwidth", "many-00001-ipv6"],
  ]);
  // An assignment of two addresses is no pair, and neither is a bandwidth without one.
  expect(
    report.taken
      .filter(({ component }) => component === null)
      .map(({ name }) => name)
      .sort(),
  ).toEqual([
    ...["db-assignment", "db-bandwidth", "edge-address", "edge-ipv6", "out-rule", "shared-bandwidth", "ula-assignment"],
    "web-eu-this-0-bandwidth",
  ]);
  expect(text("index.ts")).toContain("instanceId: many00001Ipv6.addressId,");
});

test("from the clouds: what discover lists, each once, and no controller's", async () => {
  const tags = { creator: "terway" };
  simulator.operate({ cloud: "alibaba", table: "networkInterfaces", id: "eni-many00003", change: { tags } });
  const { ids, why, text } = await take(simulator, undefined);
  expect(ids).toContain("Ipv6InternetBandwidth cn-hangzhou/ipv6-byhand/ipv6bw-byhand");
  expect(ids).toContain("ElasticPublicIpv6 ap-guangzhou/eipv6-byhand01");
  expect(ids.filter((each) => each.endsWith(" 1680855999352675877"))).toHaveLength(1);
  expect(why).toEqual({ "many-00003": expect.stringMatching(/^Terway manages it/) });
  expect(text("removed.tf") + text("forget.sh")).toBe("");
});

test("accounts by role have explicit providers, which the import file declares", async () => {
  const role = "acs:ram::1234567890123456:role/simulator-deployer";
  const { text, report } = await take(simulator, rawState(alicloud), ["--role", role]);
  const { resources } = JSON.parse(text("import.json")) as { resources: Record<string, unknown>[] };
  const inputs = { alibaba: JSON.stringify({ assumeRoleArn: role }) };
  const [provider, ...rest] = resources;
  expect(provider).toMatchObject({ type: "pulumi:providers:ipv6", inputs });
  expect(rest.every((each) => each.provider === provider?.name)).toBe(true);
  expect(report.taken[0]?.account).toBe(`Alibaba Cloud, role ${role}`);
  expect(text("index.ts")).toMatch(/const (\w+) = new Provider\(\n[\s\S]+\{ protect: true, provider: \1 \},/);
});

describe("the program in the languages whose compilers are not run here", () => {
  const state = rawState([...alicloud, ...tencentcloud, ...zenlayercloud]);

  test("python: it parses, and the SDK has its classes and arguments", async () => {
    for (const args of [["--components"], ["--role", "alibaba:acs:ram::1234567890123456:role/simulator-deployer"]]) {
      const { text } = await take(simulator, state, ["--language", "python", ...args]);
      const program = text("__main__.py");
      const parsed = spawnSync("python3", ["-c", "import ast, sys; ast.parse(sys.stdin.read())"], { input: program });
      if (parsed.error) console.warn("python3 is missing: the program is not parsed");
      else expect([parsed.status, parsed.stderr.toString()]).toEqual([0, ""]);
      const calls = [...program.matchAll(/^(?:\w+ = )?(\w+)\.(\w+)\($([\s\S]*?)^\)$/gm)];
      expect(calls.length).toBeGreaterThan(10);
      for (const [, module = "", cls = "", inner = ""] of calls) {
        const file = `${cls.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase()}.py`;
        const sdk = readFileSync(join("sdk/python/pulumi_ipv6", module === "ipv6" ? "" : module, file), "utf8");
        for (const [, name] of inner.matchAll(/^ {4}(\w+)=/gm))
          expect(sdk).toMatch(new RegExp(`^\\s+${name}: Optional`, "m"));
      }
    }
  });

  test("go: it is formatted, and the SDK has its fields", async () => {
    const { text } = await take(simulator, state, ["--language", "go", "--components"]);
    const program = text("main.go");
    const formatted = spawnSync("gofmt", [], { input: program });
    if (formatted.error) console.warn("gofmt is missing: the program is not parsed");
    else expect([formatted.stderr.toString(), formatted.stdout.toString()]).toEqual(["", program]);
    for (const [, module = "", cls = "", inner = ""] of program.matchAll(/&(\w+)\.(\w+)Args\{\n([\s\S]*?)\n\t\t\}/g)) {
      const file = `${cls.charAt(0).toLowerCase()}${cls.slice(1)}.go`;
      const sdk = readFileSync(join("sdk/go/ipv6", module === "ipv6" ? "" : module, file), "utf8");
      for (const [, name] of inner.matchAll(/^\t\t\t(\w+):/gm)) expect(sdk).toMatch(new RegExp(`^\t${name} `, "m"));
    }
  });

  test("the schema names an enum after its input", () => {
    const { types } = JSON.parse(readFileSync("provider/schema.json", "utf8")) as { types: object };
    for (const { name, resources } of Object.values(CLOUDS))
      for (const { declaration } of Object.values<{ declaration: { fields: object } }>(resources))
        for (const [input, { type, open }] of Object.entries<{ type: string; open?: true }>(
          declaration.fields as never,
        ))
          if (type === "word" && !open) expect(types).toHaveProperty([`ipv6:${name}:${pascal(input)}`]);
  });
});

describe("--back", () => {
  const own = (cloud: string, resource: string, name: string, id: string, outputs: Entry["outputs"]): Entry => {
    return { type: `ipv6:${cloud}:${resource}`, name, id, outputs };
  };
  const entries: readonly Entry[] = [
    own("alibaba", "Ipv6InternetBandwidth", "web", "cn-hangzhou/ipv6-many00001/ipv6bw-many00001", {
      ...{ region: "cn-hangzhou", ipv6AddressId: "ipv6-many00001", bandwidth: 10, internetChargeType: "PayByTraffic" },
      internetBandwidthId: "ipv6bw-many00001",
    }),
    own("alibaba", "NicIpv6Assignment", "web", "cn-hangzhou/eni-many00001/2001:db8:a0:1::f:1", {
      region: "cn-hangzhou",
    }),
    own("alibaba", "Ipv6Address", "far", "cn-shanghai/ipv6-x", {
      ...{ region: "cn-shanghai", ipv6AddressId: "ipv6-x", vSwitchId: "vsw-x", tags: { team: `\${web}`, "a b": "c" } },
    }),
    own("tencent", "ElasticPublicIpv6", "edge", "ap-guangzhou/eipv6-traffic01", {
      ...{ region: "ap-guangzhou", addressId: "eipv6-traffic01", bandwidth: 50, addressType: "EIPv6" },
      ...{ networkInterfaceId: "eni-ula-two", privateIpv6Address: "fd76:7e00:1::2" },
    }),
    own("tencent", "NicIpv6Assignment", "ula", "ap-guangzhou/eni-ula-two/fd76:7e00:1::2", {
      ...{ region: "ap-guangzhou", networkInterfaceId: "eni-ula-two", addresses: ["fd76:7e00:1::2"], description: "" },
    }),
    own("zenlayer", "Ipv6InternetBandwidth", "vnic", "1680855999352675877", {
      ...{ nicId: "1680855999352675877", bandwidth: 20, rateLimitMode: "LOOSE", region: "asia-east-1" },
    }),
  ];
  const folder = mkdtempSync(join(tmpdir(), "pulumi-ipv6-back-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("import blocks, configuration and what no type of a peer can hold", async () => {
    const { text, out, problems, failure } = await take(simulator, stackExport(entries), ["--back"]);
    expect([problems, failure]).toEqual([[], undefined]);
    const configuration = text("import.tf");
    expect(configuration).toMatchSnapshot();
    const report = JSON.parse(out) as { notGiven: { at: string; why: string }[]; given: { to: string }[] };
    expect(report.given).toHaveLength(6);
    expect(report.notGiven).toEqual([
      expect.objectContaining({
        why: expect.stringMatching(/no type that can import it; .* ipv6_addresses of alicloud_ecs_network_interface/),
      }),
    ]);
    // Terraform requires the gateway. The stack does not have it: it was read.
    expect(configuration).toMatch(/ipv6_gateway_id += "ipv6gw-demo0001"/);
    expect(text("forget.sh")).toContain("ipv6:zenlayer:Ipv6InternetBandwidth::vnic' --yes");
    expect(text("forget.sh")).not.toContain("alibaba:NicIpv6Assignment");
  });

  test("without credentials, what only the cloud knows is left open, and said", async () => {
    const { text, failure } = await take(simulator, stackExport(entries), ["--back"], {});
    expect(failure).toBeUndefined();
    expect(text("import.tf")).toContain("  # ipv6_gateway_id is required, and could not be found\n");
    expect(simulator.journal()).toEqual([]);
  });

  test("terraform takes what was written", async () => {
    const back = await take(simulator, stackExport(entries), ["--back"]);
    const there = await take(simulator, rawState(alicloud));
    writeFileSync(join(folder, "import.tf"), back.text("import.tf"));
    writeFileSync(join(folder, "removed.tf"), there.text("removed.tf"));
    const { error, status, stdout } = spawnSync("terraform", ["fmt", "-check", "-diff"], { cwd: folder });
    if (error) return console.warn("terraform is missing: its files are not parsed");
    expect([stdout.toString(), status]).toEqual(["", 0]);
  });

  test("what is no stack of ours", async () => {
    expect((await take(simulator, rawState(alicloud), ["--back"])).problems).toEqual([
      "state.json: has no resources of this provider; --back takes what pulumi stack export wrote",
    ]);
    // A stack is the right file, whatever is in it.
    expect(await take(simulator, stackExport([]), ["--back"])).toMatchObject({
      ...{ problems: [], failure: expect.stringMatching(/has no resources of this provider/) },
    });
    const ofVersion = (version: number) => JSON.stringify({ ...JSON.parse(stackExport(entries)), version });
    expect((await take(simulator, ofVersion(3), ["--back"])).problems).toEqual([]);
    expect((await take(simulator, ofVersion(2), ["--back"])).problems).toEqual([
      "state.json: is a deployment of version 2, not 3 or 4; write it with pulumi stack export of a newer Pulumi",
    ]);
    expect((await take(simulator, ofVersion(5), ["--back"])).problems).toEqual([
      "state.json: is a deployment of version 5, not 3 or 4; use a newer pulumi-ipv6",
    ]);
    expect((await take(simulator, undefined, ["--back"])).problems).toEqual([
      "FILE: is required with --back: what pulumi stack export wrote",
    ]);
  });
});
