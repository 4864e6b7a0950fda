import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { isOnPath } from "../archives";
import { packageRoot } from "../package-root";
import { checksums, sums } from "./build";
import { FROZEN, problems } from "./checks";
import { main, verified } from "./main";
import { versionIn, writeVersion } from "./version";

const FILES = [
  ...["package.json", "package-lock.json", "CHANGELOG.md", "README.md", "sdk/java/pom.xml", "sdk/schema.sha256"],
  ...["policy/package.json", "policy/PulumiPolicy.yaml"],
  ...["examples/languages/README.md", "examples/gitops/operator/program.yaml"],
];

let root: string;
const git = (...args: string[]) =>
  execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], {
    cwd: root,
    encoding: "utf8",
  });
const write = (path: string, text: string) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};
const told = () => problems(root).map(({ text }) => text);

/** A repository that nothing speaks against. */
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "pulumi-ipv6-release-"));
  for (const file of FILES) write(file, readFileSync(join(packageRoot(), file), "utf8"));
  writeVersion(root, versionIn(root), "2026-01-02");
  git("init", "--quiet");
  git("add", ".");
  git("commit", "--quiet", "-m", "First");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test("nothing speaks against a clean commit, nor against the tag that names it", () => {
  expect(told()).toEqual([]);
  git("tag", `v${versionIn(root)}`);
  expect(told()).toEqual([]);
});

test("everything that speaks against it is told at once", () => {
  const version = versionIn(root);
  git("tag", `sdk/go/v${version}`);
  git("commit", "--quiet", "--allow-empty", "-m", "Second");
  write("CHANGELOG.md", "# Changelog\n\n## Unreleased\n\n- Something.\n");
  write("policy/PulumiPolicy.yaml", "version: 9.9.9\n");
  write("sdk/schema.sha256", "another\n");
  const breaking = { resources: { "ipv6:alibaba:Gone": {} } };
  write(`${FROZEN}/${version}/schema.json`, JSON.stringify(breaking));
  expect(told()).toEqual([
    `policy/PulumiPolicy.yaml: has 9.9.9, package.json has ${version}. Run make release VERSION=${version}`,
    "The SDKs were made from another schema. Run make sdks, and commit what it writes",
    expect.stringMatching(/^4 files are not committed, the first is /),
    `The tag sdk/go/v${version} exists and names another commit: the version is taken`,
    `CHANGELOG.md says nothing under "## ${version}". Run make release VERSION=${version}`,
    expect.stringContaining("ipv6:alibaba:Gone: the resource is gone"),
  ]);
});

test("a version below a released one is refused, and a candidate is below its release", () => {
  const version = versionIn(root);
  for (const name of [`${version}-rc.1`, version]) write(`${FROZEN}/${name}/schema.json`, "{}");
  git("add", ".");
  git("commit", "--quiet", "-m", "Frozen");
  expect(told()).toEqual([]);
  write(`${FROZEN}/99.0.0/schema.json`, "{}");
  write(`${FROZEN}/99.0.0-rc.1/schema.json`, "{}");
  expect(told()).toContain(`${version} is lower than 99.0.0, which was released`);
});

test("what broke since a candidate is held to the release before it", () => {
  const breaking = JSON.stringify({ resources: { "ipv6:alibaba:Gone": {} } });
  write(`${FROZEN}/9.0.0-rc.1/schema.json`, breaking);
  writeVersion(root, "9.0.0", "2026-01-02");
  expect(told().join("\n")).not.toContain("ipv6:alibaba:Gone");
  write(`${FROZEN}/8.9.0/schema.json`, breaking);
  expect(told().join("\n")).not.toContain("ipv6:alibaba:Gone");
  write(`${FROZEN}/9.0.0/schema.json`, breaking);
  expect(told().join("\n")).toContain("9.0.0 breaks what 9.0.0 promised");
});

test("the notes of a candidate are what is unreleased", () => {
  writeVersion(root, "9.0.0-rc.1", "2026-01-02");
  write("CHANGELOG.md", "# Changelog\n\n## Unreleased\n\n- Something.\n");
  expect(told().join("\n")).not.toContain("CHANGELOG.md says nothing");
  write("CHANGELOG.md", "# Changelog\n\n## Unreleased\n");
  expect(told()).toContain('CHANGELOG.md says nothing under "## Unreleased". Run make release VERSION=9.0.0-rc.1');
});

test("publishing without its tools and secrets is refused before anything is built", async () => {
  const refused = await main(root, { PUBLISH: "1" }).catch((error: Error) => error.message);
  expect(refused).toMatch(/^No release of /);
  for (const name of ["GH_TOKEN", "NODE_AUTH_TOKEN", "TWINE_PASSWORD", "MAVEN_GPG_KEY", "NUGET_API_KEY", "GPG_KEY"])
    expect(refused).toContain(name);
  expect(refused).toContain(`Only the workflow publishes: push the tag v${versionIn(root)}`);
  expect(() => readFileSync(join(root, "dist/release/manifest.json"))).toThrow("ENOENT");
});

test("only what was built from this commit, and is whole, is published from a folder", async () => {
  const out = join(root, "built");
  write("built/npm/package.tgz", "package");
  const release = { root, out, version: versionIn(root) };
  const files = await checksums(release);
  const commit = git("rev-parse", "HEAD").trim();
  const manifest = { version: release.version, commit, isRehearsal: false, missing: [], files };
  write("built/manifest.json", JSON.stringify(manifest));
  write("built/SHA256SUMS", sums(files));
  expect(await verified(release)).toEqual(manifest);
  if (isOnPath("sha256sum")) execFileSync("sha256sum", ["--check", "--quiet", "SHA256SUMS"], { cwd: out });

  write("built/npm/package.tgz", "another");
  write(
    "built/manifest.json",
    JSON.stringify({ ...manifest, commit: "other", isRehearsal: true, missing: [{ name: "wheel", why: "no pip" }] }),
  );
  const refused = await verified(release).catch((error: Error) => error.message);
  expect(refused).toContain("it is of commit other, not this one");
  expect(refused).toContain("it is a rehearsal");
  expect(refused).toContain("it has no wheel: no pip");
  expect(refused).toContain("npm/package.tgz is not what was built");
});
