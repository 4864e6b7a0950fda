// `npm run sdks`: generates sdk/<language> for every language from provider/schema.json.
import { createHash } from "node:crypto";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { cacheRoot, exists, makeFolder } from "./engine-cache";
import { run } from "./engine-process";

/** Maintained by hand: the generators do not write these, or write them for another build tool. */
const BY_HAND: readonly string[] = ["go/go.mod", "go/go.sum", "java/pom.xml"];
const STAMP = "schema.sha256";

/** The hash, kept in sdk/, of the schema that the SDKs were generated from. */
export function stampOf(schema: string): string {
  return `${createHash("sha256").update(schema).digest("hex")}\n`;
}

/** Generates every SDK into a folder. Needs Go; the generators are built once and cached with the engine. */
export async function generateSdks(root: string, out: string): Promise<void> {
  await runGenerator(root, ["sdks", join(root, "provider/schema.json"), out]);
}

/** Runs scripts/sdkgen, which says what its arguments are. */
export async function runGenerator(root: string, args: readonly string[]): Promise<void> {
  await must(await builtGenerator(join(root, "scripts/sdkgen")), args, root);
}

/** The generated files in sdk/ with their contents, without those maintained by hand. */
export async function generatedFiles(folder: string): Promise<Map<string, string>> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const names = files.map((path) => path.slice(folder.length + 1)).filter(isGenerated);
  const texts = names.map(
    async (name): Promise<[string, string]> => [name, await readFile(join(folder, name), "latin1")],
  );
  return new Map(await Promise.all(texts));
}

function isGenerated(name: string): boolean {
  return (
    name.includes("/") &&
    !BY_HAND.includes(name) &&
    !/\/(node_modules|target|build|__pycache__)\/|\.egg-info\//.test(name)
  );
}

async function builtGenerator(source: string): Promise<string> {
  const texts = await Promise.all(
    ["main.go", "examples.go", "module.go", "go.mod", "go.sum"].map((name) => readFile(join(source, name))),
  );
  const hash = createHash("sha256");
  for (const text of texts) hash.update(text);
  const folder = join(cacheRoot(), `sdkgen-${hash.digest("hex").slice(0, 10)}`);
  if (!(await exists(folder))) {
    await makeFolder(folder, async (partial) => {
      await must("go", ["build", "-trimpath", "-ldflags=-s -w", "-o", join(partial, "sdkgen"), "."], source);
    });
  }
  return join(folder, "sdkgen");
}

async function must(command: string, args: readonly string[], cwd: string): Promise<void> {
  const env = { ...process.env, GOWORK: "off", CGO_ENABLED: "0", HOME: process.env.HOME || homedir() };
  const result = await run(command, args, { cwd, env });
  if (result.code !== 0) throw new Error(`${command} ${args[0]} failed:\n${result.stderr}`);
}

async function main(root: string): Promise<void> {
  const sdk = join(root, "sdk");
  const made = await mkdtemp(join(tmpdir(), "pulumi-ipv6-sdks-"));
  try {
    await generateSdks(root, made);
    for (const name of (await generatedFiles(sdk)).keys()) await rm(join(sdk, name));
    await cp(made, sdk, { recursive: true });
    await writeFile(join(sdk, STAMP), stampOf(await readFile(join(root, "provider/schema.json"), "utf8")));
  } finally {
    await rm(made, { recursive: true, force: true });
  }
}

if (require.main === module) {
  main(resolve(dirname(__filename), "../..")).catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
