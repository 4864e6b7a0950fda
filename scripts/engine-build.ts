// Builds the engine from Go modules, for machines that can reach a module proxy but not the release downloads.
import { chmod, copyFile, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { basename, join } from "node:path";
import { withScratch } from "./engine-cache";
import { type GoModule, oldestGo, type Part } from "./engine-parts";
import { run } from "./engine-process";
import { packageRoot } from "./package-root";

const progressMs = 10_000;
const shownLines = 20;

export type Log = (line: string) => void;

/** Builds one part and puts its files into `target`. */
export function buildPart(part: Part, target: string, log: Log): Promise<void> {
  return withScratch(target, async (work) => {
    if (part.within === undefined) await writeFile(join(work, "go.mod"), goMod(part));
    else
      for (const name of ["go.mod", "go.sum"]) await copyFile(join(packageRoot(), part.within, name), join(work, name));
    const go = new Go(work);
    await go.mustBeUsable();
    const stop = go.reportProgress(part, log);
    try {
      // -mod=mod lets Go write the go.sum of this temporary module; the checksum database still verifies each module.
      const flags = ["-v", "-mod=mod", "-trimpath", `-ldflags=${part.ldflags ?? "-s -w"}`];
      await go.run(["build", ...flags, "-o", join(target, part.binary), part.package], part.title);
      if (part.scripts !== undefined) {
        const folder = await go.download(part.scripts.module);
        for (const file of part.scripts.files) await copyScript(join(folder, file), target);
      }
    } finally {
      stop();
    }
  });
}

function goMod(part: Part): string {
  const replace = (part.replace ?? []).map((line) => `replace ${line}\n`).join("");
  const needs = [part.module, ...(part.beside ?? [])]
    .map(({ path, version }) => `require ${path} ${version}\n`)
    .join("");
  return `module engine\n\ngo ${oldestGo}\n\n${needs}\n${replace}`;
}

/** The module cache is read-only, and a launcher must be executable. */
async function copyScript(file: string, target: string): Promise<void> {
  const copy = join(target, basename(file));
  await copyFile(file, copy);
  await chmod(copy, 0o755);
}

/** The go command in one folder, with its progress. */
class Go {
  private readonly env: NodeJS.ProcessEnv;
  private downloaded = 0;
  private compiled = 0;

  constructor(private readonly folder: string) {
    // Keeps the user's proxy and checksum settings. GOWORK=off ignores a workspace above the folder; without cgo no C
    // compiler is needed. Go finds its caches through HOME, which service accounts and containers may lack.
    this.env = { ...process.env, GOWORK: "off", CGO_ENABLED: "0", HOME: process.env.HOME || homedir() };
  }

  async mustBeUsable(): Promise<void> {
    const version = await this.start(["env", "GOVERSION"]).catch(() => undefined);
    if (version?.code !== 0) throw new Error(`the build needs Go ${oldestGo} or newer, but PATH has no "go".`);
    const found = version.stdout.trim().replace(/^go/, "");
    const [major = 0, minor = 0] = found.split(/[.-]/).map(Number);
    const [needMajor = 0, needMinor = 0] = oldestGo.split(".").map(Number);
    if (major < needMajor || (major === needMajor && minor < needMinor)) {
      throw new Error(`the build needs Go ${oldestGo} or newer, but the "go" on PATH is ${found}.`);
    }
  }

  reportProgress(part: Part, log: Log): () => void {
    const started = Date.now();
    log(`building ${part.title} from Go modules (${part.takes})`);
    const timer = setInterval(() => {
      const seconds = Math.round((Date.now() - started) / 1000);
      const done = `${this.downloaded} modules fetched, ${this.compiled} packages compiled`;
      log(`building ${part.title}: ${seconds} s, ${done} (${part.takes})`);
    }, progressMs);
    return () => clearInterval(timer);
  }

  async run(args: readonly string[], what: string): Promise<string> {
    const result = await this.start(args);
    if (result.code === 0) return result.stdout;
    const lines = result.stderr.trim().split("\n").slice(-shownLines).join("\n  ");
    throw new Error(`go ${args[0]} of ${what} failed; the end of its output:\n  ${lines}`);
  }

  /** Downloads a module and returns its folder. */
  async download(module: GoModule): Promise<string> {
    const name = `${module.path}@${module.version}`;
    const answer = JSON.parse(await this.run(["mod", "download", "-json", name], name)) as { Dir: string };
    return answer.Dir;
  }

  private start(args: readonly string[]) {
    return run("go", args, {
      cwd: this.folder,
      env: this.env,
      onLine: (line) => {
        if (line.startsWith("go: downloading")) this.downloaded += 1;
        else if (!line.includes(" ")) this.compiled += 1;
      },
    });
  }
}
