import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { exampleOf } from "../../provider/doors/plugin/examples";
import { classFiles } from "../../scripts/classes";
import { sources, titledProgram } from "../../scripts/examples";
import { differences, reference, schemaFile } from "../../scripts/reference";
import { registryFiles } from "../../scripts/registry";
import { strayVersions } from "../../scripts/release/version";
import { stampOf } from "../../scripts/sdks";
import { anchorOf, inProse } from "../../scripts/site/markdown";
import { withTypes } from "../../scripts/takeover-types";
import { startSimulator } from "../../simulator";
import { ROOT, read } from "./sources";

const tracked = execFileSync("git", ["ls-files", "-z"], { cwd: ROOT, encoding: "utf8" }).split("\0").filter(Boolean);
const text = (path: string) => readFileSync(join(ROOT, path), "utf8");
const found = (pattern: RegExp, paths = tracked) =>
  paths.flatMap((path) => {
    const hit = pattern.exec(text(path));
    return hit ? [`${path}: ${hit[0]}`] : [];
  });
const SELF = "tests/rules/repository.test.ts";

test("nothing of the machine it was made on", () => {
  const others = tracked.filter((path) => path !== SELF && path !== "LICENSE");
  expect(found(/(?<![\w.])\/(?:root|home\/\w+|work\/\w+|Users\/\w+|opt\/\w+)\//, others)).toEqual([]);
});

test("no package registry by its host, in the lock file neither", () => {
  const hosts = /registry\.npm(?:js|mirror)\.\w+|proxy\.golang\.org|files\.pythonhosted\.org|repo1?\.maven|crates\.io/;
  expect(
    found(
      hosts,
      tracked.filter((path) => path !== SELF),
    ),
  ).toEqual([]);
  for (const folder of ["", "site/"]) {
    const lock = JSON.parse(text(`${folder}package-lock.json`)) as { packages: Record<string, { resolved?: string }> };
    expect(Object.values(lock.packages).filter((entry) => entry.resolved?.includes("://"))).toEqual([]);
    expect(text(`${folder}.npmrc`)).toContain("omit-lockfile-registry-resolved=true");
  }
});

test("no key that looks real", () => {
  // The hashes of a go.sum may look like anything.
  const others = tracked.filter((path) => path !== SELF && !path.endsWith("/go.sum"));
  expect(found(/LTAI[0-9A-Za-z]{12,}|AKID[0-9A-Za-z]{20,}/, others)).toEqual([]);
});

test("the derived pages, modules and the schema are as their sources say (npm run docs)", async () => {
  for (const [path, made] of Object.entries(classFiles())) expect(read(path)).toBe(made);
  expect(read("docs/reference.md")).toBe(reference());
  expect(read("docs/takeover.md")).toBe(withTypes(read("docs/takeover.md")));
  expect(read("provider/schema.json")).toBe(schemaFile());
  for (const [path, made] of Object.entries(registryFiles(ROOT))) expect(read(path)).toBe(made);
  const simulator = await startSimulator();
  expect(read("docs/differences.md")).toBe(differences(simulator.rules()));
  await simulator.close();
});

test("the SDKs were made from this schema (npm run sdks)", () => {
  expect(read("sdk/schema.sha256")).toBe(stampOf(schemaFile()));
});

test("every resource, component and look-up has an example, converted from its YAML program (npm run sdks)", async () => {
  const { resources, functions } = JSON.parse(schemaFile()) as Record<string, Record<string, { description: string }>>;
  const tokens = Object.entries({ ...resources, ...functions });
  const programs = await sources(ROOT);
  const names = tokens.map(([token]) => token.replace(/^ipv6:(\w+):/, "$1/"));
  expect([...programs.keys()].sort()).toEqual(names.sort());
  for (const [name, text] of programs) {
    const [module = "", own = ""] = name.split("/");
    expect(exampleOf(module, own)).toMatchObject(titledProgram(text));
  }
  const languages = ["typescript", "python", "csharp", "go", "java", "yaml"];
  for (const [token, { description }] of tokens)
    expect([token, [...description.matchAll(/^```(?!sh|text)(\w+)$/gm)].map(([, each]) => each)]).toEqual([
      token,
      languages,
    ]);
});

test("every place that has the version has that of package.json (make release VERSION=x)", () => {
  expect(strayVersions(ROOT)).toEqual([]);
});

test("the group at Maven Central is the account's, which has no underscore at GitHub", () => {
  const [, account = ""] = /github\.com\/([^/]+)\//.exec(JSON.parse(schemaFile()).repository) ?? [];
  expect(account).toMatch(/^[a-z\d]+(-[a-z\d]+)*$/i);
  const [, group] = /<groupId>([^<]+)<\/groupId>\s*<artifactId>ipv6</.exec(text("sdk/java/pom.xml")) ?? [];
  expect(group).toBe(`io.github.${account}`);
  expect(text("docs/installation-configuration.md")).toContain(`\`${group}:ipv6:`);
});

test("links between pages lead somewhere, to headings too", () => {
  const pages = tracked.filter((path) => path.endsWith(".md"));
  const anchors = new Map(pages.map((page) => [page, anchorsIn(text(page))]));
  const broken = pages.flatMap((page) =>
    linksIn(text(page))
      .filter((link) => {
        const [path = "", anchor] = link.split("#");
        const target = path === "" ? page : join(page, "..", path).replace(/\/$/, "");
        if (!tracked.some((each) => each === target || each.startsWith(`${target}/`))) return true;
        return anchor !== undefined && anchors.get(target)?.has(anchor) === false;
      })
      .map((link) => `${page}: ${link}`),
  );
  expect(broken).toEqual([]);
});

/** Those that do not leave the repository. What stands in code is no link. */
function linksIn(page: string): string[] {
  const links: string[] = [];
  inProse(page, (prose) => {
    links.push(...[...prose.matchAll(/\]\((?![a-z]+:|\/)([^)\s]+)/g)].map(([, link = ""]) => link));
    return prose;
  });
  return links;
}

/** A heading that occurs again has a number after its anchor, as at GitHub. */
function anchorsIn(page: string): Set<string> {
  const found = new Set([...page.matchAll(/<a (?:id|name)="([^"]+)"/g)].map(([, id = ""]) => id));
  const plain = page.replace(/^```[\s\S]*?^```$/gm, "");
  for (const [, heading = ""] of plain.matchAll(/^#{1,6} (.+)$/gm)) {
    const anchor = anchorOf(heading.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1"));
    let name = anchor;
    for (let again = 1; found.has(name); again++) name = `${anchor}-${again}`;
    found.add(name);
  }
  return found;
}

test("every command that the README names is there", () => {
  const readme = text("README.md");
  const scripts = Object.keys(JSON.parse(text("package.json")).scripts);
  const targets = [...text("Makefile").matchAll(/^([a-z]+):/gm)].map((match) => match[1]);
  for (const [, name] of readme.matchAll(/npm run ([\w:]+)/g)) expect(scripts).toContain(name);
  for (const [, name] of readme.matchAll(/`make (\w+)`/g)) expect(targets).toContain(name);
});

test("what runs at installation is known, and none of it is needed", () => {
  const lock = JSON.parse(text("package-lock.json")) as { packages: Record<string, { hasInstallScript?: true }> };
  const scripted = Object.entries(lock.packages).filter(([, { hasInstallScript }]) => hasInstallScript);
  const names = scripted.map(([path]) => path.replace(/^.*node_modules\//, ""));
  const page = text("docs/supply.md");
  expect(names.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  expect(JSON.parse(text("package.json")).scripts).not.toHaveProperty("postinstall");
});

test("npm run sbom lists what the package depends on", () => {
  const made = execFileSync("npm", ["run", "--silent", "sbom"], { cwd: ROOT, encoding: "utf8", maxBuffer: 2 ** 26 });
  const { bomFormat, components } = JSON.parse(made) as {
    bomFormat: string;
    components: { name: string; properties?: { name: string }[] }[];
  };
  expect(bomFormat).toBe("CycloneDX");
  // The lock file may hold several versions of a package, each for another one.
  const development = (name: string) =>
    components
      .filter((each) => each.name === name)
      .every(({ properties = [] }) => properties.some((property) => property.name.endsWith("development")));
  const { dependencies } = JSON.parse(text("package.json"));
  for (const name of Object.keys(dependencies)) expect([name, development(name)]).toEqual([name, false]);
  expect(development("jest")).toBe(true);
});
