// `npm run docs`: writes the generated pages and the schema that the SDKs are generated from.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { startSimulator } from "../simulator";
import { classFiles } from "./classes";
import { packageRoot } from "./package-root";
import { differences, reference, schemaFile } from "./reference";
import { registryFiles } from "./registry";
import { withTypes } from "./takeover-types";

async function main(): Promise<void> {
  const simulator = await startSimulator();
  mkdirSync("docs", { recursive: true });
  writeFileSync("docs/reference.md", reference());
  writeFileSync("docs/differences.md", differences(simulator.rules()));
  writeFileSync("docs/takeover.md", withTypes(readFileSync("docs/takeover.md", "utf8")));
  writeFileSync("provider/schema.json", schemaFile());
  for (const [path, text] of Object.entries(classFiles())) writeFileSync(path, text);
  for (const [path, text] of Object.entries(registryFiles(packageRoot()))) writeFileSync(path, text);
  await simulator.close();
}

void main();
