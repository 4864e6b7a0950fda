// `pulumi-ipv6 coverage` on the simulated clouds. What is billed is taken from their tables, what was sent from the journal.
import { coverage } from "../../provider/commands/coverage";
import type { Row, View } from "../../provider/commands/coverage/view";
import { discover } from "../../provider/commands/discover";
import { type Simulator, seedMany, startSimulator } from "../../simulator";
import { quickClock } from "../lifecycle/provider-harness";
import { runCommand, type Surroundings } from "./command-harness";
import {
  type Bill,
  billsOf,
  everyCloud,
  exported,
  idsOf,
  resourceOf,
  terraformShown,
  terraformState,
  writesIn,
} from "./estate";

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ seed: seedMany(4, { inUse: true }) });
});
afterAll(() => simulator.close());
afterEach(() => simulator.reset());

type Files = NonNullable<Surroundings["files"]>;
const EMPTY: Files = { "states/empty.json": exported("none", "dev", []) };

async function run(args: string, files: Files = EMPTY, more: Partial<Surroundings> = {}) {
  const runtime = { clock: quickClock() };
  const list = args.split(" ").filter(Boolean);
  const states = Object.keys(files).some((path) => path.startsWith("states/")) ? ["--states", "states"] : [];
  const told = await runCommand(coverage, [...states, ...list], {
    ...{ environment: everyCloud(simulator), runtime, files },
    ...more,
  });
  expect(writesIn(simulator)).toEqual([]);
  return told;
}

async function viewed(args: string, files: Files = EMPTY, more: Partial<Surroundings> = {}): Promise<View> {
  const { out, problems } = await run(`--json ${args}`, files, more);
  expect(problems).toEqual([]);
  return JSON.parse(out) as View;
}
const ids = (rows: readonly Row[]) => rows.map(({ id }) => id).sort();
const without = (bills: readonly Bill[], taken: readonly Bill[]) =>
  idsOf(bills.filter(({ id }) => !taken.some((each) => each.id === id)));
const bill = (id: string): Bill => billsOf(simulator).find((each) => each.id === id) as Bill;

test("every region of the account is read, which one call to each cloud that has regions tells", async () => {
  const everywhere = billsOf(simulator, true);
  expect(everywhere.length).toBeGreaterThan(billsOf(simulator).length);
  const { paid, certainty } = await viewed("--region all");
  expect([paid, certainty]).toEqual([everywhere.length, "exact"]);
  const asked = simulator.journal().filter(({ action }) => action === "DescribeRegions");
  expect(asked.map(({ product }) => product).sort()).toEqual(["region", "vpc"]);
  const regions = new Set(simulator.journal().map(({ region }) => region));
  expect([...regions]).toEqual(expect.arrayContaining(["ap-singapore", "ap-shanghai-fsi", "cn-wuhan-lr"]));
});

test("states below a folder, and compressed ones, are not read: nothing is exact then", async () => {
  const files = { ...EMPTY, "states/terraform.tfstate.d/prod/terraform.tfstate": "{}", "states/dev.json.gz": "x" };
  const { certainty, unread } = await viewed("", files);
  expect(certainty).not.toBe("exact");
  expect(unread.join("\n")).toMatch(/dev\.json\.gz: is compressed[\s\S]*terraform\.tfstate\.d\/prod: has states, too/);
});

test("without its list of regions nothing is said of the whole", async () => {
  simulator.fault({ action: "DescribeRegions", do: { status: 403, code: "Forbidden.RAM" }, times: -1 });
  const { failure } = await run("--region all --cloud alibaba");
  expect(failure).toMatch(/--region all: which regions Alibaba Cloud has could not be read: .+--region alibaba:REGION/);
});

