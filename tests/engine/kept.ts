// Everything a stack leaves behind that could hold a credential: files, and the output of the CLI.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Looked } from "./workspace-types";

export type Kept = [where: string, text: string];

/** Every file of the folder of all stacks of the test file, but the installed packages: state, its history, logs. */
export function filesKept(stack: Looked): Kept[] {
  const root = join(stack.dir, "..");
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.startsWith(join(root, "node_modules")));
  expect(files.some((path) => path.includes("history"))).toBe(true);
  return files.map((path): Kept => [path, readFileSync(path, "latin1")]);
}

/** All that the CLI said, of every command. */
export function wordsSaid(stack: Looked): Kept[] {
  return stack.said.map(({ args, stdout, stderr }): Kept => [`pulumi ${args[0]}`, stdout + stderr]);
}

/** The forms in which a credential could be written. */
export function spellings(secret: string): string[] {
  const encoded = encodeURIComponent(secret);
  const others = [Buffer.from(secret).toString("base64"), JSON.stringify(secret).slice(1, -1)];
  return [...new Set([secret, encoded, encodeURIComponent(encoded), ...others])];
}
