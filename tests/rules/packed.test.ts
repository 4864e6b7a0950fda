// What the npm package consists of, whatever else lies in dist/: everything that its entries reach, and nothing that only
// this repository uses.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { bundlePlugin } from "../../scripts/plugin";
import { filesIn, importsOf, isTest, ROOT, read } from "./sources";

const manifest = JSON.parse(read("package.json"));
const compiled = JSON.parse(read("tsconfig.build.json")).include as string[];
const sources = compiled.flatMap((folder) => filesIn(folder)).filter((path) => !isTest(path));
/** What builds, installs and interrupted starts leave there. */
const LEFT = [
  ...["dist/.built", "dist/site/index.html", "dist/archives/x.tar.gz", "dist/release/npm/x.tgz"],
  ...["dist/plugin/provider.js.0a-v20-x64.cache", "dist/plugin/provider.js.0a-v20-x64.cache.123"],
  ...["dist/plugin/package-lock.json", "dist/plugin/node_modules/x/index.js"],
];

let copy: string;
let plugin: string[];
let packed: string[];

beforeAll(async () => {
  copy = mkdtempSync(join(tmpdir(), "pulumi-ipv6-package-"));
  await bundlePlugin(ROOT, join(copy, "dist/plugin"));
  plugin = readdirSync(join(copy, "dist/plugin"), { recursive: true, encoding: "utf8" }).filter((name) =>
    /\W/.test(name),
  );
  const built = sources.flatMap((path) => [".js", ".d.ts"].map((ending) => `dist/${path.replace(/\.ts$/, ending)}`));
  const others = ["provider/schema.json", "LICENSE", "README.md", ...filesIn("simulator/page", /./)];
  for (const path of [...built, ...others, ...LEFT, "dist/sdk/nodejs/package.json"]) write(path, "\n");
  write("package.json", read("package.json"));
  const said = execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
    cwd: copy,
    encoding: "utf8",
  });
  packed = (JSON.parse(said)[0].files as { path: string }[]).map(({ path }) => path);
}, 120_000);
afterAll(() => rmSync(copy, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(copy, path)), { recursive: true });
  if (!existsSync(join(copy, path))) writeFileSync(join(copy, path), text);
}

/** All files that its commands and exports name, without the folder of plugin that is built. */
function entries(): string[] {
  const named = [manifest.main, manifest.types, Object.values(manifest.bin), manifest.exports, manifest.typesVersions];
  const paths = JSON.stringify(named).match(/[^"]+\.(?:js|d\.ts|json)(?="(?!:))/g) ?? [];
  return [...new Set(paths)].map((path) => path.replace(/^\.\//, ""));
}

function reachedFrom(paths: readonly string[]): Set<string> {
  const known = new Set(sources);
  const reached = new Set<string>();
  const visit = (path: string): void => {
    if (reached.has(path) || !known.has(path)) return;
    reached.add(path);
    for (const name of importsOf(path)) for (const end of [".ts", "/index.ts"]) visit(`${name}${end}`);
  };
  for (const path of paths) visit(path);
  return reached;
}
const sourceOf = (path: string) => path.replace(/^dist\//, "").replace(/(\.d\.ts|\.js)$/, ".ts");

test("all that its commands and exports reach is in it", () => {
  const named = entries().filter((path) => !path.includes("*"));
  expect(named.length).toBeGreaterThan(8);
  const reached = reachedFrom([...named.map(sourceOf), ...sources.filter((path) => path.startsWith("sdk/"))]);
  expect(reached.size).toBeGreaterThan(200);
  const wanted = [...reached].flatMap((path) => [".js", ".d.ts"].map((end) => `dist/${path.replace(/\.ts$/, end)}`));
  expect([...named, ...wanted].filter((path) => !packed.includes(path))).toEqual([]);
});

test("nothing is in it that only this repository uses, nor what builds leave beside it", () => {
  const folders = new Set(packed.filter((path) => path.startsWith("dist/")).map((path) => path.split("/")[1]));
  expect([...folders].sort()).toEqual(["plugin", "provider", "sdk", "simulator"]);
  expect(packed.filter((path) => LEFT.includes(path))).toEqual([]);
  expect(packed.filter((path) => path.startsWith("dist/simulator/testing."))).toEqual([]);
});

test("the plugin is whole in it", () => {
  const built = plugin.filter((name) => !/^node_modules|package-lock|\.cache/.test(name) && name !== "nothing");
  expect(packed.filter((path) => path.startsWith("dist/plugin/")).sort()).toEqual(
    built.map((name) => `dist/plugin/${name}`).sort(),
  );
});
