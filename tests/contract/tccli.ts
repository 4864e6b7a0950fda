import { execFileSync } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { delimiter, join } from "node:path";
import { INSTALL_MS } from "./patience";

/** Kept between runs, outside what is checked in. */
const HOME = join(__dirname, "..", "..", "node_modules", ".cache", "tccli");

/** Tencent Cloud's command line: on PATH, or installed once from PyPI. Else why there is none. */
export function findTccli(): { readonly path: string } | { readonly reason: string } {
  const onPath = (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, "tccli"));
  const installed = join(HOME, "bin", "tccli");
  const run = (command: string, ...args: string[]) =>
    execFileSync(command, args, { timeout: INSTALL_MS, stdio: "pipe" });
  /** One that came with a copied folder names the interpreter of the other folder. */
  const works = (file: string) => {
    try {
      return existsSync(file) && run(file, "--version").length > 0;
    } catch {
      return false;
    }
  };
  const found = [...onPath, installed].find(works);
  if (found) return { path: found };
  try {
    rmSync(HOME, { recursive: true, force: true });
    run("python3", "-m", "venv", HOME);
    // Not compiled: thousands of files, of which a run needs a few.
    run(join(HOME, "bin", "pip"), "install", "--quiet", "--disable-pip-version-check", "--no-compile", "tccli");
    return { path: installed };
  } catch (error) {
    // What installs may have children that write for a moment longer.
    rmSync(HOME, { recursive: true, force: true, maxRetries: 20 });
    return { reason: String((error as Error).message).split("\n")[0] ?? "" };
  }
}
