// Our declarations under each TypeScript version and the tsconfig of each template of `pulumi new`, beside a baseline: a
// program without this package. MATRIX=whole runs all versions; otherwise the oldest and the one of this repository.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../scripts/engine-process";
import { archive, folder, install, ok, tool, WHOLE, write } from "./installed";
import { note, record } from "./table";

/** The compiler options of Pulumi's templates; `oldest` is the TypeScript that knows the module resolution. */
const TEMPLATES = {
  "commonjs, node": { oldest: 3.8, options: { module: "commonjs", moduleResolution: "node" } },
  nodenext: { oldest: 4.7, options: { module: "nodenext", moduleResolution: "nodenext" } },
  bundler: { oldest: 5.0, options: { module: "esnext", moduleResolution: "bundler" } },
} as const;
const COMMON = {
  strict: true,
  target: "es2020",
  declaration: true,
  experimentalDecorators: true,
  noFallthroughCasesInSwitch: true,
  noImplicitReturns: true,
  forceConsistentCasingInFileNames: true,
  types: ["node"],
};

/** TypeScript versions, each with types of Node.js that it can read. */
const ALL: Readonly<Record<string, string>> = {
  "3.8": "12",
  "4.0": "12",
  "4.3": "14",
  "4.7": "16",
  "5.0": "18",
  "5.4": "20",
  "5.9": "20",
  "6.0": "20",
  "7.0": "20",
};
const SHORT: Readonly<Record<string, string>> = { "3.8": "12", "5.9": "20" };

const BASELINE = `import * as pulumi from "@pulumi/pulumi";
export const name = pulumi.output(new pulumi.Config().get("name"));
`;
/** Everything is exported without a written type, so that the declarations name our types. */
const OURS = `import * as pulumi from "@pulumi/pulumi";
import { alibaba, PublicIpv6, zenlayer } from "pulumi-ipv6";
import * as plugin from "pulumi-ipv6/plugin";
import { priceOfType } from "pulumi-ipv6/pricing";
const args: alibaba.NicIpv6AssignmentArgs = { networkInterfaceId: "eni-1", ipv6AddressCount: 1 };
export const assignment = new alibaba.NicIpv6Assignment("web", args);
export const web = new alibaba.Ipv6InternetBandwidth("web", {
  ipv6AddressId: assignment.ipv6AddressIds.apply((ids) => ids[0] || ""),
  bandwidth: pulumi.output(100),
  internetChargeType: "PayByTraffic",
});
export const Class = alibaba.Ipv6Address;
export const make = () => new PublicIpv6("api", { cloud: "tencent", networkInterfaceId: "eni-1", bandwidth: 1 });
export const found = alibaba.getIpv6AddressesOutput({ vpcId: web.id });
export const names: pulumi.Output<(string | undefined)[]> = found.ipv6Addresses.apply((all) => all.map((each) => each.ipv6AddressName));
export const cluster = zenlayer.getBandwidthClusters();
export const other = new plugin.alibaba.Ipv6InternetBandwidth("other", { ipv6AddressId: "ipv6-1", bandwidth: 1 });
export const price = priceOfType("ipv6:alibaba:Ipv6InternetBandwidth", {});
`;

let project: string;
beforeAll(async () => {
  project = folder("types");
  const dependencies = { "@pulumi/pulumi": "^3.248.0", "pulumi-ipv6": `file:${await archive()}` };
  write(project, { "package.json": { private: true, dependencies }, "base.ts": BASELINE, "ours.ts": OURS });
  await install(project, "npm");
}, 300_000);

/** The first lines of what the compiler says about a file; empty if it is content. */
async function compiled(typescript: string, types: string, template: keyof typeof TEMPLATES, file: string) {
  const typeRoots = [join(types, "@types")];
  const options = { ...COMMON, ...TEMPLATES[template].options, typeRoots, outDir: `bin-${file}` };
  write(project, { "tsconfig.json": { compilerOptions: options, files: [`${file}.ts`] } });
  const { code, stdout } = await run(process.execPath, [join(typescript, "bin/tsc"), "-p", "."], { cwd: project });
  return code === 0 ? "" : stdout.slice(0, 1_500) || `exit code ${code}`;
}

const cases = Object.entries(WHOLE ? ALL : SHORT).flatMap(([version, types]) =>
  Object.entries(TEMPLATES).flatMap(([template, { oldest }]) =>
    Number(version) >= oldest ? [[version, template as keyof typeof TEMPLATES, types] as const] : [],
  ),
);

test.each(cases)(
  "TypeScript %s, %s",
  async (version, template, types) => {
    const typescript = join(await tool(`typescript@~${version}.0`), "typescript");
    const nodeTypes = await tool(`@types/node@${types}`);
    const exact = JSON.parse(readFileSync(join(typescript, "package.json"), "utf8")).version;
    const row = { subject: "types", what: template, versions: `TypeScript ${exact}, @types/node ${types}` };
    const ours = await compiled(typescript, nodeTypes, template, "ours");
    const base = ours === "" ? "" : await compiled(typescript, nodeTypes, template, "base");
    const why = `a program without this package fails too: ${base.slice(0, 90)}`;
    if (base !== "") return note({ ...row, outcome: "not run", why });
    await record(row, async () => {
      if (ours !== "") throw new Error(ours);
    });
  },
  600_000,
);

test("our declarations reach no package but @pulumi/pulumi", async () => {
  const dist = join(project, "node_modules/pulumi-ipv6/dist");
  const { stdout } = await ok(dist, process.execPath, ["-e", REACH]);
  expect(JSON.parse(stdout)).toEqual(["@pulumi/pulumi"]);
});

const REACH = `
const { existsSync, readFileSync } = require("fs"), { dirname, resolve } = require("path");
const files = ["provider/index", "sdk/nodejs/index", "provider/commands/pricing"].map((each) => resolve(each + ".d.ts"));
const others = new Set();
// Examples in comments import the package itself; they are no part of what a compiler reads.
const text = (file) => readFileSync(file, "utf8").replace(/\\/\\*[^]*?\\*\\//g, "");
for (const file of files) for (const [, name] of text(file).matchAll(/(?:from|import\\()\\s*"([^"]+)"/g)) {
  if (!name.startsWith(".")) { others.add(name); continue; }
  const at = resolve(dirname(file), name);
  const next = [at + ".d.ts", at + "/index.d.ts"].find(existsSync) ?? at;
  if (!files.includes(next)) files.push(next);
}
console.log(JSON.stringify([...others]));`;
