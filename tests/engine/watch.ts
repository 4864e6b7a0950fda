// For every engine test: no credential of the simulated accounts, and no signature, in what the CLI prints or stores.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { defaultSeed } from "../../simulator";
import { spellings } from "./kept";

const SECRET = /secret|password|secretkey|token/i;

/** Every secret of the seed, in every spelling. Key ids are not secret: clouds put them into their own messages. */
const planted = [...new Set(secretsIn(defaultSeed()))].flatMap(spellings);

function secretsIn(value: unknown, name = ""): string[] {
  if (typeof value === "string") return SECRET.test(name) && value.length >= 8 ? [value] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => secretsIn(member, key));
}

/** The first secret in a text. */
export function leakIn(text: string): string | undefined {
  const signature = /Signature=[\w%+/=]{20,}/.exec(text)?.[0];
  return signature ?? planted.find((secret) => text.includes(secret));
}

/** Throws if a state folder holds one. */
export function watchFolder(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const leak = leakIn(readFileSync(path, "latin1"));
    if (leak) throw new Error(`a credential is kept in ${path}: ${leak}`);
  }
}
