import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

export const ROOT = resolve(__dirname, "../..");
const SKIP = new Set(["node_modules", "dist", ".git"]);
/** Of the test runs; a folder of the provider has the same name. */
const RESULTS = join(ROOT, "coverage");

/** Files below a folder of the repository, as paths from its top. */
export function filesIn(folder: string, matching = /\.ts$/): string[] {
  const walk = (at: string): string[] =>
    readdirSync(at).flatMap((name) => {
      const path = join(at, name);
      if (SKIP.has(name) || path === RESULTS) return [];
      return statSync(path).isDirectory() ? walk(path) : [relative(ROOT, path)];
    });
  return walk(join(ROOT, folder)).filter((path) => matching.test(path));
}

export const read = (path: string) => readFileSync(join(ROOT, path), "utf8");

/** The code without comments: what runs, not what is said. */
export function code(path: string): string {
  return read(path)
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/^\s*\/\/.*$/gm, "")
    .replace(/\s\/\/ .*$/gm, "");
}

/** What a file imports: paths of the repository for its own files, names for packages. */
export function importsOf(path: string): string[] {
  const found = [...code(path).matchAll(/(?:from|import|require)\s*\(?\s*"([^"]+)"/g)].map((match) => match[1] ?? "");
  return found.map((name) => (name.startsWith(".") ? relative(ROOT, resolve(ROOT, dirname(path), name)) : name));
}

export const isTest = (path: string) => /\.test\.ts$/.test(path);

/** Written by `npm run docs`. */
export const isGenerated = (path: string) => read(path).startsWith("// Written by `npm run docs`");
