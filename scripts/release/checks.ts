// What speaks against a release, found before any work.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { compare, lt, valid } from "semver";
import { schemaFile } from "../reference";
import { stampOf } from "../sdks";
import { breakingChanges, isEnough } from "./schema-changes";
import { CHANGELOG, changelogOf, headingOf, isCandidate, strayVersions, tagsOf, versionIn } from "./version";

/** A folder for each frozen release: its schema, and states that it made. */
export const FROZEN = "tests/upgrade";

export interface Problem {
  readonly text: string;
  /** Nothing is built either: what would be built would not fit together. */
  readonly fatal?: true;
}

export function problems(root: string): Problem[] {
  const version = versionIn(root);
  const strays = strayVersions(root).map(
    (text): Problem => ({ text: `${text}. Run make release VERSION=${version}`, fatal: true }),
  );
  const stamp = readFileSync(join(root, "sdk/schema.sha256"), "utf8");
  const stale: Problem[] =
    stamp === stampOf(schemaFile())
      ? []
      : [{ text: "The SDKs were made from another schema. Run make sdks, and commit what it writes", fatal: true }];
  return [...strays, ...stale, ...git(root, version), ...changelog(root, version), ...schema(root, version)];
}

function git(root: string, version: string): Problem[] {
  const run = (...args: string[]) => spawnSync("git", args, { cwd: root, encoding: "utf8" });
  const status = run("status", "--porcelain");
  if (status.status !== 0) return [{ text: "This is no git repository, so no commit can be named" }];
  const changed = status.stdout.split("\n").filter(Boolean);
  const head = run("rev-parse", "HEAD").stdout.trim();
  // A tag that names this commit is how the workflow starts.
  const taken = tagsOf(version).filter((tag) => {
    const commit = run("rev-parse", "--verify", "--quiet", `${tag}^{commit}`);
    return commit.status === 0 && commit.stdout.trim() !== head;
  });
  return [
    ...(changed.length > 0
      ? [{ text: `${changed.length} files are not committed, the first is ${changed[0]?.slice(3)}` }]
      : []),
    ...taken.map((tag) => ({ text: `The tag ${tag} exists and names another commit: the version is taken` })),
  ];
}

/** Asked before publishing only: this clone may not know every tag. */
export function takenAtOrigin(root: string, version: string): Problem[] {
  const run = (...args: string[]) => spawnSync("git", args, { cwd: root, encoding: "utf8" });
  const head = run("rev-parse", "HEAD").stdout.trim();
  // An annotated tag has a second line, with the commit that it names.
  const refs = tagsOf(version).flatMap((tag) => [`refs/tags/${tag}`, `refs/tags/${tag}^{}`]);
  const { status, stdout, stderr } = run("ls-remote", "origin", ...refs);
  if (status !== 0) return [{ text: `origin does not say which tags it has: ${stderr.trim()}` }];
  const commits = new Map(stdout.split("\n").map((line) => line.split("\t").reverse() as [string, string]));
  return tagsOf(version).flatMap((tag) => {
    const commit = commits.get(`refs/tags/${tag}^{}`) ?? commits.get(`refs/tags/${tag}`) ?? head;
    return commit === head ? [] : [{ text: `origin has the tag ${tag} of another commit: the version is taken` }];
  });
}

function changelog(root: string, version: string): Problem[] {
  const heading = headingOf(version);
  if (changelogOf(root, heading)) return [];
  return [{ text: `${CHANGELOG} says nothing under "## ${heading}". Run make release VERSION=${version}` }];
}

function schema(root: string, version: string): Problem[] {
  const last = frozen(root).at(-1);
  if (last !== undefined && lt(version, last))
    return [{ text: `${version} is lower than ${last}, which was released` }];
  const [before, breaking] = schemaDifferences(root);
  if (before === undefined || isEnough(before, version, breaking.length > 0)) return [];
  return [
    { text: `${version} breaks what ${before} promised, so it needs a higher version:\n  ${breaking.join("\n  ")}` },
  ];
}

/** The last frozen release that is no candidate, and what the schema breaks of it. */
export function schemaDifferences(root: string): [string | undefined, string[]] {
  const before = frozen(root)
    .filter((version) => !isCandidate(version))
    .at(-1);
  if (before === undefined) return [undefined, []];
  const old = JSON.parse(readFileSync(join(root, FROZEN, before, "schema.json"), "utf8"));
  return [before, breakingChanges(old, JSON.parse(schemaFile()))];
}

/** All frozen releases, from the lowest version to the highest. */
function frozen(root: string): string[] {
  const folder = join(root, FROZEN);
  const versions = existsSync(folder) ? readdirSync(folder).filter((name) => valid(name)) : [];
  return versions.sort(compare);
}
