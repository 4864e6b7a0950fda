// `pulumi-ipv6 discover` on the simulated clouds, as its command line reads it, and the plugin's List beside it.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ClientReadableStream } from "@grpc/grpc-js";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { helpText, readCommandLine } from "../../provider/commands/arguments";
import { discover } from "../../provider/commands/discover";
import { type Simulator, seedMany, startSimulator } from "../../simulator";
import { runCommand } from "../commands/command-harness";
import { Peer, UNKNOWN } from "../plugin/peer";
import { LISTED } from "./pairs";
import { quickClock } from "./provider-harness";

/** Many objects at once, on a machine that may be busy. Milliseconds. */

const COUNT = 120;
const folder = mkdtempSync(join(tmpdir(), "pulumi-ipv6-discover-"));
let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ seed: seedMany(COUNT, { inUse: true }) });
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await simulator.close();
});
afterEach(() => simulator.reset());

interface Answer {
  readonly resources: {
    readonly type: string;
    readonly name: string;
    readonly logicalName?: string;
    readonly id: string;
  }[];
}

async function run(args: readonly string[], environment: Readonly<Record<string, string | undefined>>) {
  const runtime = { clock: quickClock(), random: () => 0.5, unique: () => "unique" };
  const { out, files, failure, ...told } = await runCommand(discover, args, { environment, runtime });
  if (failure !== undefined) throw new Error(failure);
  const text = out || [...files.values()][0] || '{"resources":[]}';
  return { ...told, ...(JSON.parse(text) as Answer) };
}
const env = (cloud: string) => ({ HOME: folder, ...simulator.environment()[cloud] });
const reads = () => simulator.journal().every(({ action }) => action.startsWith("Describe"));

test("alibaba: all of it, by readable names that are there once, and nothing of another product", async () => {
  const out = join(folder, "import.json");
  const args = ["--cloud", "alibaba", "--region", "cn-hangzhou", "--out", out];
  const { problems, said, resources } = await run(args, env("alibaba"));
  expect(problems).toEqual([]);
  const named = (name: string) => resources.find((each) => each.name === name);
  expect(named("many-00007-assignment")).toEqual({
    type: "ipv6:alibaba:NicIpv6Assignment",
    name: "many-00007-assignment",
    id: "cn-hangzhou/eni-many00007/2001:db8:a0:1::f:7",
  });
  expect(named("ipv6-2001-db8-a0-1-f-7-bandwidth")).toEqual({
    type: "ipv6:alibaba:Ipv6InternetBandwidth",
    name: "ipv6-2001-db8-a0-1-f-7-bandwidth",
    id: "cn-hangzhou/ipv6-many00007/ipv6bw-many00007",
  });
  expect(new Set(resources.map(({ name }) => name)).size).toBe(resources.length);
  expect(said.at(-1)).toBe(`Wrote ${resources.length} resources to ${out}. Next: pulumi import --file ${out}`);
  expect(resources.length).toBeGreaterThan(2 * COUNT);
  expect(JSON.stringify(resources)).not.toContain("managed");
  expect(reads()).toBe(true);
  expect(simulator.journal().length).toBeLessThan(16);
});

test("alibaba: addresses on no network interface, and rules", async () => {
  const { resources } = await run(["--cloud", "alibaba"], env("alibaba"));
  expect(resources).toContainEqual({
    type: "ipv6:alibaba:Ipv6Address",
    name: "on-no-card-address",
    id: "cn-hangzhou/ipv6-free",
  });
  expect(resources).toContainEqual({
    type: "ipv6:alibaba:Ipv6EgressOnlyRule",
    name: "many-00007-rule",
    id: "cn-hangzhou/ipv6gw-demo0001/ipv6py-many00007",
  });
  expect(resources.filter(({ type }) => type.endsWith("Ipv6EgressOnlyRule"))).toHaveLength(COUNT);
});

test("tencent: elastic addresses of every kind", async () => {
  const { resources } = await run(
    ["--cloud", "tencent", "--region", "ap-hongkong", "--region", "ap-guangzhou"],
    env("tencent"),
  );
  const elastic = resources.filter(({ type }) => type === "ipv6:tencent:ElasticPublicIpv6").map(({ id }) => id);
  expect(elastic).toContain("ap-guangzhou/eipv6-byhand01");
  expect(elastic).toContain("ap-hongkong/eipv6-quality01");
  expect(elastic.length).toBeGreaterThan(COUNT);
});

