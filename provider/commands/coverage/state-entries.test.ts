// States as engine 3.255 writes them, recorded from a stack on the simulated clouds, and other forms of them.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { entriesOf } from "./state-entries";

const recorded = (name: string): unknown =>
  JSON.parse(readFileSync(resolve(__dirname, "../../../tests/golden/coverage", `${name}.json`), "utf8"));

test.each(["stack-export", "checkpoint"])("%s, recorded from the real engine", (name) => {
  const found = entriesOf(recorded(name), "state");
  expect(found?.stack).toMatchObject({ project: "shop", stack: "prod" });
  expect(found?.entries.map((each) => [each.type, each.name, each.region, each.billedId])).toEqual([
    ["ipv6:tencent:Ipv6InternetBandwidth", "public", "ap-guangzhou", expect.stringMatching(/^eip-/)],
    ["ipv6:alibaba:Ipv6InternetBandwidth", "api", "cn-hangzhou", expect.stringMatching(/^ipv6bw-/)],
    ["ipv6:alibaba:Ipv6InternetBandwidth", "web", "cn-hangzhou", expect.stringMatching(/^ipv6bw-/)],
    ["ipv6:zenlayer:NicIpv6Assignment", "nic", undefined, expect.stringMatching(/^\d+$/)],
  ]);
});

test("a stack without resources has a name", () => {
  expect(entriesOf(recorded("checkpoint-empty"), "state")).toEqual({
    ...{ entries: [], resources: 0, stack: { project: "shop", stack: "dev" } },
  });
});

const resource = (type: string, more: object) => ({
  urn: `urn:pulumi:s::p::${type}::web`,
  type,
  custom: true,
  ...more,
});
const only = (type: string, more: object) => {
  const deployment = { resources: [resource(type, more)] };
  return entriesOf({ version: 3, deployment }, "state")?.entries.map(({ kind, billedId, place }) => [
    kind,
    billedId,
    place,
  ]);
};

test.each<[string, object, unknown]>([
  // What an import has before its first refresh: an id in its short form.
  ["ipv6:alibaba:Ipv6InternetBandwidth", { id: "r/ipv6-1" }, ["pulumi-ipv6", undefined, "ipv6-1"]],
  ["ipv6:tencent:ElasticPublicIpv6", { id: "r/eipv6-1" }, ["pulumi-ipv6", "eipv6-1", undefined]],
  ["ipv6:zenlayer:NicIpv6Assignment", { id: "17", outputs: { ipv6Id: "" } }, ["pulumi-ipv6", undefined, "17"]],
  ["ipv6:alibaba:Ipv6Address", { id: "r/ipv6-1" }, ["pulumi-ipv6", undefined, undefined]],
  ["tencentcloud:Classic/elasticPublicIpv6:ElasticPublicIpv6", { id: "eip-1" }, ["Pulumi bridge", "eip-1", undefined]],
  ["tencentcloud:Elastic/publicIpv6:PublicIpv6", { id: "eipv6-1" }, ["Pulumi bridge", "eipv6-1", undefined]],
  ["zenlayercloud:index/zecVnic:ZecVnic", { id: "17" }, ["Pulumi bridge", undefined, "17"]],
])("%s", (type, more, entry) => {
  expect(only(type, more)).toEqual([entry]);
});

test("what manages nothing that is billed", () => {
  expect(only("ipv6:alibaba:Ipv6InternetBandwidth", { id: "r/a/b", external: true })).toEqual([]);
  expect(only("zenlayercloud:index/zecVnic:ZecVnic", { id: "17", outputs: { stackType: "IPv4" } })).toEqual([]);
  expect(only("tencentcloud:Elastic/publicIpv6Attachment:PublicIpv6Attachment", { id: "eipv6-1" })).toEqual([]);
  expect(only("alicloud:vpc/ipv6Gateway:Ipv6Gateway", { id: "ipv6gw-1" })).toEqual([]);
});

test("what is no state is none", () => {
  for (const text of [
    "null",
    "[]",
    "{}",
    '{"version": 3}',
    '{"steps": []}',
    '{"resources": [{"type": "t", "id": "i"}]}',
  ])
    expect(entriesOf(JSON.parse(text), "state")).toBeUndefined();
  // An empty Terraform state is one.
  expect(entriesOf({ format_version: "1.0" }, "state")).toEqual({ entries: [], resources: 0 });
  expect(entriesOf({ version: 4, resources: [] }, "state")).toEqual({ entries: [], resources: 0 });
});

test("a plan as JSON counts with the state before it; other output of Terraform is no state", () => {
  const values = {
    ...{ id: "ipv6bw-1", ipv6_address_id: "ipv6-1" },
  };
  const resource = { address: "a.b", mode: "managed", type: "alicloud_vpc_ipv6_internet_bandwidth", values };
  const plan = {
    format_version: "1.2",
    planned_values: {},
    prior_state: { values: { root_module: { resources: [resource] } } },
  };
  expect(entriesOf(plan, "plan.json")?.entries).toHaveLength(1);
  expect(entriesOf({ format_version: "1.0", provider_schemas: {} }, "schema.json")).toBeUndefined();
  expect(entriesOf({ format_version: "1.0", valid: true }, "validate.json")).toBeUndefined();
});

test("what providers of old wrote, and what an interrupted run was importing or ending, is held", () => {
  const flat = { id: "ipv6bw-1", ipv6_address_id: "ipv6-1" };
  const type = "alicloud_vpc_ipv6_internet_bandwidth";
  const old = {
    version: 4,
    resources: [{ mode: "managed", type, name: "web", instances: [{ attributes_flat: flat }] }],
  };
  expect(entriesOf(old, "state")?.entries.map(({ billedId }) => billedId)).toEqual(["ipv6bw-1"]);
  const pending = resource("ipv6:alibaba:Ipv6InternetBandwidth", { id: "r/ipv6-1/ipv6bw-1" });
  for (const type of ["importing", "deleting", "updating"]) {
    const deployment = { resources: [], pending_operations: [{ type, resource: pending }] };
    const found = entriesOf({ version: 3, deployment }, "state")?.entries.map((each) => [each.billedId, each.pending]);
    expect(found).toEqual([["ipv6bw-1", true]]);
  }
});

test("a machine that Terraform orders with public addresses holds them", () => {
  const attributes = { id: "ins-1", public_ipv6_addresses: ["2001:DB8::1", "2001:db8::2"] };
  const state = {
    ...{
      version: 4,
      resources: [{ mode: "managed", type: "tencentcloud_instance", name: "web", instances: [{ attributes }] }],
    },
  };
  expect(entriesOf(state, "state")?.entries.map(({ place }) => place)).toEqual(["2001:db8::1", "2001:db8::2"]);
});
