// Pages that people wrote: docs/, and what other folders say about themselves. The site shows every one of them.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import {
  anchorOf,
  frontMatter,
  headingOf,
  type Page,
  type Routes,
  withLinks,
  withoutTemplates,
  withTabs,
} from "./markdown";

/** Pages outside docs/, by their address on the site. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  "policy/README.md": "project/policy",
  "simulator/README.md": "project/simulator",
  "examples/languages/README.md": "project/languages",
  "CHANGELOG.md": "project/changelog",
  "CONTRIBUTING.md": "project/contributing",
  "SECURITY.md": "project/security",
};

/** Written for another place: the one-page reference has a page for each resource here, the Registry has its own. */
const NOT_SHOWN = ["docs/reference.md", "docs/_index.md"];

export interface Section {
  readonly title: string;
  /** Files of the repository, in order. One that does not exist is left out. A folder stands for the rest of its pages. */
  readonly pages: readonly string[];
}

export interface Entry {
  readonly text: string;
  readonly link: string;
}
export interface Menu {
  readonly text: string;
  readonly items: readonly Entry[];
}

/** Every page of the repository that the site shows, by its file. */
export function pageFiles(root: string): Map<string, string> {
  const docs = filesBelow(root, "docs").filter((file) => !NOT_SHOWN.includes(file));
  const written = docs.map((file): [string, string] => [file, file.replace(/^docs\//, "").replace(/\.md$/, "")]);
  const others = Object.entries(ELSEWHERE).filter(([file]) => existsSync(join(root, file)));
  return new Map([...written, ...others]);
}

function filesBelow(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(root, path);
    return entry.name.endsWith(".md") ? [path] : [];
  });
}

/** @param reference address of a heading of the one-page reference */
export function routesOf(files: ReadonlyMap<string, string>, reference: (anchor?: string) => string): Routes {
  return (file, anchor) => {
    if (file === "docs/reference.md") return reference(anchor);
    // The front page says what the README says, in sections of its own.
    if (file === "README.md" && !anchor) return "/";
    const address = files.get(file) ?? files.get(`${file}/README.md`);
    return address === undefined ? undefined : `/${address}${anchor ? `#${anchor}` : ""}`;
  };
}

export function writtenPages(
  root: string,
  files: ReadonlyMap<string, string>,
  routes: Routes,
  repository: string,
): Page[] {
  return [...files].map(([file, address]) => {
    const source = readFileSync(join(root, file), "utf8").replace(/^---\n[\s\S]*?\n---\n/, "");
    const title = headingOf(source);
    const text = withTabs(withoutTemplates(withLinks(source, file, routes, repository)));
    return { path: `${address}.md`, title, text: frontMatter({ title, source: file }) + text };
  });
}

/** The sections with what exists. Pages that no section names come last, so that none is lost. */
export function menus(
  sections: readonly Section[],
  files: ReadonlyMap<string, string>,
  pages: readonly Page[],
): Menu[] {
  const titles = new Map(pages.map(({ path, title }) => [path, title]));
  const left = new Set(files.keys());
  const take = (file: string) => (left.delete(file) ? [file] : []);
  const entry = (file: string): Entry => ({
    text: shorter(titles.get(`${files.get(file)}.md`) ?? file),
    link: `/${files.get(file)}`,
  });
  const named = sections.map(({ title, pages: names }) => ({
    text: title,
    named: names.map((name) => (name.endsWith("/") ? name : take(name))),
  }));
  const filled = named.map(({ text, named: parts }) => ({
    text,
    items: parts.flatMap((part) =>
      (typeof part === "string"
        ? [...left]
            .filter((file) => file.startsWith(part))
            .sort()
            .flatMap(take)
        : part
      ).map(entry),
    ),
  }));
  const rest = [...left].sort().map(entry);
  return [...filled, { text: "More", items: rest }].filter(({ items }) => items.length > 0);
}

/** What stands after a colon explains the title; a menu has no room for it. */
const shorter = (title: string) => title.replace(/:.*$/, "").replaceAll("`", "");

/** Headings of the one-page reference, with the address that each has here. */
export function referenceRoutes(reference: string, address: (heading: string) => string | undefined) {
  const headings = [...reference.matchAll(/^#{2,3} (.+)$/gm)].map(([, heading = ""]) => heading);
  const known = new Map(headings.map((heading) => [anchorOf(heading), address(heading) ?? "/reference/"]));
  return (anchor = "") => known.get(anchor) ?? "/reference/";
}
