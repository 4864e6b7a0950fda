// The image of the simulator, without Docker: its commands in a folder in the place of its root.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { read } from "./sources";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "pulumi-ipv6-image-"));
  for (const folder of ["tmp/package", "opt", "package/dist"]) mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, "package/dist/main.js"), "");
});
afterEach(() => rmSync(root, { recursive: true }));

function make(...versions: readonly string[]) {
  for (const version of versions)
    execFileSync("tar", ["-czf", join(root, `tmp/package/pulumi-ipv6-${version}.tgz`), "-C", root, "package"]);
  const [, command = ""] = /^RUN ((?:.*\\\n)*.*)$/m.exec(read("simulator/Dockerfile")) ?? [];
  const inRoot = command.replace(/(?<=\s)\/(?=tmp|opt|state)/g, `${root}/`).replace("chown node", "test -d");
  return spawnSync("sh", ["-c", inRoot], { encoding: "utf8" });
}

test("it has the package", () => {
  expect(make("0.1.0")).toMatchObject({ status: 0, stderr: "" });
  expect(existsSync(join(root, "opt/pulumi-ipv6/dist/main.js"))).toBe(true);
});

test("of two packages none is taken by chance", () => {
  expect(make("0.1.0", "0.2.0")).toMatchObject({
    status: 1,
    stderr: "There are 2 packages: name one, with --build-arg PACKAGE=file\n",
  });
});

test("Docker is sent packages only", () => {
  const [first, ...others] = read(".dockerignore")
    .split("\n")
    .filter((line) => line && !line.startsWith("#"));
  expect([first, others]).toEqual(["*", ["!*.tgz"]]);
});
