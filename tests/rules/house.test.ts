import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { CLOUDS } from "../../provider/clouds";
import { publicIpv6 } from "../../provider/doors/registry";
import { code, filesIn, importsOf, isGenerated, isTest, ROOT, read } from "./sources";

const provider = filesIn("provider").filter((path) => !isTest(path));
const simulator = filesIn("simulator").filter((path) => !isTest(path));
const offenders = (paths: readonly string[], wrong: (path: string) => unknown) => paths.filter(wrong);
const below = (folder: string) => (path: string) => path.startsWith(`${folder}/`);

describe("imports point one way", () => {
  const outside = (path: string, allowed: readonly string[]) =>
    importsOf(path).filter(
      (name) => name.startsWith("provider/") && !allowed.some((folder) => name.startsWith(folder)),
    );

  test("core sees nothing of ours but core", () => {
    expect(provider.filter(below("provider/core")).flatMap((path) => outside(path, ["provider/core"]))).toEqual([]);
  });
  test("resources see core", () => {
    const allowed = ["provider/core", "provider/resources"];
    expect(provider.filter(below("provider/resources")).flatMap((path) => outside(path, allowed))).toEqual([]);
  });
  test("the network sees core", () => {
    const allowed = ["provider/core", "provider/network"];
    expect(provider.filter(below("provider/network")).flatMap((path) => outside(path, allowed))).toEqual([]);
  });
  test.each(Object.keys(CLOUDS))("%s sees core, network, resources and itself", (cloud) => {
    const folder = `provider/clouds/${cloud}`;
    const allowed = ["provider/core", "provider/network", "provider/resources", folder];
    expect(provider.filter(below(folder)).flatMap((path) => outside(path, allowed))).toEqual([]);
  });
  test("provider and simulator never meet", () => {
    expect(offenders(provider, (path) => importsOf(path).some(below("simulator")))).toEqual([]);
    expect(offenders(filesIn("simulator"), (path) => importsOf(path).some(below("provider")))).toEqual([]);
  });
  test("the engine's package is seen by the doors only, and by the plugin's no more of it than the protocol", () => {
    const parts = (path: string) => importsOf(path).filter((name) => name.startsWith("@pulumi/"));
    const inPlugin = below("provider/doors/plugin");
    const users = offenders(provider, (path) => parts(path).length > 0 && !inPlugin(path));
    const names = ["dynamic-provider", "dynamic-runtime", "dynamic", "lookups", "refusal", "types"];
    const inNode = names.map((name) => `provider/doors/${name}.ts`);
    expect(users.filter((path) => !isGenerated(path))).toEqual(["provider/doors/component.ts", ...inNode]);
    const seen = provider.filter(inPlugin).flatMap(parts);
    expect(seen.filter((name) => !name.startsWith("@pulumi/pulumi/proto/"))).toEqual([]);
    for (const path of inNode.slice(0, 2))
      expect(read(path)).toContain('import type * as pulumi from "@pulumi/pulumi"');
  });
  test("core knows no vendor package and no HTTP", () => {
    const allowed = /^(provider\/|node:(crypto|util)$|async-lock$|dataloader$|ipaddr\.js$)/;
    const strange = provider
      .filter(below("provider/core"))
      .flatMap(importsOf)
      .filter((name) => !allowed.test(name));
    expect(strange).toEqual([]);
  });
});

test("no import runs in a circle, types included", () => {
  const all = [...provider, ...simulator, ...filesIn("scripts"), ...filesIn("acceptance"), ...filesIn("tests")];
  expect(circles(all)).toEqual([]);
});

/** Groups of files that reach each other, each group once. */
function circles(paths: readonly string[]): string[][] {
  const isFile = new Set(paths);
  const next = new Map(
    paths.map((path) => [
      path,
      importsOf(path).flatMap((name) => [`${name}.ts`, `${name}/index.ts`].filter((file) => isFile.has(file))),
    ]),
  );
  const session = (from: string) => {
    const seen = new Set<string>();
    const visit = (path: string): void => {
      for (const each of next.get(path) ?? []) {
        if (seen.has(each)) continue;
        seen.add(each);
        visit(each);
      }
    };
    visit(from);
    return seen;
  };
  const reached = new Map(paths.map((path) => [path, session(path)]));
  const inCircle = paths.filter((path) => reached.get(path)?.has(path));
  const groups = inCircle.map((path) =>
    inCircle.filter((other) => other === path || (reached.get(path)?.has(other) && reached.get(other)?.has(path))),
  );
  return [...new Map(groups.map((group) => [group.join(), group])).values()];
}

