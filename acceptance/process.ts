// What the commands of acceptance share as a process: words, exit codes, signals, and the folder that one at a time uses.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { join, resolve } from "node:path";
import { systemClock } from "../provider/core/context";
import { isAlive } from "../scripts/engine-process";
import { packageRoot } from "../scripts/package-root";
import { Journal } from "./journal";
import { commandOf } from "./stack";

export const [FAILED, REFUSED, INTERRUPTED] = [1, 2, 130];
export const say = (line = "") => process.stdout.write(`${line}\n`);

/** Ctrl-C ends engine commands by their own signal, so vendors' calls in a sweep are not cut off by it. */
export const stop = new AbortController();

/** @param words said at the first Ctrl-C; the second one ends the process */
export function stopBy(words: string): void {
  const onSignal = () => {
    if (!stop.signal.aborted) {
      say(words);
      stop.abort();
      return;
    }
    const left = "what was ordered may be left, and an engine may still be at work";
    writeSync(2, `acceptance: stopped at once: ${left}. make sweep lists it, make sweep YES=1 ends it\n`);
    process.exit(INTERRUPTED);
  };
  process.on("SIGINT", onSignal).on("SIGTERM", onSignal);
}

export function folderOf(): string {
  return resolve(process.env.ACCEPTANCE_FOLDER ?? join(packageRoot(), ".acceptance"));
}

export const journalIn = (folder: string) => new Journal(join(folder, "journal.json"), systemClock.now);

/** @returns the id of a process that already works in this folder */
export function claim(folder: string): number | undefined {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "run.pid");
  const other = existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
  // Of a process that was killed, the id may be another's by now.
  if (other > 0 && other !== process.pid && isAlive(other) && commandOf(other).includes("acceptance")) return other;
  writeFileSync(file, String(process.pid));
  process.once("exit", () => rmSync(file, { force: true }));
  return undefined;
}

export function refuse(problems: readonly string[], isSweep = false): number {
  const nothing = isSweep ? "ended" : "ordered";
  const lines = problems.map((line) => `  ${line}\n`).join("");
  process.stderr.write(`acceptance: refused, and nothing was ${nothing}\n${lines}`);
  return REFUSED;
}