test("names keep the letters of every script; a variable's name is plain", async () => {
  const table = "networkInterfaces";
  const name = "生产 网关 №1";
  for (const id of ["eni-many00001", "eni-many00002"])
    simulator.operate({ cloud: "alibaba", table, id, change: { name } });
  simulator.operate({ cloud: "alibaba", table, id: "eni-many00003", change: { name: "größe" } });
  const { resources } = await run(["--cloud", "alibaba", "--resource", "NicIpv6Assignment"], env("alibaba"));
  const at = (id: string) => resources.find((each) => each.id.includes(`/${id}/`));
  expect(at("eni-many00001")).toMatchObject({ name: "ipv6-1-assignment", logicalName: "生产-网关-1-assignment" });
  expect(at("eni-many00002")).toMatchObject({ name: "ipv6-1-assignment-2", logicalName: "生产-网关-1-assignment-2" });
  expect(at("eni-many00003")).toMatchObject({ name: "gr-e-assignment", logicalName: "größe-assignment" });
  expect(at("eni-many00004")).not.toHaveProperty("logicalName");
});

test.each([
  ["alibaba", "eni-many00001", { creator: "terway" }, "Terway"],
  ["tencent", "eni-many00001", { "tke-createdBy-flag": "yes" }, "TKE"],
  ["tencent", "eni-many00001", { "kubernetes.io/cluster/web": "owned" }, "Kubernetes"],
  ["zenlayer", "1690000000000000001", { "kubernetes.io/cluster/web": "owned" }, "Kubernetes"],
])("%s: a network interface of a controller is left out, and said", async (cloud, id, tags, controller) => {
  simulator.operate({ cloud, table: "networkInterfaces", id, change: { tags } });
  const { resources, said } = await run(["--cloud", cloud, "--resource", "NicIpv6Assignment"], env(cloud));
  expect(resources.length).toBeGreaterThanOrEqual(COUNT - 1);
  expect(resources.map((each) => each.id).filter((each) => each.includes(id))).toEqual([]);
  expect(said.join("\n")).toMatch(new RegExp(`left out 1 that ${controller} manages, and would change again: many-`));
});

test("tencent: published addresses and cards", async () => {
  const { resources } = await run(["--cloud", "tencent"], env("tencent"));
  expect(resources).toContainEqual({
    type: "ipv6:tencent:Ipv6InternetBandwidth",
    name: "ipv6-2001-db8-7e00-1-f-7-bandwidth",
    id: "ap-guangzhou/2001:db8:7e00:1::f:7/eip-many00007",
  });
  expect(resources.filter(({ type }) => type.endsWith("NicIpv6Assignment")).length).toBeGreaterThanOrEqual(COUNT);
});

test("zenlayer: one resource for one IPv6, and either kind when it is asked for", async () => {
  const { resources, said } = await run(["--cloud", "zenlayer"], env("zenlayer"));
  const ids = resources.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const of = (type: string) => resources.filter((each) => each.type === `ipv6:zenlayer:${type}`);
  expect(of("Ipv6InternetBandwidth").length).toBeGreaterThanOrEqual(COUNT);
  // The private ones, which have no billing.
  expect(of("NicIpv6Assignment").length).toBeLessThan(10);
  expect(said.join()).toMatch(/and \d+ already listed above as another resource/);
  const only = await run(["--cloud", "zenlayer", "--resource", "NicIpv6Assignment"], env("zenlayer"));
  expect(only.resources.every(({ type }) => type === "ipv6:zenlayer:NicIpv6Assignment")).toBe(true);
  expect(only.resources.length).toBe(resources.length);
});

test("every id that is listed can be imported: its read gives inputs that pass", async () => {
  for (const pair of LISTED) {
    const peer = await Peer.start({}, quickClock());
    await peer.configure({ [pair.cloud]: { ...pair.settings, endpoint: simulator.url } });
    const { resources } = await run(["--cloud", pair.cloud, "--resource", pair.resource], env(pair.cloud));
    const quiet = resources.filter(({ id }) => !id.includes("moving"));
    const some = [...quiet.filter(({ name }) => !/many|-f-/.test(name)), ...quiet.slice(-3)];
    expect(some.length).toBeGreaterThan(1);
    for (const { type, name, id } of some) {
      const urn = `urn:pulumi:stack::project::${type}::${name}`;
      const found = await peer.read(urn, id);
      expect(found).toMatchObject({ id });
      expect(await peer.check(urn, found.inputs)).toMatchObject({ failures: [] });
    }
    peer.stop();
  }
});

