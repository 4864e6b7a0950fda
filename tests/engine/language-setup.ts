// Programs in other languages: what each needs on the machine, and how a test installs its SDK and the plugin.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { ownPlatform, pluginArchive, versionOf, wheelSource } from "../../scripts/archives";
import { ensureEngine } from "../../scripts/engine";
import { cacheRoot, makeFolder } from "../../scripts/engine-cache";
import type { PartName } from "../../scripts/engine-parts";
import { run } from "../../scripts/engine-process";
import { venvFolders } from "../../scripts/platform";
import { outsideOf } from "../../scripts/release/build";
import { createWorkspace, type Workspace } from "./workspace";

export const ROOT = resolve(__dirname, "../..");
const EXAMPLES = join(ROOT, "examples/languages");
/** The engine of every language, so that tests share one folder. */
export const PARTS: readonly PartName[] = ["cli", "nodejs", "python", "go", "java", "yaml"];
/** What the SDK needs, and what builds it; kept outside the tree because it is downloaded. */
const PYTHON_PACKAGES = ["pulumi>=3.165,<4", "parver>=0.2.1", "semver>=2.8.1", "setuptools>=61", "wheel"];

export type Language = "nodejs" | "yaml" | "python" | "go" | "java";

/** Why a language cannot run here, if so. */
export function missing(language: Language): string | undefined {
  const works = (command: string, ...args: string[]) => spawnSync(command, args).status === 0;
  if (language === "go" && !works("go", "version")) return "there is no go on PATH";
  if (language === "python" && !works("python3", "-c", "import venv, ensurepip"))
    return "there is no python3 with venv on PATH";
  if (language === "java" && !(works("javac", "--release", "11", "-version") && works("mvn", "--version")))
    return "there is no JDK of version 11 or newer with mvn on PATH";
  return undefined;
}

/**
 * A workspace with the example of a language, with everything installed that its README names.
 *
 * @param release a folder that `make release` made, to install from its files; otherwise from the sources
 */
export async function openExample(
  language: Language,
  given: Readonly<Record<string, string>>,
  release?: string,
): Promise<Workspace> {
  const exampleDir = join(EXAMPLES, language);
  const env = { ...given, ...(await INSTALL[language].before?.(release)) };
  const stack = await createWorkspace({ exampleDir, env, parts: PARTS });
  await INSTALL[language].after(stack, release);
  return stack;
}

interface Install {
  /** Adds environment variables. */
  before?(release?: string): Promise<Record<string, string>>;
  after(stack: Workspace, release?: string): Promise<unknown>;
}

const INSTALL: Readonly<Record<Language, Install>> = {
  nodejs: {
    // As `npm install` would leave it, for the line in Pulumi.yaml.
    after: async (stack) => symlinkSync("../node_modules", join(stack.dir, "node_modules")),
  },
  yaml: { after: installPlugin },
  go: {
    // Without the user's own home Go would download and compile everything again.
    before: async () => JSON.parse(await must("go", ["env", "-json", "GOCACHE", "GOMODCACHE", "GOPROXY", "GOFLAGS"])),
    after: async (stack, release) => {
      if (release) await getGoModule(stack.dir, join(release, "go"));
      else await must("go", ["mod", "edit", `-replace=${goModule()}=${join(ROOT, "sdk/go")}`], stack.dir);
      await installPlugin(stack, release);
      // The first time on a machine this compiles Pulumi's Go SDK, which takes longer than a command's timeout.
      process.stderr.write("Compiling the Go program; the first time this takes some minutes\n");
      await must("go", ["build", "-o", join(stack.dir, "compiled"), "."], stack.dir);
    },
  },
  java: {
    after: async (stack, release) => {
      await forgetMavenPackage();
      atEnd.push(forgetMavenPackage);
      if (release) addMavenRepository(join(stack.dir, "pom.xml"), join(release, "maven"));
      else await outsideOf(join(ROOT, "sdk/java"), (copy) => must("mvn", ["-q", "-B", "install"], copy));
      await installPlugin(stack, release);
      // The first time on a machine this downloads Pulumi's Java SDK.
      await must("mvn", ["-q", "-B", "compile"], stack.dir);
    },
  },
  python: {
    before: async (release) => {
      const venv = await pythonVenv(release);
      const { bin } = await ensureEngine({ parts: PARTS });
      // An own home, so that the plugin can only be the wheel's.
      const home = join(venv, "pulumi-home");
      mkdirSync(home);
      const PATH = [venvFolders(venv).bin, bin, process.env.PATH].join(delimiter);
      return { VIRTUAL_ENV: venv, PULUMI_HOME: home, PATH };
    },
    after: async () => undefined,
  },
};

