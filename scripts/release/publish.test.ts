import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { takenAtOrigin } from "./checks";
import { publishOnce } from "./main";
import { publications } from "./publish";

let folder: string;
let root: string;
const git = (...args: string[]) =>
  execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], {
    cwd: root,
    encoding: "utf8",
  }).trim();
const of = (version: string) => publications({ root, out: join(root, "dist/release"), version });
const tagging = async () => {
  for (const each of of("0.2.0")) if (each.command === "git") await publishOnce(each, root, process.env);
};
const atOrigin = () =>
  git("ls-remote", "--tags", "origin")
    .split("\n")
    .map((line) => line.split("\t")[1]);

beforeEach(() => {
  jest.spyOn(console, "log").mockImplementation();
  folder = mkdtempSync(join(tmpdir(), "pulumi-ipv6-publish-"));
  root = join(folder, "clone");
  execFileSync("git", ["init", "--quiet", "--bare", join(folder, "origin.git")]);
  execFileSync("git", ["clone", "--quiet", join(folder, "origin.git"), root], { stdio: "ignore" });
  git("commit", "--quiet", "--allow-empty", "-m", "First");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("the tag that started the workflow stays, annotated as it is, and only the other is made and pushed", async () => {
  git("tag", "--annotate", "--message", "0.2.0", "v0.2.0");
  git("push", "--quiet", "origin", "v0.2.0");
  // As actions/checkout leaves it: a plain tag of the same name.
  git("tag", "--force", "v0.2.0", "HEAD");
  await tagging();
  expect(atOrigin()).toEqual(["refs/tags/sdk/go/v0.2.0", "refs/tags/v0.2.0", "refs/tags/v0.2.0^{}"]);
  expect(takenAtOrigin(root, "0.2.0")).toEqual([]);
  await tagging();
});

test("a tag of another commit that only the repository has is told", async () => {
  git("tag", "--annotate", "--message", "0.2.0", "v0.2.0");
  git("push", "--quiet", "origin", "v0.2.0");
  git("tag", "--delete", "v0.2.0");
  git("commit", "--quiet", "--allow-empty", "-m", "Second");
  expect(takenAtOrigin(root, "0.2.0").map(({ text }) => text)).toEqual([
    "origin has the tag v0.2.0 of another commit: the version is taken",
  ]);
  git("remote", "remove", "origin");
  expect(takenAtOrigin(root, "0.2.0")[0]?.text).toMatch(/^origin does not say which tags it has: ./);
});

test("a candidate is not what users get who do not ask for it", () => {
  const said = (version: string) => of(version).map(({ command, args }) => [command, ...args].join(" "));
  const [npm, gh] = [/^npm publish .*--tag next/, /^gh release create v0\.2\.0-rc\.1 --prerelease/];
  for (const pattern of [npm, gh]) expect(said("0.2.0-rc.1")).toContainEqual(expect.stringMatching(pattern));
  expect(said("0.2.0").join("\n")).not.toMatch(/--tag next|--prerelease/);
});

test("nothing is built again", () => {
  expect(of("0.2.0").map(({ command }) => command)).not.toContain("mvn");
});
