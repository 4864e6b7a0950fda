// The cache outside the tree: what is in it is complete, because it only ever arrives there by one rename.
import { randomBytes } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { homedir, hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isAlive } from "./engine-process";

const heartbeatMs = 5_000;
const staleMs = 60_000;

/** `PULUMI_IPV6_CACHE`, else the usual cache folder of the user. */
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
 * Makes a folder all at once: `fill` works in a folder beside it, which is then renamed into place. If another process
 * was quicker its result stands, as both made the same thing.
 */
export async function makeFolder(target: string, fill: (partial: string) => Promise<void>): Promise<void> {
  await withScratch(target, async (partial) => {
    await fill(partial);
    await rename(partial, target).catch(async (error: unknown) => {
      if (!(await exists(target))) throw error;
    });
  });
}

/** A folder beside `target`, so on the same disk, that is gone afterwards. */
export async function withScratch<T>(target: string, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = `${target}.partial-${process.pid}-${randomBytes(4).toString("hex")}`;
  await mkdir(folder, { recursive: true });
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Removes what killed processes left. Nobody works for an hour on one folder. */
export async function sweep(root: string): Promise<void> {
  for (const name of await readdir(root)) {
    if (!/\.(partial|stale)-/.test(name)) continue;
    const path = join(root, name);
    const age = Date.now() - ((await stat(path).catch(() => undefined))?.mtimeMs ?? 0);
    if (age > 3_600_000) await rm(path, { recursive: true, force: true });
  }
}

/**
 * Lets one process at a time do the work, so that two do not build the same thing side by side. Only a courtesy:
 * correctness rests on `makeFolder`. `onWait` is called about once a second while somebody else holds it.
 */
export async function withLock<T>(path: string, onWait: () => void, work: () => Promise<T>): Promise<T> {
  await mkdir(join(path, ".."), { recursive: true });
  while (!(await take(path))) {
    if (await isAbandoned(path)) {
      // Renamed first, so that of several waiters only one removes it.
      const grave = `${path}.stale-${randomBytes(4).toString("hex")}`;
      await rename(path, grave).catch(() => undefined);
      await rm(grave, { recursive: true, force: true });
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

/** The owner died: its heartbeat stopped, or its process is gone from this machine. */
async function isAbandoned(path: string): Promise<boolean> {
  try {
    if (Date.now() - (await stat(path)).mtimeMs > staleMs) return true;
    const owner = JSON.parse(await readFile(join(path, "owner.json"), "utf8"));
    return owner.host === hostname() && !isAlive(owner.pid);
  } catch {
    // Just being made, or just given back: the next look tells.
    return false;
  }
}
