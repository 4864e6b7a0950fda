// Finds or installs the Pulumi engine: from PATH, else the cache, else the official installer, else a build.
// As a command it prints one line: the engine's folder.
import { copyFile, link, mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { basename, delimiter, dirname, join } from "node:path";
import { buildPart, type Log } from "./engine-build";
import { cacheRoot, exists, makeFolder, sweep, withLock, withScratch } from "./engine-cache";
import { installRelease } from "./engine-install";
import { engineKey, engineVersion, filesOf, oldestEngine, type PartName, partKey, parts } from "./engine-parts";
import { run } from "./engine-process";

export interface Engine {
  /** The folder to put first on PATH. */
  readonly bin: string;
  readonly version: string;
  readonly from: "PATH" | "installer" | "built";
}

export interface EngineOptions {
  readonly parts?: readonly PartName[];
  readonly env?: NodeJS.ProcessEnv;
  /** Called with progress lines. Not called if the engine is already installed. */
  readonly log?: Log;
}

export async function ensureEngine(options: EngineOptions = {}): Promise<Engine> {
  const names = options.parts ?? ["cli", "nodejs"];
  const env = options.env ?? process.env;
  const log = options.log ?? ((line) => process.stderr.write(`engine: ${line}\n`));
  const root = cacheRoot(env);
  const home = join(root, engineKey(names));
  const found = (await onPath(names, env)) ?? (await inCache(home));
  if (found !== undefined) return found;

  await mkdir(root, { recursive: true }).catch((error: Error) => {
    throw new Error(`cannot create ${root} (${error.message}). Set PULUMI_IPV6_CACHE to a writable folder.`);
  });
  const sayWait = every(10, () => log("another process is installing the engine; waiting for it"));
  return withLock(`${home}.lock`, sayWait, async () => {
    const installedMeanwhile = await inCache(home);
    if (installedMeanwhile !== undefined) return installedMeanwhile;
    await sweep(root);
    await rm(home, { recursive: true, force: true });
    const why = await install(home, names, log);
    if (why !== undefined) {
      log(`the official installer cannot be used here (${why})`);
      await build(root, home, names, log);
    }
    const installed = await inCache(home);
    if (installed === undefined) throw new Error(`the engine was installed, but it is not in ${home}`);
    return installed;
  });
}

/** Uses an engine on PATH if it is new enough and has the language hosts that the program needs. */
async function onPath(names: readonly PartName[], env: NodeJS.ProcessEnv): Promise<Engine | undefined> {
  const folders = (env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  const bin = await firstWith("pulumi", folders);
  if (bin === undefined) return undefined;
  for (const file of names.flatMap(filesOf)) {
    if ((await firstWith(file, [bin, ...folders])) === undefined) return undefined;
  }
  const version = await versionOf(join(bin, "pulumi"), env);
  return version !== undefined && isAtLeast(version, oldestEngine) ? { bin, version, from: "PATH" } : undefined;
}

async function inCache(home: string): Promise<Engine | undefined> {
  try {
    const origin = JSON.parse(await readFile(join(home, "origin.json"), "utf8")) as Pick<Engine, "version" | "from">;
    if (!(await exists(join(home, "bin", "pulumi")))) return undefined;
    return { bin: join(home, "bin"), version: origin.version, from: origin.from };
  } catch {
    return undefined;
  }
}

async function install(home: string, names: readonly PartName[], log: Log): Promise<string | undefined> {
  log(`installing the Pulumi engine ${engineVersion}, once; kept in ${dirname(home)}`);
  return withScratch(home, async (scratch) => {
    const why = await installRelease(scratch, engineVersion);
    if (why !== undefined) return why;
    const files = await filesIn(join(scratch, "bin"));
    const missing = names.flatMap(filesOf).find((name) => !files.some((file) => basename(file) === name));
    if (missing !== undefined) return `the release has no ${missing}`;
    await assemble(home, "installer", files);
    return undefined;
  });
}

async function build(root: string, home: string, names: readonly PartName[], log: Log): Promise<void> {
  const files: string[] = [];
  for (const name of names) {
    // Each part is cached separately, so that another host, or a retry after a failure, builds only what is missing.
    const folder = join(root, partKey(name));
    if (!(await exists(folder))) {
      await makeFolder(folder, (partial) => buildPart(parts[name], partial, log)).catch((error: Error) => {
        throw new Error(`${parts[name].title} could not be built: ${error.message}\n${advice}`);
      });
    }
    files.push(...(await filesIn(folder)));
  }
  await assemble(home, "built", files);
  log(`the engine is ready in ${join(home, "bin")}`);
}

const advice = `To fix this, install Pulumi ${oldestEngine} or newer and put it on PATH, or install Go with access to a module proxy (GOPROXY).`;

/** Puts all executables and their origin into one folder. Files are linked, or copied if links are not possible. */
async function assemble(home: string, from: Engine["from"], files: readonly string[]): Promise<void> {
  await makeFolder(home, async (partial) => {
    const bin = join(partial, "bin");
    await mkdir(bin);
    for (const file of files) {
      const target = join(bin, basename(file));
      await link(file, target).catch(() => copyFile(file, target));
    }
    const version = await versionOf(join(bin, "pulumi"), process.env);
    if (version === undefined) throw new Error(`the engine in ${bin} does not start`);
    await writeFile(join(partial, "origin.json"), JSON.stringify({ version, from }));
  });
}

async function filesIn(folder: string): Promise<string[]> {
  return (await readdir(folder)).map((name) => join(folder, name));
}

async function firstWith(file: string, folders: readonly string[]): Promise<string | undefined> {
  for (const folder of folders) {
    const found = await stat(join(folder, file)).catch(() => undefined);
    if (found?.isFile() && (found.mode & 0o111) !== 0) return folder;
  }
  return undefined;
}

async function versionOf(pulumi: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const quiet = { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" };
  const result = await run(pulumi, ["version"], { env: quiet, timeoutMs: 20_000 }).catch(() => undefined);
  return result?.code === 0 ? /v\d+\.\d+\.\d+\S*/.exec(result.stdout)?.[0] : undefined;
}

function isAtLeast(version: string, oldest: string): boolean {
  const [a, b] = [version, oldest].map((text) => text.replace(/^v/, "").split(/[.-]/).slice(0, 3).map(Number));
  const at = [0, 1, 2].find((index) => a?.[index] !== b?.[index]);
  return at === undefined || (a?.[at] ?? 0) > (b?.[at] ?? 0);
}

/** Runs `call` on the first of every `count` calls. */
function every(count: number, call: () => void): () => void {
  let calls = 0;
  return () => {
    if (calls % count === 0) call();
    calls += 1;
  };
}

if (require.main === module) {
  // exit() ends the children; a signal alone would leave them running.
  for (const [signal, code] of [
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)
    process.once(signal, () => process.exit(code));
  ensureEngine().then(
    (engine) => console.log(`${engine.bin}`),
    (error: Error) => {
      console.error(`engine: ${error.message}`);
      process.exitCode = 1;
    },
  );
}
