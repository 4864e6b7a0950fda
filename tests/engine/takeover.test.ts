// What Terraform has of three clouds, taken over on the real engine: import, then a preview without a change. The clouds
// are only read.
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { takeover } from "../../provider/commands/takeover";
import { seedMany } from "../../simulator";
import { runCommand } from "../commands/command-harness";
import { alicloud, rawState, tencentcloud, zenlayercloud } from "../commands/takeover-states";
import { EngineHarness, openSimulator } from "./engine-harness";
import { PARTS } from "./language-setup";
import { createWorkspace } from "./workspace";

const PLUGIN = "plugins: { providers: [{ name: ipv6, path: node_modules/pulumi-ipv6/dist/plugin }] }\n";

const folder = mkdtempSync(join(tmpdir(), "pulumi-ipv6-takeover-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function open(language: string, args: readonly string[]) {
  const simulator = await openSimulator({ seed: seedMany(3, { inUse: true }) });
  const env: Record<string, string> = Object.assign({}, ...Object.values(simulator.environment()));
  const out = join(folder, language);
  const state = rawState([...alicloud, ...tencentcloud, ...zenlayercloud]);
  const told = await runCommand(takeover, ["state.json", "--out", out, "--language", language, "--json", ...args], {
    environment: env,
    files: { "state.json": state },
  });
  expect([told.problems, told.failure]).toEqual([[], undefined]);
  for (const [path, text] of told.files) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  // Other languages install the plugin for all projects.
  if (language !== "typescript") appendFileSync(join(out, "Pulumi.yaml"), PLUGIN);
  const stack = await createWorkspace({ exampleDir: out, env, parts: PARTS });
  symlinkSync("../node_modules", join(stack.dir, "node_modules"));
  const imports = JSON.parse(told.files.get(join(out, "import.json")) ?? "").resources as {
    type: string;
    id?: string;
  }[];
  return { harness: new EngineHarness(simulator, stack), imports };
}

test.each([
  ["typescript", ["--components"], { "ipv6:index:PublicIpv6": 3 }],
  ["yaml", ["--role", "alibaba:acs:ram::1234567890123456:role/simulator-deployer"], { "pulumi:providers:ipv6": 1 }],
] as const)("%s: import, and a preview without a change", async (language, args, some) => {
  const { harness, imports } = await open(language, args);
  for (const [type, count] of Object.entries(some))
    expect(imports.filter((each) => each.type === type)).toHaveLength(count);
  const { simulator, stack } = harness;
  const atFirst = simulator.state();
  await stack.cli("import", {
    args: ["--file", "import.json", "--generate-code=false", "--yes", "--stack", stack.stack],
  });
  const ids = (await harness.resources()).flatMap(({ id, type }) => (type.startsWith("ipv6:") && id ? [id] : []));
  expect(ids.sort()).toEqual(imports.flatMap(({ id = [] }) => id).sort());
  await stack.preview({ args: ["--expect-no-changes", "--diff"] });
  const isRead = (action: string) => action.startsWith("Describe") || action === "AssumeRole";
  expect(simulator.journal().filter(({ action }) => !isRead(action))).toEqual([]);
  expect([simulator.ledger(), simulator.state()]).toEqual([[], atFirst]);

  // And back, from what the engine wrote.
  const state = JSON.stringify(await stack.stackExport());
  const back = await runCommand(takeover, ["stack.json", "--out", "back", "--back", "--json"], {
    environment: stack.env,
    files: { "stack.json": state },
  });
  expect([back.problems, back.failure]).toEqual([[], undefined]);
  const { given, notGiven } = JSON.parse(back.out) as { given: { urn: string }[]; notGiven: { at: string }[] };
  const urns = stack.state().flatMap(({ urn, type, id }) => (type.startsWith("ipv6:") && id ? [urn] : []));
  expect(new Set([...given.map(({ urn }) => urn), ...notGiven.map(({ at }) => at)])).toEqual(new Set(urns));
  expect(given.length).toBeGreaterThan(notGiven.length);
});
