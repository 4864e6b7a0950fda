import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { frozenCode } from "./frozen-code";

const TYPE = "alibaba:Ipv6InternetBandwidth";
let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "pulumi-ipv6-frozen-")));
});
afterEach(() => rmSync(root, { recursive: true }));

function pack(
  path: string,
  dependencies: readonly string[] = [],
  files: Readonly<Record<string, string>> = {},
): string {
  const folder = join(root, path);
  mkdirSync(folder, { recursive: true });
  const all = Object.fromEntries(dependencies.map((name) => [name, "*"]));
  const text = JSON.stringify({ name: path.split("/").pop(), dependencies: all });
  for (const [name, body] of Object.entries({ "package.json": text, ...files }))
    writeFileSync(join(folder, name), body);
  return folder;
}
const ours = { "dynamic.js": 'exports.provider = (type) => "provider of " + type;' };

/** What the engine does with the code, in the folder of a program. */
function run(code: string, folder: string): unknown {
  const theirs = createRequire(join(folder, "_"));
  // In the engine's process the folder is the working directory.
  const path = { ...theirs("path"), resolve: () => folder };
  const from = Object.assign((name: string) => (name === "path" ? path : theirs(name)), theirs);
  const module = { exports: {} as { handler?: () => unknown } };
  new Function("exports", "require", code)(module.exports, from);
  return module.exports.handler?.();
}

test("a direct dependency: one line, the same on every machine", () => {
  const program = pack("program", ["pulumi-ipv6"]);
  pack("program/node_modules/pulumi-ipv6", [], ours);
  const code = frozenCode(TYPE, program);
  expect(code).toBe(`exports.handler = () => require("pulumi-ipv6/dynamic").provider("${TYPE}");`);
  expect(run(code, program)).toBe(`provider of ${TYPE}`);
});

test("a dependency of a dependency, behind links as pnpm makes them: found anew at each run, no path is frozen", () => {
  const program = pack("apps/infra", ["library", "other", "absent"]);
  pack("apps/infra/node_modules/other");
  pack("packages/library", ["middle"]);
  symlinkSync(join(root, "packages/library"), join(program, "node_modules/library"));
  pack("packages/library/node_modules/middle", ["pulumi-ipv6"]);
  pack("packages/library/node_modules/middle/node_modules/pulumi-ipv6", [], ours);
  const code = frozenCode(TYPE, program);
  expect(code).not.toContain(root);
  expect(code).not.toMatch(/[A-Za-z]:\\|\\\\/);
  expect(run(code, program)).toBe(`provider of ${TYPE}`);
});

test("packages that depend on each other end the search, which says in one line what to add", () => {
  const program = pack("program", ["a"]);
  pack("program/node_modules/a", ["b"]);
  pack("program/node_modules/b", ["a"]);
  expect(() => frozenCode(TYPE, program)).toThrow(
    `the engine looks for pulumi-ipv6 in ${program} and does not find it: run npm install pulumi-ipv6 there`,
  );
});