/** The one installation step of YAML and Go users. */
async function installPlugin(stack: Workspace, release?: string): Promise<void> {
  const archive = release ? only(release, ownPlatform) : await pluginArchive(ROOT, join(stack.dir, "archives"));
  const args = ["install", "resource", "ipv6", `v${await versionOf(ROOT)}`, "--file", archive, "--reinstall"];
  await stack.cli("plugin", { args });
}

/** Of our version another build may be in Maven's local repository; an own one would download everything again. */
async function forgetMavenPackage(): Promise<void> {
  const args = ["-q", "help:evaluate", "-Dexpression=settings.localRepository", "-DforceStdout"];
  rmSync(join((await must("mvn", args)).trim(), "io/github/pulumi-ipv6"), { recursive: true, force: true });
}

function addMavenRepository(pom: string, folder: string): void {
  const repository = `<repository><id>release</id><url>${pathToFileURL(folder)}</url></repository>`;
  const text = readFileSync(pom, "utf8");
  writeFileSync(pom, text.replace("<dependencies>", `<repositories>${repository}</repositories>\n  <dependencies>`));
}

/** The one file in a folder whose name has a text. */
export function only(folder: string, text: string): string {
  return join(folder, readdirSync(folder).find((name) => name.includes(text)) ?? `no ${text}`);
}

/** Gets our module from a folder in the place of a module proxy, and all others from where they always come. */
async function getGoModule(folder: string, proxy: string): Promise<void> {
  const { GOPROXY, GOMODCACHE } = JSON.parse(await must("go", ["env", "-json", "GOPROXY", "GOMODCACHE"]));
  // Of this version another build may be in the cache.
  const forget = async () => {
    for (const part of ["github.com/pulumi-ipv6", "cache/download/github.com/pulumi-ipv6"]) {
      const kept = join(GOMODCACHE, part);
      if (!existsSync(kept)) continue;
      await must("chmod", ["-R", "u+w", kept]);
      rmSync(kept, { recursive: true });
    }
  };
  await forget();
  atEnd.push(forget);
  await must("go", ["mod", "edit", `-dropreplace=${goModule()}`, `-droprequire=${goModule()}`], folder);
  const env = {
    ...process.env,
    GOPROXY: `${pathToFileURL(proxy)},${GOPROXY}`,
    GONOSUMDB: goModule(),
    GOFLAGS: "-mod=mod",
  };
  await must("go", ["get", `${goModule()}@v${await versionOf(ROOT)}`], folder, env);
}

/** What to do after the tests. */
export const atEnd: (() => Promise<void>)[] = [];

export function goModule(): string {
  return /^module (\S+)/m.exec(readFileSync(join(ROOT, "sdk/go/go.mod"), "utf8"))?.[1] ?? "";
}

/** A venv with our wheel. The other packages come from a venv that is made once. */
async function pythonVenv(release?: string): Promise<string> {
  const base = await basePython();
  const work = mkdtempSync(join(tmpdir(), "pulumi-ipv6-python-"));
  const [venv, source] = [join(work, "venv"), join(work, "source")];
  cleanups.push(work);
  await must("python3", ["-m", "venv", "--without-pip", venv]);
  writeFileSync(join(venvFolders(venv).packages, "base.pth"), `${venvFolders(base).packages}\n`);
  if (!release) await wheelSource(ROOT, source);
  const flags = ["--quiet", "--no-deps", "--no-build-isolation", "--no-index"];
  await must(pythonOf(base), [
    "-m",
    "pip",
    "--python",
    pythonOf(venv),
    "install",
    ...flags,
    release ? only(join(release, "python"), ".whl") : source,
  ]);
  return venv;
}

/** Folders to remove after the tests. */
export const cleanups: string[] = [];

/** A venv with packages, made once. */
export async function basePython(packages = PYTHON_PACKAGES): Promise<string> {
  const version = await must("python3", ["--version"]);
  const key = createHash("sha256")
    .update(JSON.stringify([version, packages]))
    .digest("hex")
    .slice(0, 10);
  const folder = join(cacheRoot(), `python-${key}`);
  if (!existsSync(folder)) {
    mkdirSync(cacheRoot(), { recursive: true });
    await makeFolder(folder, async (partial) => {
      await must("python3", ["-m", "venv", partial]);
      await must(pythonOf(partial), ["-m", "pip", "install", "--quiet", ...packages]);
    });
  }
  return folder;
}

const pythonOf = (venv: string) => join(venvFolders(venv).bin, process.platform === "win32" ? "python.exe" : "python");

/** Runs a command that must succeed. @returns what it printed */
export async function must(
  command: string,
  args: readonly string[],
  cwd = ROOT,
  env: NodeJS.ProcessEnv = process.env,
): Promise<string> {
  const result = await run(command, args, { cwd, env });
  if (result.code !== 0) throw new Error(`${command} ${args.join(" ")} failed:\n${result.stdout}\n${result.stderr}`);
  return result.stdout;
}
