// `make archives` writes dist/archives: one plugin archive per platform for `pulumi plugin install`, and a Python wheel
// with the SDK and the plugin. All of them run the same JavaScript and need Node.js.
import { appendFile, cp, mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { run } from "./engine-process";
import { fileOf } from "./platform";
import { PLUGIN_FILES } from "./plugin";
import { pythonVersion } from "./release/version";

export const PLATFORMS = ["linux", "darwin", "windows"].flatMap((os) =>
  ["amd64", "arm64"].map((arch) => `${os}-${arch}`),
);

/** The platform of this machine, as archives name it. */
export const ownPlatform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch === "x64" ? "amd64" : process.arch}`;

export async function versionOf(root: string): Promise<string> {
  return JSON.parse(await readFile(join(root, "package.json"), "utf8")).version;
}

/** Writes the archive for a platform and returns its path. Needs the built plugin in dist/plugin. */
export async function pluginArchive(root: string, out: string, platform = ownPlatform): Promise<string> {
  await mkdir(out, { recursive: true });
  const path = join(out, `pulumi-resource-ipv6-v${await versionOf(root)}-${platform}.tar.gz`);
  // Without PulumiPlugin.yaml, because it makes the engine run npm in the unpacked folder.
  const command = platform.startsWith("windows") ? "pulumi-resource-ipv6.cmd" : "pulumi-resource-ipv6";
  await must("tar", ["-czf", path, "-C", join(root, "dist/plugin"), command, ...PLUGIN_FILES], root);
  return path;
}

/** Prepares the source of the wheel: the SDK, the plugin and the command. */
export async function wheelSource(root: string, folder: string): Promise<void> {
  await cp(join(root, "sdk/python"), folder, { recursive: true });
  const more = join(root, "scripts/wheel");
  for (const name of ["pulumi_ipv6_plugin", "MANIFEST.in"])
    await cp(join(more, name), join(folder, name), { recursive: true });
  for (const name of PLUGIN_FILES) await cp(join(root, "dist/plugin", name), join(folder, "pulumi_ipv6_plugin", name));
  await appendFile(join(folder, "pyproject.toml"), await readFile(join(more, "pyproject-more.toml")));
}

/** Writes the wheel. Needs Python with pip. */
export async function wheel(root: string, out: string): Promise<void> {
  const source = await mkdtemp(join(tmpdir(), "pulumi-ipv6-wheel-"));
  try {
    await wheelSource(root, source);
    await must("python3", ["-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", out, source], root);
  } finally {
    await rm(source, { recursive: true, force: true });
  }
}

/** Runs a command that must succeed. @returns what it printed */
export async function must(command: string, args: readonly string[], cwd: string): Promise<string> {
  const result = await run(command, args, { cwd, env: { ...process.env, HOME: process.env.HOME || homedir() } });
  if (result.code !== 0) throw new Error(`${command} ${args[0]} failed:\n${result.stdout}\n${result.stderr}`);
  return result.stdout;
}

/** Whether a command can be run. */
export function isOnPath(command: string): boolean {
  return fileOf(command) !== undefined;
}

async function main(root: string): Promise<void> {
  const out = join(root, "dist/archives");
  await rm(out, { recursive: true, force: true });
  for (const platform of PLATFORMS) console.log(await pluginArchive(root, out, platform));
  await wheel(root, out);
  console.log(join(out, `pulumi_ipv6-${pythonVersion(await versionOf(root))}-py3-none-any.whl`));
}

if (require.main === module) {
  main(resolve(dirname(__filename), "../..")).catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