test("all that is billed, held against states of every kind", async () => {
  const all = billsOf(simulator);
  const ours = [bill("ipv6bw-many00001"), bill("eip-many00001"), bill("eipv6-many00001"), bill("1710000000000000001")];
  const assigned = { ...bill("1710000000000000002"), type: "ipv6:zenlayer:NicIpv6Assignment" };
  const dynamic = {
    ...resourceOf(bill("ipv6bw-many00002")),
    type: "pulumi-nodejs:dynamic/ipv6/alibaba:Ipv6InternetBandwidth",
  };
  const bridged = [
    ["alicloud:vpc/ipv6InternetBandwidth:Ipv6InternetBandwidth", "ipv6bw-many00003"],
    ["tencentcloud:Ipv6/addressBandwidth:AddressBandwidth", "eip-many00002"],
    ["tencentcloud:index/elasticPublicIpv6:ElasticPublicIpv6", "eipv6-many00002"],
    ["zenlayercloud:index/zecVnic:ZecVnic", "1690000000000000003"],
  ].map(([type = "", id = ""]) => ({ type, name: id, id, outputs: { stackType: "IPv4_IPv6" } }));
  const files = {
    "states/ours.json": exported("net", "prod", [...ours, assigned].map(resourceOf)),
    "states/dynamic.json": exported("net", "dynamic", [dynamic]),
    "states/bridged.json": exported("old", "prod", bridged),
    "states/raw.tfstate": terraformState(
      { type: "alicloud_vpc_ipv6_internet_bandwidth", attributes: { id: "ipv6bw-many00004" } },
      { type: "tencentcloud_classic_elastic_public_ipv6", attributes: { id: "eip-many00003" } },
      // Neither manages it: one is a data source, the other has no IPv6.
      { type: "tencentcloud_elastic_public_ipv6", attributes: { id: "eipv6-many00004" }, mode: "data" },
      { type: "zenlayercloud_zec_vnic", attributes: { id: "1690000000000000004", stack_type: "IPv4" } },
    ),
    "states/shown.json": terraformShown("tencentcloud_elastic_public_ipv6", { id: "eipv6-many00003" }),
    "states/raw.tfstate.backup": "of yesterday",
    "states/notes.md": "# States",
  };
  const view = await viewed("", files);
  const held = [...ours, assigned].map(({ id }) => id);
  const others = ["ipv6bw-many00002", "ipv6bw-many00003", "ipv6bw-many00004", "eip-many00002", "eip-many00003"];
  const rest = ["eipv6-many00002", "eipv6-many00003", "1710000000000000003"];
  expect(ids(view.covered)).toEqual([...held, ...others, ...rest].sort());
  expect(ids([...view.covered, ...view.notInCode])).toEqual(idsOf(all));
  expect([view.paid, view.inCode, view.certainty]).toEqual([all.length, 13, "exact"]);
  expect(view.percent).toBe(Math.floor((13 / all.length) * 1000) / 10);
  expect(view.kinds).toEqual({ "pulumi-ipv6": 6, "Pulumi bridge": 4, Terraform: 3 });
  expect(view.covered.find(({ id }) => id === "eipv6-many00003")?.inCode).toEqual([
    {
      ...{ state: "states/shown.json", kind: "Terraform", type: "tencentcloud_elastic_public_ipv6" },
      ...{ name: "module.a.tencentcloud_elastic_public_ipv6.web", pending: false },
    },
  ]);
  expect(view.skipped).toEqual(["states/raw.tfstate.backup", "states/notes.md"]);
  // Of a product of the vendor: it is billed, and not counted.
  expect(ids(view.controllers)).toEqual(["ipv6bw-service"]);
  expect((await run("", files)).out).toMatch(new RegExp(`^13 of ${all.length} paid addresses are in code \\(`));
});

test("what serves nothing or is locked, and what it costs", async () => {
  const files = { "states/a.json": exported("net", "prod", [resourceOf(bill("ipv6bw-locked"))]) };
  const view = await viewed("", files);
  const why = (id: string) => {
    const row = view.idle.find((each) => each.id === id);
    return row && [row.locked, row.idle, row.price.text];
  };
  // 5 Mbps at 0.14 and 5 at 0.5 a day, for 30 days.
  expect(why("ipv6bw-locked")).toEqual(["FinancialLocked", null, "96.00 USD"]);
  expect(why("ipv6bw-many00001")).toEqual([null, "eni-many00001 is attached to no instance", "0.123 USD per GB"]);
  expect(why("eipv6-byhand01")).toEqual([null, "it is bound to nothing", "unknown"]);
  expect(why("eip-arrears01")?.[0]).toMatch(/in arrears/);
  expect(why("1700000000000000077")?.[1]).toMatch(/is attached to no instance/);
  expect(why("ipv6bw-byhand")).toBeUndefined();
  expect(view.sums.inCode).toEqual({ amounts: { USD: 96 }, byTraffic: 0, unknown: 0 });
});

test("nothing that a cloud lists under the instance, or under nothing, is idle", async () => {
  for (const recordsFiledUnder of ["instance", "nobody"] as const) {
    simulator.pace({ recordsFiledUnder });
    const { idle } = await viewed("--cloud alibaba");
    expect(ids(idle)).not.toContain("ipv6bw-byhand");
  }
});

test("a share that is too low ends with 1; ignored lines do not count, and unused ones are said", async () => {
  const all = billsOf(simulator);
  const kept = all.filter(({ id }) => !["eip-many00001", "ipv6bw-byhand"].includes(id));
  const files = {
    "states/all.json": exported("net", "prod", kept.map(resourceOf)),
    ignore: "# by hand, until March\nipv6bw-by*   # its name\n\nnothing-*\n",
  };
  const { failure } = await run("--fail-under 100", files);
  expect(failure).toMatch(/of \d+ paid addresses are in code \(\d+\.\d %\), under 100 % \(--fail-under\)$/);
  expect((await run("--fail-under 50", files)).failure).toBeUndefined();
  const view = await viewed("--ignore ignore", files);
  expect(ids(view.ignored)).toEqual(["ipv6bw-byhand"]);
  expect(ids(view.notInCode)).toEqual(["eip-many00001"]);
  expect(view.unusedIgnores).toEqual(["ignore:4: nothing-*"]);
  const more = { ...files, "states/last.json": exported("net", "x", [resourceOf(bill("eip-many00001"))]) };
  expect((await run("--fail-under 100 --ignore ignore", more)).failure).toBeUndefined();
});

