// Every Node example as it stands: it comes up on the simulated clouds, and right after that nothing is left to do.
// Those of other languages and the quick start are told in languages.test.ts and quickstart.test.ts.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { ModuleKind, ScriptTarget, transpileModule } from "typescript";
import { EngineHarness, openSimulator } from "./engine-harness";
import { createWorkspace } from "./workspace";

const examples = resolve(__dirname, "../../examples");
const isNode = (name: string) =>
  existsSync(join(examples, name, "index.ts")) && existsSync(join(examples, name, "Pulumi.yaml"));

test.each(readdirSync(examples).filter(isNode))("%s", async (name) => {
  const simulator = await openSimulator();
  const env = Object.assign({}, ...Object.values(simulator.environment()));
  const harness = new EngineHarness(simulator, await createWorkspace({ exampleDir: join(examples, name), env }));
  compile(harness.stack.dir);
  await harness.stack.up();
  expect(await harness.resources()).not.toEqual([]);
  expect(harness.calls()).not.toEqual([]);
  await harness.stack.preview({ args: ["--expect-no-changes"] });
});

/** JavaScript starts about twice as fast, and the types of examples are checked with all others. */
function compile(dir: string): void {
  const text = readFileSync(join(dir, "index.ts"), "utf8");
  const options = { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 };
  const project = join(dir, "Pulumi.yaml");
  const { outputText } = transpileModule(text, { compilerOptions: options });
  writeFileSync(join(dir, "index.js"), outputText);
  writeFileSync(
    project,
    readFileSync(project, "utf8").replace("typescript: true", "typescript: false").replace("index.ts", "index.js"),
  );
}
