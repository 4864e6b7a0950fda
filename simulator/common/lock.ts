import { readFileSync, rmSync, writeFileSync } from "node:fs";

/** The lock beside a file that one process at a time uses. It names its process. */

export interface Lock {
  /** Takes it again if it was removed. False: another process has taken the file over. */
  readonly hold: () => boolean;
  readonly release: () => void;
}

interface Holder {
  readonly pid: number;
  /** When the process started, where the system tells it: ids repeat, above all after a container's restart. */
  readonly started?: string;
  /** Tells locks of one process apart. */
  readonly serial: number;
}

let serial = 0;

/**
 * Takes the lock of a file. A lock that a dead process left is taken over.
 *
 * @throws Error that says what to do: another process has it
 */
export function lockFile(file: string): Lock {
  const path = `${file}.lock`;
  serial += 1;
  const text = JSON.stringify({ pid: process.pid, started: processOf(process.pid)?.started, serial });
  try {
    take(path, text);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    const holder = holderOf(path);
    if (holder && isRunning(holder)) throw new Error(refusal(file, path, holder));
    rmSync(path, { force: true });
    take(path, text);
  }
  const isHeld = () => textOf(path) === text;
  return {
    hold: () => {
      if (textOf(path) === undefined) take(path, text);
      return isHeld();
    },
    release: () => {
      if (isHeld()) rmSync(path, { force: true });
    },
  };
}

/** Only where there is none. */
function take(path: string, text: string): void {
  writeFileSync(path, text, { flag: "wx", mode: 0o600 });
}

function refusal(file: string, path: string, { pid }: Holder): string {
  const stale = `If process ${pid} is no simulator, remove the lock: rm '${path}'`;
  return `${file} is in use by a simulator, process ${pid}. Stop that one, or keep the state in another file. ${stale}`;
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

/** Undefined if nothing in the lock names a process: it was cut off, or is gone. */
function holderOf(path: string): Holder | undefined {
  try {
    const holder: Partial<Holder> | null = JSON.parse(textOf(path) ?? "");
    return Number.isInteger(holder?.pid) && Number(holder?.pid) > 0 ? (holder as Holder) : undefined;
  } catch {
    return undefined;
  }
}

function isRunning({ pid, started }: Holder): boolean {
  if (!answers(pid)) return false;
  const found = processOf(pid);
  if (!found) return true;
  return !found.isOver && (started === undefined || started === found.started);
}

function answers(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It runs, and belongs to another user.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** What /proc tells of a process; undefined where there is no /proc. Its start counts from that of the machine. */
function processOf(pid: number): { readonly started: string; readonly isOver: boolean } | undefined {
  const stat = textOf(`/proc/${pid}/stat`);
  const boot = textOf("/proc/sys/kernel/random/boot_id");
  if (stat === undefined || boot === undefined) return undefined;
  // The second field is the name in brackets, which may hold spaces and brackets; state is the third, start the 22nd.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  // A process that has ended may still be listed, until its parent has asked for the end.
  return { started: `${boot.trim()} ${fields[19]}`, isOver: /^[ZXx]/.test(fields[0] ?? "") };
}
