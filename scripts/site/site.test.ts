import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import { CLOUDS } from "../../provider/clouds";
import type { ErrorRow } from "../../provider/core/api/errors";
import { registryFiles } from "../registry";
import { siteOf } from "../site";
import { inProse, programsIn, withLinks, withTabs } from "./markdown";
import { menus } from "./pages";
import { parted, pascal, type Schema, snake } from "./reference";

const ROOT = resolve(__dirname, "../..");
const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
const schema = JSON.parse(read("provider/schema.json")) as Schema;
const site = siteOf(ROOT);
const paths = site.pages.map(({ path }) => path);

test("everything in the schema and every error code has a page, and no two pages share an address", () => {
  const codes = Object.keys(CLOUDS).flatMap((cloud) => {
    const { ERRORS } = require(`../../provider/clouds/${cloud}/errors`) as { ERRORS: ReadonlyMap<string, ErrorRow> };
    return [...ERRORS].map(([code, { advice }]) => [cloud, code, advice] as const);
  });
  expect(codes.length).toBeGreaterThan(250);
  for (const [cloud, code, advice] of codes) {
    const own = site.pages.filter(({ path, title }) => path.startsWith(`errors/${cloud}/`) && title === code);
    expect([code, own.length]).toEqual([code, 1]);
    expect(own[0]?.text).toContain(advice.split("docs/")[0]);
  }
  const members = [...Object.keys(schema.resources), ...Object.keys(schema.functions)];
  const titles = new Set(site.pages.map(({ title }) => title));
  for (const token of members) expect(titles).toContain(token.replace(/^ipv6:(index:)?/, "").replace(":", "."));
  expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(paths.length);
});

test("every page of docs/ is in the menu, once", () => {
  const links = site.guides.flatMap(({ items }) => items.map(({ link }) => link));
  const docs = readdirSync(join(ROOT, "docs"), { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".md"),
  );
  const shown = docs
    .filter((file) => !["_index.md", "reference.md"].includes(file))
    .map((file) => `/${file.slice(0, -3)}`);
  for (const link of shown) expect([link, links.filter((each) => each === link).length]).toEqual([link, 1]);
});

test("a page that is not there is no entry, and one that no section names comes last", () => {
  const files = new Map([["docs/new.md", "new"]]);
  const pages = [{ path: "new.md", title: "New", text: "" }];
  expect(menus([{ title: "Start", pages: ["docs/none.md"] }], files, pages)).toEqual([
    { text: "More", items: [{ text: "New", link: "/new" }] },
  ]);
});

test("prose has no tag but known ones: the generator would take `<id>` for one that is never closed", () => {
  const KNOWN = new Set(["a", "br", "code", "details", "div", "span", "sub", "summary", "sup"]);
  const strange = site.pages.flatMap(({ path, text }) => {
    const tags: string[] = [];
    inProse(text.replace(/^---\n[\s\S]*?\n---\n/, ""), (prose) => {
      tags.push(...[...prose.matchAll(/<\/?([a-z][\w-]*)/gi)].map(([, tag = ""]) => tag));
      return prose;
    });
    return tags.filter((tag) => !KNOWN.has(tag)).map((tag) => `${path}: <${tag}>`);
  });
  expect(strange).toEqual([]);
});

/** What an SDK is made of. */
function sources(folder: string, ending: string): string {
  const files = readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" });
  return files.flatMap((file) => (file.endsWith(ending) ? [read(join(folder, file))] : [])).join("\n");
}

test("names are spelled as in the SDKs", () => {
  const python = sources("sdk/python", ".py");
  const go = sources("sdk/go", ".go");
  const properties = [...Object.values(schema.resources), ...Object.values(schema.functions)].flatMap((member) => [
    ...Object.keys(member.inputProperties ?? {}),
    ...Object.keys(member.properties ?? {}),
    ...Object.keys(member.inputs?.properties ?? {}),
    ...Object.keys(member.outputs?.properties ?? {}),
  ]);
  const names = [...new Set(properties)];
  expect(names.length).toBeGreaterThan(40);
  expect(names.filter((name) => !python.includes(`def ${snake(name)}(self)`))).toEqual([]);
  expect(names.filter((name) => !go.includes(`\t${pascal(name)} `))).toEqual([]);
});

