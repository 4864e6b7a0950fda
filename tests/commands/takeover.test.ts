// What Terraform has, taken over: held against the simulated clouds.
import { type Simulator, seedMany, startSimulator } from "../../simulator";
import { alibabaKeys } from "../../simulator/testing";
import { environmentOf, take } from "./takeover-harness";
import { alicloud, type Instance, rawState, shownState, tencentcloud, zenlayercloud } from "./takeover-states";

const MANY = 300;
let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ seed: seedMany(MANY, { inUse: true }) });
});
afterAll(() => simulator.close());
afterEach(() => {
  const writes = simulator.journal().filter(({ action }) => !/^Describe|^AssumeRole$/.test(action));
  expect(writes).toEqual([]);
  simulator.reset();
});

/** Terraform states do not have the region, and nothing else tells it here. */
function placeless() {
  const { ALIBABA_CLOUD_REGION: _a, TENCENTCLOUD_REGION: _t, ...rest } = environmentOf(simulator);
  return rest;
}
const bandwidthOf = (number: string, more: Partial<Instance> = {}, values = {}): Instance => ({
  ...{ type: "alicloud_vpc_ipv6_internet_bandwidth", name: "many", index: number },
  values: {
    ...{ id: `ipv6bw-many${number}`, bandwidth: 10, internet_charge_type: "PayByTraffic" },
    ...{ ipv6_address_id: `ipv6-many${number}`, ipv6_gateway_id: "ipv6gw-demo0001", ...values },
  },
  ...more,
});

test("Alibaba: ids, addresses of a machine, references, and what stays", async () => {
  const { failure, problems, ids, why, text, report } = await take(simulator, rawState(alicloud));
  expect({ failure, problems }).toEqual({ failure: undefined, problems: [] });
  expect(ids).toEqual([
    "Ipv6Address cn-hangzhou/ipv6-free",
    "Ipv6EgressOnlyRule cn-hangzhou/ipv6gw-demo0001/ipv6py-many00001",
    "Ipv6InternetBandwidth cn-hangzhou/ipv6-byhand/ipv6bw-byhand",
    "Ipv6InternetBandwidth cn-hangzhou/ipv6-many00001/ipv6bw-many00001",
    "Ipv6InternetBandwidth cn-hangzhou/ipv6-many00002/ipv6bw-many00002",
    "NicIpv6Assignment cn-hangzhou/eni-demo0003/2001:db8:a0:1::3,2001:db8:a0:1::4",
    "NicIpv6Assignment cn-hangzhou/eni-many00001/2001:db8:a0:1::f:1",
    "NicIpv6Assignment cn-hangzhou/eni-many00002/2001:db8:a0:1::f:2",
  ]);
  expect(why).toEqual({ "data.alicloud_vpc_ipv6_addresses.seen": "a data source: Terraform only reads it" });
  const program = text("index.ts");
  expect(program).toContain("ipv6AddressId: dbAssignment.ipv6AddressIds[1],");
  expect(program).toContain("ipv6AddressId: many00001Assignment.ipv6AddressId,");
  expect(program).toContain("instanceId: many00001Bandwidth.ipv6AddressId,");
  expect(program).toContain('// Was module.web["eu"].alicloud_vpc_ipv6_internet_bandwidth.this[0]');
  const removed = [...text("removed.tf").matchAll(/^ {2}from = (.+)$/gm)].map(([, from]) => from);
  expect(removed).toEqual([
    "module.web.alicloud_vpc_ipv6_internet_bandwidth.this",
    "alicloud_vpc_ipv6_internet_bandwidth.many",
    "alicloud_vpc_ipv6_egress_rule.out",
    "alicloud_vpc_ipv6_address.edge",
  ]);
  expect(report.ignore.map(({ at }) => at).sort()).toEqual([
    'alicloud_ecs_network_interface.many["00001"]',
    'alicloud_ecs_network_interface.many["00002"]',
    "alicloud_instance.db",
  ]);
  expect(report.others).toEqual({ alicloud_vpc: 1 });
});