describe("the shape of the house", () => {
  const SAME = [
    "index.ts",
    "client.ts",
    "wire.ts",
    "errors.ts",
    "ipv6-internet-bandwidth.ts",
    "nic-ipv6-assignment.ts",
  ];

  test.each(Object.keys(CLOUDS))("%s has the six files that every cloud has", (cloud) => {
    expect(readdirSync(join(ROOT, "provider/clouds", cloud))).toEqual(expect.arrayContaining(SAME));
  });
  test.each(Object.keys(CLOUDS))(
    "%s has a transport, its endpoints, its reads and its ownership, each in a file",
    (cloud) => {
      const names = ["transport.ts", "endpoints.ts", "reads.ts", "ownership.ts"];
      expect(readdirSync(join(ROOT, "provider/clouds", cloud))).toEqual(expect.arrayContaining(names));
    },
  );
  test.each(Object.values(CLOUDS))("$title answers for every resource, under the common names", ({ resources }) => {
    expect(Object.keys(resources)).toEqual(expect.arrayContaining(["Ipv6InternetBandwidth", "NicIpv6Assignment"]));
  });
  test("no cloud is named where all are served alike", () => {
    const names = new RegExp(Object.keys(CLOUDS).join("|"), "i");
    const common = provider.filter((path) => /^provider\/(core|network|doors|resources|commands)\//.test(path));
    expect(offenders(common, (path) => names.test(code(path)))).toEqual([]);
  });
  test("files can be read in one sitting", () => {
    const lines = (path: string) => read(path).split("\n").length;
    const written = [...provider, ...simulator, ...filesIn("scripts"), ...filesIn("acceptance")].filter(
      (path) => !isGenerated(path),
    );
    expect(offenders(written, (path) => lines(path) > 300)).toEqual([]);
    expect(offenders(filesIn("tests"), (path) => lines(path) > 400)).toEqual([]);
  });
  test("named exports only, one by one", () => {
    const wrong = /export default|export \* from/;
    expect(offenders([...provider, ...simulator, ...filesIn("scripts")], (path) => wrong.test(code(path)))).toEqual([]);
  });
});

test("time, chance, environment and output enter through the context", () => {
  const wrong =
    /Date\.now|new Date\(\)|Math\.random|setTimeout|setInterval|console\.(log|error|warn|info|debug)|process\.|randomUUID/;
  const doors = [
    "provider/core/context.ts",
    "provider/doors/process-runtime.ts",
    "provider/commands/main.ts",
    "provider/doors/plugin/main.ts",
    "provider/doors/plugin/start.ts",
  ];
  expect(offenders(provider, (path) => wrong.test(code(path)) && !doors.includes(path))).toEqual([]);
});

test("each field has a doc, a rule, and limits a page", () => {
  const members = Object.values(CLOUDS).flatMap(({ resources, lookups }) => [
    ...Object.values<{ declaration: { fields: object; outputs: object } }>(resources),
    ...Object.values(lookups),
  ]);
  for (const { fields, outputs } of [publicIpv6, ...members.map(({ declaration }) => declaration)]) {
    for (const field of Object.values<{ doc: string; rule: string }>(fields)) {
      expect(field.doc).toMatch(/^[A-Z`].{15,}\.$/);
      expect(field.rule).toMatch(/^must be /);
    }
    for (const output of Object.values<{ doc: string }>(outputs)) expect(output.doc).toMatch(/^[A-Z`].{15,}\.$/);
  }
});

test("the entry point that states require is where it always was", () => {
  const { exports } = JSON.parse(read("package.json"));
  expect(exports["./dynamic"]).toBe("./dist/provider/doors/dynamic-runtime.js");
  expect(read("provider/doors/frozen-code.ts")).toContain('require("pulumi-ipv6/dynamic").provider(');
  expect(existsSync(join(ROOT, "provider/doors/dynamic-runtime.ts"))).toBe(true);
});