test("all that is wrong is said at once, before any call", async () => {
  expect((await run(["stray", "--cloud", "--region", "--nonsense", "--out"], {})).problems).toEqual([
    "stray: unexpected argument",
    "--cloud: needs a value; got --region",
    "--nonsense: no such option",
    "--out: needs a value",
  ]);
  expect((await run(["--cloud", "moon"], {})).problems).toEqual([
    "--cloud: one of alibaba, tencent, zenlayer; got moon",
  ]);
  expect((await run([], {})).problems).toEqual(["--cloud: is required: one of alibaba, tencent, zenlayer"]);
  const { problems } = await run(["--cloud", "tencent", "--resource", "Nothing"], { HOME: folder });
  expect(problems[0]).toBe(
    "--resource: one of Ipv6InternetBandwidth, NicIpv6Assignment, ElasticPublicIpv6; got Nothing",
  );
  expect(problems.slice(1).join()).toMatch(/secretId.*secretKey/);
  const { TENCENTCLOUD_REGION: _, ...placeless } = env("tencent") as Record<string, string>;
  expect((await run(["--cloud", "tencent"], placeless)).problems).toEqual([
    "--region: is required on Tencent Cloud, here or as TENCENTCLOUD_REGION",
  ]);
  expect(simulator.journal()).toEqual([]);
});

test("an empty region says so, and a refusal is an error with the vendor's words", async () => {
  const empty = await run(["--cloud", "tencent", "--region", "ap-singapore"], env("tencent"));
  expect(empty.resources).toEqual([]);
  expect(empty.said).toEqual([
    "Tencent Cloud ap-singapore: no Ipv6InternetBandwidth",
    "Tencent Cloud ap-singapore: no NicIpv6Assignment",
    "Tencent Cloud ap-singapore: no ElasticPublicIpv6",
    "Nothing found to import.",
  ]);
  simulator.fault({ action: "DescribeIp6Addresses", do: { code: "UnauthorizedOperation" }, times: -1 });
  await expect(run(["--cloud", "tencent"], env("tencent"))).rejects.toThrow("UnauthorizedOperation");
});

test("the help names every option", () => {
  expect(readCommandLine([discover], ["--help"])).toEqual({ help: undefined });
  expect(helpText([discover], undefined)).toContain("discover");
  const line = readCommandLine([discover], ["discover", "--cloud", "alibaba", "--help"]);
  expect(line).toEqual({ help: discover });
  for (const option of Object.keys(discover.options)) expect(helpText([discover], discover)).toContain(`--${option}`);
});

describe("List, through the plugin", () => {
  let peer: Peer;
  afterEach(() => peer.stop());

  const listed = async (token: string, query: object = {}, limit = 0) => {
    const request = new proto.ListRequest()
      .setToken(token)
      .setLimit(limit)
      .setQuery(Struct.fromJavaScript(query as never));
    const stream = peer.client.list(request) as ClientReadableStream<proto.ListResponse>;
    const answers: proto.ListResponse.AsObject[] = [];
    for await (const answer of stream) answers.push((answer as proto.ListResponse).toObject());
    return answers;
  };

  test("streams ids and names, up to the limit; what is not known yet stays open", async () => {
    peer = await Peer.start(env("alibaba") as never);
    await peer.configure({});
    const [first, ...rest] = await listed("ipv6:alibaba:NicIpv6Assignment");
    expect(first?.result?.id).toMatch(/^cn-hangzhou\/eni-/);
    expect(rest.length).toBeGreaterThan(COUNT);
    expect(await listed("ipv6:alibaba:NicIpv6Assignment", {}, 5)).toHaveLength(5);
    expect(await listed("ipv6:alibaba:NicIpv6Assignment", { region: "cn-beijing" })).toEqual([]);
    const [open, ...none] = await listed("ipv6:alibaba:NicIpv6Assignment", { region: UNKNOWN });
    expect([open?.computed, none]).toEqual([{}, []]);
  });

  test("says what is missing", async () => {
    const { ALIBABA_CLOUD_REGION: _, ...placeless } = env("alibaba") as Record<string, string>;
    peer = await Peer.start(placeless);
    await peer.configure({});
    await expect(listed("ipv6:alibaba:NicIpv6Assignment")).rejects.toThrow("region: is required to list");
    await expect(listed("ipv6:alibaba:Moon")).rejects.toThrow("knows no alibaba:Moon");
  });
});