test("what an identity may not read is said, and never a silent 100 %", async () => {
  const files = { "states/all.json": exported("net", "prod", billsOf(simulator).map(resourceOf)) };
  expect((await run("--fail-under 100", files)).failure).toBeUndefined();
  simulator.fault({ action: "DescribeIPv6Addresses", do: { code: "UnauthorizedOperation" }, times: -1 });
  const denied = await viewed("", files);
  expect(denied.certainty).toBe("unknown");
  expect(denied.unread.join()).toMatch(
    /Tencent Cloud ap-guangzhou: EIPv6 could not be read: not permitted: .*UnauthorizedOperation/,
  );
  expect(ids(denied.covered)).toContain("eip-many00001");
  const { out, failure } = await run("--fail-under 100", files);
  expect(out).toMatch(/^Of what could be read, .*the whole is unknown/);
  expect(failure).toMatch(/cannot be told/);
});

test("a region that cannot be read leaves the others", async () => {
  simulator.fault({ cloud: "alibaba", do: { code: "Forbidden.RAM" }, times: -1 });
  const view = await viewed("");
  expect(view.certainty).toBe("unknown");
  expect(view.notInCode.map(({ cloud }) => cloud)).not.toContain("alibaba");
  expect(view.notInCode.length).toBeGreaterThan(5);
});

test("an account without the list of addresses is read one by one, and is not whole", async () => {
  const environment = {
    ...everyCloud(simulator),
    ZENLAYERCLOUD_ACCESS_KEY_ID: "simulator-zenlayer-untagging",
    ZENLAYERCLOUD_ACCESS_KEY_PASSWORD: "simulator-zenlayer-untagging-password",
  };
  const view = await viewed("--cloud zenlayer", EMPTY, { environment });
  expect(ids(view.notInCode)).toEqual(idsOf(billsOf(simulator).filter(({ cloud }) => cloud === "zenlayer")));
  expect(view.certainty).toBe("unknown");
});

test("what states have and no account has is said", async () => {
  const ended = { ...resourceOf(bill("eip-many00001")), id: "ap-guangzhou/2001:db8::1/eip-ended", outputs: {} };
  const { notFound } = await viewed("", { "states/a.json": exported("net", "prod", [ended]) });
  expect(notFound.map(({ id, state }) => [id, state])).toEqual([["eip-ended", "states/a.json"]]);
});

test("the regions of the states are read, too, unless regions are given", async () => {
  const far = {
    type: "ipv6:alibaba:Ipv6InternetBandwidth",
    name: "far",
    id: "cn-shanghai/ipv6-x/ipv6bw-x",
    outputs: {},
  };
  const files = { "states/a.json": exported("net", "prod", [far]) };
  expect((await viewed("--cloud alibaba", files)).read).toEqual([
    "Alibaba Cloud cn-hangzhou",
    "Alibaba Cloud cn-shanghai",
  ]);
  expect((await viewed("--region alibaba:cn-beijing --cloud alibaba", files)).read).toEqual([
    "Alibaba Cloud cn-beijing",
  ]);
});

test("--adopt writes what discover writes, for what is missing", async () => {
  const held = billsOf(simulator).filter(({ id }) => !id.includes("many00002") && id !== "1710000000000000002");
  const files = { "states/a.json": exported("net", "prod", held.map(resourceOf)) };
  const { files: written, said } = await run("--adopt import.json", files);
  const { resources } = JSON.parse(written.get("import.json") ?? "") as { resources: { type: string; id: string }[] };
  expect(said.at(-1)).toBe("Wrote 4 resources to import.json. Next: pulumi import --file import.json");
  const listed: unknown[] = [];
  for (const cloud of ["alibaba", "tencent", "zenlayer"]) {
    const { out } = await runCommand(discover, ["--cloud", cloud], { environment: everyCloud(simulator) });
    listed.push(...JSON.parse(out).resources);
  }
  expect(resources.map(({ id }) => id).sort()).toEqual(
    without(billsOf(simulator), held)
      .map((id) => bill(id).importId)
      .sort(),
  );
  for (const each of resources) expect(listed).toContainEqual(each);
});

test("the page holds every object, and nothing of a name is markup", async () => {
  const change = { name: "<script>alert(1)</script>" };
  simulator.operate({ cloud: "alibaba", table: "ipv6Addresses", id: "ipv6-byhand", change });
  const { files } = await run("--html page.html");
  const page = files.get("page.html") ?? "";
  for (const { id } of billsOf(simulator)) expect(page).toContain(id);
  expect(page).not.toContain("<script");
  expect(page).toContain("&#60;script&#62;alert(1)");
});

test("all mistakes at once, before any call", async () => {
  const { problems } = await run("--cloud moon --fail-under much");
  expect(problems).toEqual([
    "--cloud: one of alibaba, tencent, zenlayer; got moon",
    "--fail-under: must be a percentage from 0 to 100; got much",
  ]);
  expect(simulator.journal()).toEqual([]);
});