test("Tencent and Zenlayer, as terraform show -json has them", async () => {
  const { ids, why, report, text } = await take(simulator, shownState([...tencentcloud, ...zenlayercloud]));
  expect(ids).toEqual([
    "ElasticPublicIpv6 ap-guangzhou/eipv6-traffic01",
    "Ipv6InternetBandwidth 1680855999352675877",
    "Ipv6InternetBandwidth ap-guangzhou/2001:db8:7e00:1::4/eip-byhand01",
    "Ipv6InternetBandwidth ap-guangzhou/2001:db8:7e00:1::d/eip-package01",
    "Ipv6InternetBandwidth ap-guangzhou/2001:db8:7e00:1::f:1/eip-many00001",
    "NicIpv6Assignment ap-guangzhou/eni-many00001/2001:db8:7e00:1::f:1",
    "NicIpv6Assignment ap-guangzhou/eni-ula-two/fd76:7e00:1::2",
  ]);
  expect(why).toEqual({ "zenlayercloud_zec_vnic.old": "it has no IPv6 address (primary_ipv6 is empty)" });
  const of = (name: string) => report.taken.find((each) => each.name === name);
  expect(of("edge-ipv6")?.was).toEqual([
    "tencentcloud_elastic_public_ipv6.edge",
    "tencentcloud_elastic_public_ipv6_attachment.edge",
  ]);
  // The state says 6 Mbps, the cloud has 10: the program has what is there.
  expect(of("web-bandwidth-2")?.differs).toEqual([{ input: "bandwidth", old: 6, now: 10 }]);
  expect(report.taken.flatMap(({ differs }) => differs)).toHaveLength(1);
  expect(text("report.md")).toContain("| `web-bandwidth-2` | bandwidth | `6` | `10` |");
});

test("the region is found by reading: in the zones that the file names, or where --region says", async () => {
  const shanghai: Instance = {
    ...{ type: "alicloud_ecs_network_interface", name: "far" },
    values: { id: "eni-shanghai0001", ipv6_addresses: ["2001:db8:d0:1::1"] },
  };
  const hinted = await take(simulator, rawState([...alicloud, ...tencentcloud]), [], placeless());
  expect(hinted.ids).toHaveLength(14);
  const unsaid = await take(simulator, rawState([shanghai]), [], placeless());
  expect(unsaid.problems).toEqual(["--region: say in which regions of Alibaba Cloud to look: the file does not tell"]);
  const regions = ["--region", "alibaba:cn-hangzhou", "--region", "alibaba:cn-shanghai"];
  const found = await take(simulator, rawState([shanghai, ...alicloud]), regions, placeless());
  expect(found.ids).toContain("NicIpv6Assignment cn-shanghai/eni-shanghai0001/2001:db8:d0:1::1");
  expect(found.ids).toContain("Ipv6Address cn-hangzhou/ipv6-free");
  const elsewhere = await take(
    simulator,
    rawState([shanghai, bandwidthOf("00001")]),
    ["--region", "alibaba:cn-hangzhou"],
    placeless(),
  );
  expect(elsewhere.why["alicloud_ecs_network_interface.far"]).toBe(
    "the cloud does not have it (looked in Alibaba Cloud cn-hangzhou)",
  );
});

test("300 of them in a dozen calls", async () => {
  const numbers = Array.from({ length: MANY }, (_, index) => String(index + 1).padStart(5, "0"));
  const nics = numbers.map(
    (number): Instance => ({
      ...{ type: "alicloud_ecs_network_interface", name: "many", index: number },
      values: { id: `eni-many${number}`, ipv6_addresses: [`2001:db8:a0:1::f:${Number(number).toString(16)}`] },
    }),
  );
  const { ids } = await take(simulator, rawState([...numbers.map((number) => bandwidthOf(number)), ...nics]));
  expect(ids).toHaveLength(2 * MANY);
  expect(simulator.journal().length).toBeLessThanOrEqual(30);
});

test("what has a deposed twin stays whole, because Terraform would forget both", async () => {
  const state = rawState([bandwidthOf("00001"), bandwidthOf("00002"), bandwidthOf("00002", { deposed: "4d3c2b1a" })]);
  const { ids, report } = await take(simulator, state);
  expect(ids).toHaveLength(1);
  expect(report.notTaken.map(({ why }: { why: string }) => why)).toEqual([
    expect.stringMatching(/^deposed/),
    expect.stringMatching(/^deposed/),
  ]);
});

test("objects that are on their way out stay, and single instances leave by a command", async () => {
  const { why, report, text } = await take(
    simulator,
    rawState([
      bandwidthOf("00001"),
      bandwidthOf("00002", { deposed: "4d3c2b1a" }),
      bandwidthOf("00003", { tainted: true, name: "other" }),
      bandwidthOf("00004", { name: "gone" }, { id: "ipv6bw-elsewhere" }),
      { type: "alicloud_vpc_ipv6_address", name: "block", values: { id: "ipv6-prefix", address_type: "IPv6Prefix" } },
      { type: "alicloud_vpc_ipv6_gateway", name: "gw", values: { id: "ipv6gw-demo0001" } },
    ]),
  );
  expect(Object.keys(why)).toHaveLength(5);
  expect(why['alicloud_vpc_ipv6_internet_bandwidth.many["00002"]']).toMatch(/^deposed \(4d3c2b1a\)/);
  expect(why['alicloud_vpc_ipv6_internet_bandwidth.other["00003"]']).toMatch(/^tainted/);
  expect(why['alicloud_vpc_ipv6_internet_bandwidth.gone["00004"]']).toMatch(/^the cloud does not have it/);
  expect(why["alicloud_vpc_ipv6_address.block"]).toBe("a block of addresses is no resource here");
  expect(why["alicloud_vpc_ipv6_gateway.gw"]).toMatch(/^no resource of this provider/);
  // A removed block would speak of the deposed one, too.
  expect(text("removed.tf")).toBe("");
  expect(report.commands).toEqual([`terraform state rm 'alicloud_vpc_ipv6_internet_bandwidth.many["00001"]'`]);
});