test("an example in several languages becomes tabs, in one order", () => {
  const block = (language: string) => `\`\`\`${language}\n${language} program\n\`\`\`\n`;
  const example = `{{% example %}}\n### Two\n${["yaml", "java", "csharp", "go", "python", "typescript"].map(block).join("")}{{% /example %}}`;
  const { about, examples, after } = parted(`About.\n\n{{% examples %}}\n${example}\n{{% /examples %}}\n\n## Import`);
  expect([about, after]).toEqual(["About.", "## Import"]);
  const labels = [...(examples[0] ?? "").matchAll(/^```\w+ \[(.+)\]$/gm)].map(([, label]) => label);
  expect(labels).toEqual(["TypeScript", "Python", "Go", "C#", "Java", "YAML"]);
});

test("programs that follow each other become tabs; other code stays as it is", () => {
  const two = "```typescript\na\n```\n\n```yaml\nb\n```\n";
  expect(withTabs(`${two}\ntext\n\n\`\`\`sh\nc\n\`\`\`\n`)).toBe(
    "::: code-group\n```typescript [TypeScript]\na\n```\n```yaml [YAML]\nb\n```\n:::\n\ntext\n\n```sh\nc\n```\n",
  );
});

test("a link leads to the site if the page is there, else to the repository", () => {
  const routes = (file: string, anchor?: string) =>
    file === "docs/a.md" ? `/a${anchor ? `#${anchor}` : ""}` : undefined;
  const text =
    "[a](../a.md#x) [b](../../policy/rules.ts) [c](../../sdk/go) [d](https://example.com) [e](#here) ![f](f.svg)";
  expect(withLinks(text, "docs/guides/g.md", routes, "https://host/repo")).toBe(
    "[a](/a#x) [b](https://host/repo/blob/main/policy/rules.ts) [c](https://host/repo/tree/main/sdk/go) [d](https://example.com) [e](#here) ![f](f.svg)",
  );
});

test("a heading of the README is in the repository: the front page has sections of its own", () => {
  const compatibility = site.pages.find(({ path }) => path === "compatibility.md")?.text ?? "";
  expect(compatibility).toMatch(/\]\(https:\/\/\S+\/blob\/main\/README\.md#install\)/);
  expect(compatibility).not.toContain("](/)");
});

const guides = ["start.md", ...readdirSync(join(ROOT, "docs/guides")).map((file) => `guides/${file}`)];

test.each(guides)("the YAML programs of %s use what the schema has", (file) => {
  for (const { language, code } of programsIn(read(`docs/${file}`))) {
    if (language !== "yaml") continue;
    const { resources = {} } = parse(code) as { resources?: Record<string, { type: string; properties: object }> };
    for (const { type, properties } of Object.values(resources)) {
      if (type.startsWith("pulumi:providers:")) continue;
      const { inputProperties = {}, requiredInputs = [] } = schema.resources[type] ?? {};
      expect([type, Object.keys(properties).filter((name) => !(name in inputProperties))]).toEqual([type, []]);
      expect(Object.keys(properties)).toEqual(expect.arrayContaining([...requiredInputs]));
    }
  }
});

test("the Registry's pages have its front matter, and close what they open", () => {
  for (const text of Object.values(registryFiles(ROOT))) {
    const [, head = ""] = /^---\n([\s\S]*?)\n---\n/.exec(text) ?? [];
    expect(parse(head)).toEqual({ title: expect.any(String), meta_desc: expect.any(String), layout: "package" });
    const opened = [...text.matchAll(/\{\{[<%] (\w+)/g)].length;
    expect([...text.matchAll(/\{\{[<%] \/(\w+)/g)].length).toBe(opened);
  }
});
