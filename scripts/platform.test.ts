import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileOf, spawnable, venvFolders } from "./platform";

let folder: string;
let env: NodeJS.ProcessEnv;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pulumi-ipv6-platform-"));
  env = { Path: `${join(folder, "none")};${folder}`, ComSpec: "C:\\cmd.exe" };
  for (const name of ["npm", "npm.cmd", "go.exe"]) writeFileSync(join(folder, name), "");
});
afterEach(() => rmSync(folder, { recursive: true }));

test("on Windows a command file is started by the shell, with every argument quoted", () => {
  const npm = join(folder, "npm.cmd");
  for (const command of ["npm", join(folder, "npm")])
    expect(spawnable(command, ["install", "a b", 'say "hi"'], env, "win32")).toEqual({
      file: "C:\\cmd.exe",
      args: ["/d", "/s", "/c", `""${npm}" "install" "a b" "say ""hi""""`],
      windowsVerbatimArguments: true,
    });
});

test("on Windows a program is started by its file, and what is not there by its name", () => {
  expect(spawnable("go", ["version"], env, "win32")).toMatchObject({ file: join(folder, "go.exe"), args: ["version"] });
  expect(spawnable("mvn", [], env, "win32").file).toBe("mvn");
});

test("elsewhere nothing is changed", () => {
  expect(spawnable("npm", ["a b"], env, "linux")).toEqual({
    file: "npm",
    args: ["a b"],
    windowsVerbatimArguments: false,
  });
  expect(fileOf("npm", { PATH: `/none:${folder}` }, "linux")).toBe(join(folder, "npm"));
  expect(fileOf("go", { PATH: folder }, "linux")).toBeUndefined();
});

test("a venv has its files elsewhere on Windows", () => {
  mkdirSync(join(folder, "lib/python3.12"), { recursive: true });
  expect(venvFolders(folder, "linux")).toEqual({
    bin: join(folder, "bin"),
    packages: join(folder, "lib/python3.12/site-packages"),
  });
  expect(venvFolders(folder, "win32")).toEqual({
    bin: join(folder, "Scripts"),
    packages: join(folder, "Lib/site-packages"),
  });
});
