import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { packageRoot } from "../package-root";
import { changelogOf, sectionOf, strayVersions, versionIn, writeVersion } from "./version";

const FILES = [
  ...["package.json", "package-lock.json", "CHANGELOG.md", "README.md", "sdk/java/pom.xml"],
  ...["policy/package.json", "policy/PulumiPolicy.yaml"],
  ...["examples/languages/README.md", "examples/gitops/operator/program.yaml"],
];

let copy: string;
beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), "pulumi-ipv6-version-"));
  for (const file of FILES) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(packageRoot(), file), join(copy, file));
  }
});
afterEach(() => rmSync(copy, { recursive: true }));

test("a new version is written to every place, and the changelog has it", () => {
  const old = versionIn(copy);
  expect(writeVersion(copy, "7.8.9", "2026-01-02").sort()).toEqual([...FILES].sort());
  expect(strayVersions(copy)).toEqual([]);
  const lock = JSON.parse(readFileSync(join(copy, "package-lock.json"), "utf8"));
  expect([versionIn(copy), lock.version, lock.packages[""].version]).toEqual(["7.8.9", "7.8.9", "7.8.9"]);
  expect(readFileSync(join(copy, "README.md"), "utf8")).not.toContain(`v${old}`);
  expect(changelogOf(copy, "7.8.9")).toContain("### Added");
  expect(changelogOf(copy, "Unreleased")).toBe("");
  expect(writeVersion(copy, "7.8.9", "2026-01-03")).toEqual([]);
});

test("a candidate has Python's form in the name of its wheel, and no section of its own", () => {
  writeVersion(copy, "7.8.9-rc.1", "2026-01-02");
  expect(strayVersions(copy)).toEqual([]);
  expect(readFileSync(join(copy, "README.md"), "utf8")).toContain("pulumi_ipv6-7.8.9rc1-py3-none-any.whl");
  expect(changelogOf(copy, "7.8.9-rc.1")).toBeUndefined();
  writeVersion(copy, "7.8.9", "2026-01-02");
  expect([strayVersions(copy), changelogOf(copy, "7.8.9")]).toEqual([[], expect.stringContaining("### Added")]);
  for (const wrong of ["7.8.9-foo.1", "7.8.9-rc1"])
    expect(() => writeVersion(copy, wrong, "")).toThrow("is not a version");
});

test("a place that was left behind, or lost its version, is named", () => {
  writeVersion(copy, "7.8.9", "2026-01-02");
  const pom = join(copy, "sdk/java/pom.xml");
  writeFileSync(pom, readFileSync(pom, "utf8").replace("7.8.9", "7.8.8"));
  writeFileSync(join(copy, "examples/languages/README.md"), "no command\n");
  expect(strayVersions(copy)).toEqual([
    "sdk/java/pom.xml: has 7.8.8, package.json has 7.8.9",
    "examples/languages/README.md: names no version where it should",
  ]);
});

test("what is not a version is refused, and nothing is written", () => {
  expect(() => writeVersion(copy, "v7", "2026-01-02")).toThrow("VERSION=v7 is not a version, such as 0.2.0");
  expect(versionIn(copy)).toBe(versionIn(packageRoot()));
});

test("a section of the changelog ends at the next heading", () => {
  const text = "# Changelog\n\n## Unreleased\n\n## 0.2.0 (2026-01-02)\n\n### Added\n\n- One.\n\n## 0.1.0\n\n- Two.\n";
  expect(sectionOf(text, "0.2.0")).toBe("### Added\n\n- One.");
  expect(sectionOf(text, "0.1.0")).toBe("- Two.");
  expect([sectionOf(text, "Unreleased"), sectionOf(text, "0.3.0")]).toEqual(["", undefined]);
});
