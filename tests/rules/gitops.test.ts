// The pipelines of examples/gitops, as their systems will read them.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Ajv from "ajv";
import { parse, parseAllDocuments } from "yaml";
import { report } from "../../provider/commands/report";
import { ROOT, read } from "./sources";

type Tree = Readonly<Record<string, unknown>>;
const FOLDER = "examples/gitops";
const text = (name: string) => read(`${FOLDER}/${name}`);

/** An operator's schema lets a cluster drop what it does not know; here that is a mistake. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema) || typeof schema !== "object" || schema === null) return schema;
  const { properties, ...rest } = schema as Tree & { readonly properties?: Tree };
  const inner = Object.fromEntries(Object.entries(rest).map(([name, part]) => [name, closed(part)]));
  if (typeof properties !== "object") return inner;
  const open = inner["x-kubernetes-preserve-unknown-fields"] === true || "additionalProperties" in inner;
  const parts = Object.fromEntries(Object.entries(properties).map(([name, part]) => [name, closed(part)]));
  return { ...inner, properties: parts, ...(open ? {} : { additionalProperties: false }) };
}

/** Where a file is not as its schema says. */
function wrongIn(schemaName: string, value: unknown): string[] {
  const schema = JSON.parse(read(`tests/rules/schemas/${schemaName}.json`));
  const validate = new Ajv({ strict: false, logger: false, validateFormats: false }).compile(
    schemaName.startsWith("operator-") ? (closed(schema) as Tree) : schema,
  );
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

const manifests = (name: string) => parseAllDocuments(text(name)).map((document) => document.toJS() as Tree);
const [stack] = manifests("operator/stack.yaml").filter(({ kind }) => kind === "Stack");
const [program] = manifests("operator/program.yaml");

test.each([
  ["github-workflow", parse(text("github.yml")), ["jobs", "ipv6", "runs-on"]],
  ["github-workflow", parse(read(".github/workflows/ci.yml")), ["jobs", "test", "runs-on"]],
  ["github-workflow", parse(read(".github/workflows/release.yml")), ["jobs", "verify", "strategy", "matrix"]],
  ["gitlab-ci", parse(text("gitlab-ci.yml")), ["up", "script"]],
  ["operator-stack", stack, ["spec", "workspaceTemplate", "spec", "podTemplate", "spec", "volumes"]],
  ["operator-program", program, ["program", "resources", "web", "type"]],
])("%s: as the schema says, and a slip in a name is found", (schema, value, path) => {
  expect(wrongIn(schema, value)).toEqual([]);
  const slipped = JSON.parse(JSON.stringify(value));
  const last = path.at(-1) ?? "";
  const parent = path.slice(0, -1).reduce((at, name) => at[name], slipped);
  parent[`${last}x`] = parent[last];
  delete parent[last];
  expect(wrongIn(schema, slipped)).not.toEqual([]);
});

/** Every piece of shell in the pipelines. */
function shell(): [string, string][] {
  const { jobs } = parse(text("github.yml")) as { jobs: Record<string, { steps: { run?: string }[] }> };
  const runs = Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));
  const lines = Object.values(parse(text("gitlab-ci.yml")) as Record<string, Record<string, string[]>>);
  const scripts = lines.flatMap(({ before_script = [], script = [] }) => [...before_script, ...script]);
  return [
    ["ci.sh", text("ci.sh")],
    ...runs.map((run): [string, string] => ["github.yml", run]),
    ...scripts.map((script): [string, string] => ["gitlab-ci.yml", script]),
  ];
}

test("every piece of shell is shell, for bash and for the plain one", () => {
  for (const [name, script] of shell()) {
    for (const command of ["bash", "sh"]) {
      const { status, stderr } = spawnSync(command, ["-n"], { input: script, encoding: "utf8" });
      expect([name, script, stderr, status]).toEqual([name, script, "", 0]);
    }
  }
  expect(shell().length).toBeGreaterThan(10);
});

