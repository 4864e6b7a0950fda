// The folder of the plugin in an installed package: in a fresh clone, and with the commands that read its schema.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../scripts/engine-process";
import { startSimulator } from "../../simulator";
import { archive, engineEnvironment, folder, install, ok, write } from "./installed";
import { note, record } from "./table";

const PLUGIN = "node_modules/pulumi-ipv6/dist/plugin";
const PROGRAM = `const { alibaba } = require("pulumi-ipv6/plugin");
exports.id = new alibaba.Ipv6InternetBandwidth("web", { ipv6AddressId: "ipv6-demo0001", bandwidth: 10 }).id;\n`;

/** A clone without packages, with README's line. */
async function clone(name: string): Promise<string> {
  const at = folder(name);
  write(at, {
    "Pulumi.yaml": { name, runtime: "nodejs", plugins: { providers: [{ name: "ipv6", path: PLUGIN }] } },
    "package.json": {
      private: true,
      main: "index.js",
      dependencies: { "@pulumi/pulumi": "^3.248.0", "pulumi-ipv6": `file:${await archive()}` },
    },
    "index.js": PROGRAM,
  });
  return at;
}

test("a fresh clone: npm install, then pulumi install, then up", async () => {
  const simulator = await startSimulator();
  try {
    const at = await clone("fresh");
    const env = { ...(await engineEnvironment(process.execPath)), ...simulator.environment().alibaba };
    await record({ subject: "layout", what: "fresh clone with the plugins line", versions: "" }, async () => {
      await install(at, "npm");
      await ok(at, "pulumi", ["install"], env);
      await ok(at, "pulumi", ["stack", "init", "test", "--non-interactive"], env);
      await ok(at, "pulumi", ["up", "--yes", "--skip-preview", "--non-interactive"], env);
      expect(simulator.ledger().map(({ event }) => event)).toEqual(["ordered"]);
      await ok(at, "pulumi", ["destroy", "--yes", "--skip-preview", "--non-interactive"], env);
    });
  } finally {
    await simulator.close();
  }
}, 600_000);

test("package get-schema and package add, of the folder and of the command in it", async () => {
  const at = await clone("schema");
  const env = await engineEnvironment(process.execPath);
  await install(at, "npm");
  const versions = (await ok(at, "pulumi", ["version"], env)).stdout.trim();
  await record({ subject: "plugin", what: "package get-schema of the command", versions }, async () => {
    const { stdout } = await ok(at, "pulumi", ["package", "get-schema", `./${PLUGIN}/pulumi-resource-ipv6`], env);
    expect(JSON.parse(stdout).name).toBe("ipv6");
  });
  const ofFolder = await run("pulumi", ["package", "get-schema", `./${PLUGIN}`], { cwd: at, env });
  // What is installed in the folder itself.
  expect(existsSync(join(at, PLUGIN, "node_modules"))).toBe(true);
  expect(ofFolder.stderr).not.toContain("node_modules directory is missing");
  const row = { subject: "plugin", what: "package get-schema and add of the folder", versions };
  // A language host that was built from Go modules is too old to run any plugin's folder.
  if (ofFolder.stdout.includes("not supported") || ofFolder.stderr.includes("not supported"))
    return note({ ...row, outcome: "not run", why: "this language host runs no plugin from a folder" });
  await record(row, async () => {
    expect(ofFolder.code).toBe(0);
    await ok(at, "pulumi", ["package", "add", `./${PLUGIN}`], env);
  });
}, 600_000);
