// `npm run docs`: writes the derived pages.
import { mkdirSync, writeFileSync } from "node:fs";
import { startSimulator } from "../simulator";
import { differences, reference } from "./reference";

async function main(): Promise<void> {
  const simulator = await startSimulator();
  mkdirSync("docs", { recursive: true });
  writeFileSync("docs/reference.md", reference());
  writeFileSync("docs/differences.md", differences(simulator.rules()));
  await simulator.close();
}

void main();