test("an address that was allocated on its own is a part of the network interface's assignment", async () => {
  const address = { id: "ipv6-many00001", ipv6_address: "2001:db8:a0:1::f:1", vswitch_id: "vsw-demo0001" };
  const { report, text } = await take(
    simulator,
    rawState([...alicloud, { type: "alicloud_vpc_ipv6_address", name: "web", values: address }]),
  );
  const [assignment] = report.taken.filter(({ was }) => was.includes("alicloud_vpc_ipv6_address.web"));
  expect(assignment).toMatchObject({
    ...{ id: "cn-hangzhou/eni-many00001/2001:db8:a0:1::f:1", differs: [] },
    was: ['alicloud_ecs_network_interface.many["00001"]', "alicloud_vpc_ipv6_address.web"],
  });
  expect(text("removed.tf")).toContain("from = alicloud_vpc_ipv6_address.web\n");
});

test("an identity that may not read some of it", async () => {
  const { accessKeyId, accessKeySecret } = alibabaKeys.subuser;
  const environment = {
    ...environmentOf(simulator),
    ALIBABA_CLOUD_ACCESS_KEY_ID: accessKeyId,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: accessKeySecret,
  };
  const { ids, why } = await take(simulator, rawState(alicloud), [], environment);
  expect(ids.filter((each) => each.startsWith("Ipv6InternetBandwidth"))).toHaveLength(3);
  expect(why["alicloud_instance.db"]).toMatch(/Forbbiden\.SubUser/);
});

test("files as shells and editors leave them", async () => {
  const text = rawState([bandwidthOf("00001")]);
  const files = [Buffer.from(`\ufeff${text}`), Buffer.from(`\ufeff${text}\r\n`, "utf16le")];
  for (const file of files) expect((await take(simulator, file)).ids).toHaveLength(1);
});

test("what is no such file, and all mistakes at once, before any call", async () => {
  const said = async (file: string, args: readonly string[] = []) => (await take(simulator, file, args)).problems;
  expect(await said("# alicloud_vpc.main:\n")).toEqual([expect.stringMatching(/terraform show -json/)]);
  expect(await said('{"version":3,"terraform_version":"0.11.14","modules":[]}')).toEqual([
    expect.stringMatching(/version 3.*0\.12 or newer/),
  ]);
  expect(await said('{"serial":1,"lineage":"x","encrypted_data":"AA=="}')).toEqual([
    expect.stringMatching(/tofu show -json/),
  ]);
  expect(await said('{"hello":1}')).toEqual([expect.stringMatching(/must be a Terraform state/)]);
  const nowhere = await take(simulator, rawState([...alicloud, ...zenlayercloud]), ["--language", "cobol"], {});
  expect(nowhere.problems).toHaveLength(3);
  expect(nowhere.problems.join("\n")).toMatch(
    /^--language: one of typescript, python, go, yaml; got cobol\n.*Alibaba.*\n.*Zenlayer/,
  );
  expect(nowhere.files.size).toBe(0);
  expect(simulator.journal()).toEqual([]);
});

test.each([
  ["is of others", rawState([{ type: "aws_vpc", name: "a", values: { id: "v" } }]), /it has none of alicloud_vpc/],
  ["is empty", rawState([]), /it has none of alicloud_vpc/],
  ["is tainted", rawState([bandwidthOf("00001", { tainted: true })]), /can be taken:\n {2}.*many\["00001"\]: tainted/],
])("a file of which everything %s is no mistake of the command line: exit code 1", async (_, file, message) => {
  const { problems, failure, files } = await take(simulator, file);
  expect({ problems, failure }).toEqual({ problems: [], failure: expect.stringMatching(message) });
  expect(files.size).toBe(0);
  expect((await take(simulator, file, ["--language", "cobol"])).problems).toEqual([expect.stringMatching(/cobol/)]);
  expect(simulator.journal()).toEqual([]);
});

test("nothing that is there: nothing is written", async () => {
  const { failure, files } = await take(simulator, rawState([bandwidthOf("99999")]));
  expect(failure).toMatch(/^nothing can be taken:\n.*many\["99999"\]: the cloud does not have it/);
  expect(files.size).toBe(0);
});
