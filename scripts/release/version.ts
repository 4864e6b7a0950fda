// The version is in package.json. These are the other places that have it and that no generator writes.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

interface Place {
  readonly path: string;
  /** Each match has the version as its only group. A file without a match is a mistake, too. */
  readonly pattern: RegExp;
  /** How the version is written there. Unset: as in package.json. */
  readonly form?: (version: string) => string;
}

const PLACES: readonly Place[] = [
  { path: "package-lock.json", pattern: /^ {0,6}"name": "pulumi-ipv6",\n {0,6}"version": "([^"]+)"/gm },
  { path: "sdk/java/pom.xml", pattern: /<artifactId>ipv6<\/artifactId>\s*<version>([^<]+)<\/version>/g },
  { path: "policy/package.json", pattern: /"version": "([^"]+)"/g },
  { path: "policy/PulumiPolicy.yaml", pattern: /^version: (\S+)$/gm },
  ...["README.md", "examples/languages/README.md", "examples/gitops/operator/program.yaml"].map((path) => ({
    path,
    pattern: /(?:resource ipv6 v|pulumi-resource-ipv6-v)(\d+\.\d+\.\d+(?:-[a-z]+\.\d+)?)/g,
  })),
  { path: "README.md", pattern: /pulumi_ipv6-([^-\s]+)-py3/g, form: pythonVersion },
];

export const CHANGELOG = "CHANGELOG.md";
const UNRELEASED = "Unreleased";
const VERSION = /^\d+\.\d+\.\d+(-(alpha|beta|rc)\.\d+)?$/;

/** A version as the name of a wheel has it: 0.2.0-rc.1 is 0.2.0rc1 there. */
export function pythonVersion(version: string): string {
  return version.replace(/-(a|b|rc)[a-z]*\.(\d+)$/, "$1$2");
}

/** A version that is to be tried, and promises nothing yet. */
export const isCandidate = (version: string) => version.includes("-");

/** The tags of a release. Go finds its module by the second. */
export const tagsOf = (version: string) => [`v${version}`, `sdk/go/v${version}`];

export function versionIn(root: string): string {
  return JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version;
}

/** Places that name another version than package.json, or none. */
export function strayVersions(root: string): string[] {
  const version = versionIn(root);
  return PLACES.flatMap(({ path, pattern, form }) => {
    const found = [...readFileSync(join(root, path), "utf8").matchAll(pattern)].map(([, each]) => each);
    if (found.length === 0) return [`${path}: names no version where it should`];
    return [...new Set(found)]
      .filter((each) => each !== (form?.(version) ?? version))
      .map((each) => `${path}: has ${each}, package.json has ${version}`);
  });
}

/**
 * Writes a version to package.json, to all places, and as the heading of what is unreleased: not of a candidate, so that
 * the release after it has all of it as its section.
 *
 * @returns the changed files
 */
export function writeVersion(root: string, version: string, today: string): string[] {
  if (!VERSION.test(version))
    throw new Error(`VERSION=${version} is not a version, such as 0.2.0 or 0.2.0-rc.1. Nothing was written.`);
  const edits: readonly Place[] = [{ path: "package.json", pattern: /^ {2}"version": "([^"]+)"/gm }, ...PLACES];
  const edited = edits.map(({ path, pattern, form }) =>
    edit(root, path, (text) => text.replace(pattern, (match, old) => match.replace(old, form?.(version) ?? version))),
  );
  const heading = edit(root, CHANGELOG, (text) =>
    sectionOf(text, version) === undefined && !isCandidate(version)
      ? text.replace(`## ${UNRELEASED}`, `## ${UNRELEASED}\n\n## ${version} (${today})`)
      : text,
  );
  return [...new Set([...edited, heading].flat())];
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

/** The heading of the changelog that has what is new in a version. */
export const headingOf = (version: string) => (isCandidate(version) ? UNRELEASED : version);
