// The cache outside the repository. Its entries are always complete, because each is put there by a single rename.
import { randomBytes } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { homedir, hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isAlive } from "./engine-process";

const heartbeatMs = 5_000;
const staleMs = 60_000;

/** `PULUMI_IPV6_CACHE`, else the user's default cache folder. */
export function cacheRoot(env: NodeJS.ProcessEnv = process.env): string {
  const base = env.PULUMI_IPV6_CACHE || env.XDG_CACHE_HOME || join(env.HOME || homedir(), ".cache");
  return join(base, "pulumi-ipv6");
}

export async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/**
 * Creates a folder atomically: `fill` works in a folder beside it, which is then renamed. If another process was
 * faster, its result stays, because both are the same.
 */
export async function makeFolder(target: string, fill: (partial: string) => Promise<void>): Promise<void> {
  await withScratch(target, async (partial) => {
    await fill(partial);
    await rename(partial, target).catch(async (error: unknown) => {
      if (!(await exists(target))) throw error;
    });
  });
}

/** Runs `work` with a temporary folder beside `target`, so on the same disk. */
export async function withScratch<T>(target: string, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = `${target}.partial-${process.pid}-${randomBytes(4).toString("hex")}`;
  await mkdir(folder, { recursive: true });
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Removes the leftovers of interrupted processes. No step works on one folder for an hour. */
export async function sweep(root: string): Promise<void> {
  for (const name of await readdir(root)) {
    if (!/\.(partial|stale)-/.test(name)) continue;
    const path = join(root, name);
    const age = Date.now() - ((await stat(path).catch(() => undefined))?.mtimeMs ?? 0);
    if (age > 3_600_000) await rm(path, { recursive: true, force: true });
  }
}

/**
 * Runs the work in one process at a time, so that two processes do not build the same thing. This only saves work;
 * correctness depends on `makeFolder`.
 *
 * @param onWait called about once a second while another process holds the lock
 */
export async function withLock<T>(path: string, onWait: () => void, work: () => Promise<T>): Promise<T> {
  await mkdir(join(path, ".."), { recursive: true });
  while (!(await take(path))) {
    if (await isAbandoned(path)) {
      // Renamed first, so that only one of several waiters removes it.
      const stale = `${path}.stale-${randomBytes(4).toString("hex")}`;
      await rename(path, stale).catch(() => undefined);
      await rm(stale, { recursive: true, force: true });
      continue;
    }
    onWait();
    await sleep(1_000);
  }
  const heartbeat = setInterval(() => void utimes(path, new Date(), new Date()).catch(() => undefined), heartbeatMs);
  heartbeat.unref();
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    await rm(path, { recursive: true, force: true });
  }
}

async function take(path: string): Promise<boolean> {
  try {
    await mkdir(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
  await writeFile(join(path, "owner.json"), JSON.stringify({ pid: process.pid, host: hostname() }));
  return true;
}

/** Whether the owner was interrupted: its heartbeat stopped, or its process no longer runs on this machine. */
async function isAbandoned(path: string): Promise<boolean> {
  try {
    if (Date.now() - (await stat(path)).mtimeMs > staleMs) return true;
    const owner = JSON.parse(await readFile(join(path, "owner.json"), "utf8"));
    return owner.host === hostname() && !isAlive(owner.pid);
  } catch {
    // Just being created or released: the next attempt decides.
    return false;
  }
}