test("both pipelines run the one script, with each of its words", () => {
  for (const file of ["github.yml", "gitlab-ci.yml"]) {
    const words = shell().flatMap(([name, script]) =>
      name === file ? [...script.matchAll(/ci\/ci\.sh (\w+)/g)].map((match) => match[1]) : [],
    );
    expect(words).toEqual(["preview", "up", "drift"]);
  }
});

test("what a pipeline sets is what the provider reads", () => {
  const reference = read("docs/reference.md");
  const chains = ["alibaba", "tencent"].map((cloud) => read(`provider/clouds/${cloud}/credentials.ts`)).join("");
  const names = [...new Set(text("github.yml").match(/\b(ALIBABA_CLOUD|TENCENTCLOUD|ZENLAYERCLOUD|TKE)_\w+/g))];
  expect(names).toHaveLength(11);
  // Read by the vendors' own packages, with the token file that the provider looks for.
  const vendors = /^(ALIBABA_CLOUD_(ROLE_ARN|OIDC_PROVIDER_ARN)|TKE_(REGION|PROVIDER_ID|ROLE_ARN))$/;
  const unread = names.filter((name) => !reference.includes(`\`${name}\``) && !chains.includes(`"${name}"`));
  expect(unread.filter((name) => !vendors.test(name))).toEqual([]);
});

const PLUGIN = "ipv6:";
const DYNAMIC = "pulumi-nodejs:dynamic/ipv6/";
const onCard = { nicId: "1680855999352675876" };

/** What the gate refuses of a plan with this one step, by the report that the pipeline makes of it. */
async function refused(op: string, type: string, inputs: object): Promise<string> {
  const dir = mkdtempSync(join(tmpdir(), "gate-"));
  const urn = `urn:pulumi:prod::web::${type}::web`;
  const oldState = { urn, type, custom: true, inputs, outputs: inputs };
  writeFileSync(join(dir, "preview.json"), JSON.stringify({ steps: [{ op, urn, oldState }] }));
  const write = (path: string, words: string) => writeFileSync(join(dir, path), words);
  const io = { write, read: async (path: string) => readFileSync(join(dir, path)) };
  await report.run({ preview: "preview.json", out: "comment.md", json: "report.json" }, io as never);
  const gate = spawnSync("node", [join(ROOT, FOLDER, "checks.js"), "preview"], { cwd: dir, encoding: "utf8" });
  rmSync(dir, { recursive: true });
  expect(gate.status).toBe(gate.stderr === "" ? 0 : 1);
  return gate.stderr;
}

test.each([
  [DYNAMIC, "zenlayer:NicIpv6Assignment", { ...onCard, internetChargeType: "ByTrafficPackage", packageSize: 5 }],
  [PLUGIN, "zenlayer:NicIpv6Assignment", { ...onCard, internetChargeType: "BandwidthCluster", clusterId: "c" }],
  [PLUGIN, "zenlayer:NicIpv6Assignment", { ...onCard, adopt: true }],
  [PLUGIN, "zenlayer:Ipv6InternetBandwidth", { ...onCard, packageSize: 5 }],
  [DYNAMIC, "alibaba:Ipv6InternetBandwidth", { ipv6AddressId: "ipv6-a" }],
  [PLUGIN, "tencent:ElasticPublicIpv6", {}],
])("the gate keeps what is paid for: %s%s %j", async (door, type, inputs) => {
  for (const op of ["delete", "replace", "delete-replaced", "create-replacement"])
    expect(await refused(op, `${door}${type}`, inputs)).toMatch(/IPV6_ALLOW_DELETE=yes:\n {2}urn:.*::web\n$/);
  expect(await refused("update", `${door}${type}`, inputs)).toBe("");
});

test.each([
  [PLUGIN, "zenlayer:NicIpv6Assignment", onCard],
  [DYNAMIC, "alibaba:NicIpv6Assignment", { networkInterfaceId: "eni-a", ipv6AddressCount: 1 }],
  ["aws:", "ec2:Instance", { bandwidth: 5 }],
])("the gate lets go what is free, or not ours: %s%s %j", async (door, type, inputs) => {
  expect(await refused("delete", `${door}${type}`, inputs)).toBe("");
});
