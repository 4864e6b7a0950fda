// What Windows does otherwise than other systems: how a command is found and started, how a tree of processes is ended,
// and where a venv has its files.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** The file that a command stands for: on PATH, or at its path. Unset: there is none. */
export function fileOf(command: string, env = process.env, platform: NodeJS.Platform = process.platform) {
  const isWindows = platform === "win32";
  // What npm installs has a shell script without an ending beside the command file; Windows cannot run that.
  const names = isWindows ? [".exe", ".cmd", ""].map((ending) => `${command}${ending}`) : [command];
  if (/[\\/]/.test(command)) return names.find((name) => existsSync(name));
  const folders = (env.PATH ?? env.Path ?? "").split(isWindows ? ";" : ":");
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find((path) => existsSync(path));
}

export interface Spawnable {
  readonly file: string;
  readonly args: readonly string[];
  /** The arguments are quoted already. */
  readonly windowsVerbatimArguments: boolean;
}

/** What to give to `spawn`. On Windows, Node neither looks for `npm.cmd` nor starts one without a shell. */
export function spawnable(
  command: string,
  args: readonly string[],
  env = process.env,
  platform: NodeJS.Platform = process.platform,
): Spawnable {
  if (platform !== "win32") return { file: command, args, windowsVerbatimArguments: false };
  const file = fileOf(command, env, platform) ?? command;
  if (!/\.(cmd|bat)$/i.test(file)) return { file, args, windowsVerbatimArguments: false };
  const line = [file, ...args].map((each) => `"${each.replaceAll('"', '""')}"`).join(" ");
  // With /s, cmd takes off the outer quotes and leaves all others.
  return {
    file: env.ComSpec ?? "cmd.exe",
    args: ["/d", "/s", "/c", `"${line}"`],
    windowsVerbatimArguments: true,
  };
}

/** Ends a process and all that it started, in the one way that Windows has. */
export function endTreeOnWindows(pid: number): void {
  try {
    execFileSync("taskkill", ["/PID", String(pid), "/T", "/F"], { stdio: "ignore" });
  } catch {
    // It has already exited.
  }
}

/** The folders of a Python venv: of its programs, and of its packages. */
export function venvFolders(venv: string, platform: NodeJS.Platform = process.platform) {
  if (platform === "win32") return { bin: join(venv, "Scripts"), packages: join(venv, "Lib", "site-packages") };
  const [version = ""] = readdirSync(join(venv, "lib"));
  return { bin: join(venv, "bin"), packages: join(venv, "lib", version, "site-packages") };
}
