// The version is in package.json. These are the other places that have it and that no generator writes.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Each match of a pattern has the version as its only group. A file without a match is a mistake, too. */
const PLACES: readonly (readonly [string, RegExp])[] = [
  ["package-lock.json", /^ {0,6}"name": "pulumi-ipv6",\n {0,6}"version": "([^"]+)"/gm],
  ["sdk/java/pom.xml", /<artifactId>ipv6<\/artifactId>\s*<version>([^<]+)<\/version>/g],
  ["policy/package.json", /"version": "([^"]+)"/g],
  ["policy/PulumiPolicy.yaml", /^version: (\S+)$/gm],
  ...["README.md", "examples/languages/README.md", "examples/gitops/operator/program.yaml"].map(
    (path) =>
      [path, /(?:resource ipv6 v|pulumi-resource-ipv6-v|pulumi_ipv6-)(\d+\.\d+\.\d+(?:-[a-z]+\.\d+)?)/g] as const,
  ),
];

export const CHANGELOG = "CHANGELOG.md";
const UNRELEASED = "## Unreleased";
const VERSION = /^\d+\.\d+\.\d+(-[a-z]+\.\d+)?$/;

export function versionIn(root: string): string {
  return JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version;
}

/** Places that name another version than package.json, or none. */
export function strayVersions(root: string): string[] {
  const version = versionIn(root);
  return PLACES.flatMap(([path, pattern]) => {
    const found = [...readFileSync(join(root, path), "utf8").matchAll(pattern)].map(([, each]) => each);
    if (found.length === 0) return [`${path}: names no version where it should`];
    return [...new Set(found)]
      .filter((each) => each !== version)
      .map((each) => `${path}: has ${each}, package.json has ${version}`);
  });
}

/** Writes a version to package.json, to all places, and as the heading of what is unreleased. @returns the changed files */
export function writeVersion(root: string, version: string, today: string): string[] {
  if (!VERSION.test(version))
    throw new Error(`VERSION=${version} is not a version, such as 0.2.0 or 0.2.0-rc.1. Nothing was written.`);
  const edits: readonly (readonly [string, RegExp])[] = [["package.json", /^ {2}"version": "([^"]+)"/gm], ...PLACES];
  const edited = edits.map(([path, pattern]) =>
    edit(root, path, (text) => text.replace(pattern, (match, old) => match.replace(old, version))),
  );
  const heading = edit(root, CHANGELOG, (text) =>
    sectionOf(text, version) === undefined
      ? text.replace(UNRELEASED, `${UNRELEASED}\n\n## ${version} (${today})`)
      : text,
  );
  return [...edited, heading].flat();
}

function edit(root: string, path: string, change: (text: string) => string): string[] {
  const [file, text] = [join(root, path), readFileSync(join(root, path), "utf8")];
  const changed = change(text);
  if (changed === text) return [];
  writeFileSync(file, changed);
  return [path];
}

/** What the changelog says under a heading. Unset: it has no such heading. */
export function sectionOf(changelog: string, heading: string): string | undefined {
  const [, ...sections] = changelog.split(/^## /m);
  const section = sections.find((each) => each.split("\n")[0]?.split(" ")[0] === heading);
  return section?.slice(section.indexOf("\n") + 1).trim();
}

export function changelogOf(root: string, heading: string): string | undefined {
  return sectionOf(readFileSync(join(root, CHANGELOG), "utf8"), heading);
}
