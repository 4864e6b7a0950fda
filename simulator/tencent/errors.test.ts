import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { startSimulator } from "../index";
import { actions } from "./actions";
import { errors, FAULT_CODES } from "./errors";

/** Answers that no state here leads to: what a simulator never has is a fault of its own. */
const NEVER = ["InternalError"];

test("every other code is reached by a test through a state or an input", () => {
  const folders = [__dirname, join(__dirname, "actions")];
  const tests = folders.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)));
  const text = tests
    .filter((name) => name.endsWith(".test.ts") && !name.endsWith("errors.test.ts"))
    .map((name) => readFileSync(name, "utf8"))
    .join("\n");
  const unreached = Object.keys(errors).filter(
    (code) => !FAULT_CODES.includes(code) && !NEVER.includes(code) && !text.includes(`"${code}"`),
  );
  expect(unreached).toEqual([]);
});

test("rules: each action has some, each says where it comes from, none twice", async () => {
  const simulator = await startSimulator();
  const rules = simulator.rules().filter(({ cloud }) => cloud === "tencent");
  await simulator.close();
  const places = new Set(rules.map(({ place }) => place));
  for (const { product, name } of actions) expect(places).toContain(`${product} ${name}`);
  expect(new Set(rules.map(({ provenance }) => provenance))).toEqual(new Set(["documented", "measured", "assumed"]));
  expect(new Set(rules.map(({ place, text }) => `${place}: ${text}`)).size).toBe(rules.length);
});
