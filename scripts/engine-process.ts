// Child processes that always end: with a time limit, and killed by id with all their descendants.
import { execFileSync, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { endTreeOnWindows, spawnable } from "./platform";

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly timeoutMs?: number;
  /** Called with each complete line of stdout and stderr. */
  readonly onLine?: (line: string) => void;
  /** Starts it in its own process group with stdin open: a child that reads stdin notices when this process exits. */
  readonly ownGroup?: boolean;
}

export interface RunResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly timedOut: boolean;
}

export interface Running {
  readonly pid: number | undefined;
  /** The output so far, stdout and stderr together. */
  readonly output: () => string;
  /** Rejects only if the command cannot be started; a failed command is a result. */
  readonly done: Promise<RunResult>;
}

/** Runs a command and waits for it to end. */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  return start(command, args, options).done;
}

export function start(command: string, args: readonly string[], options: RunOptions = {}): Running {
  const env = options.env ?? process.env;
  const { file, args: given, windowsVerbatimArguments } = spawnable(command, args, env);
  const child = spawn(file, given, {
    cwd: options.cwd,
    env,
    windowsVerbatimArguments,
    detached: options.ownGroup === true,
    stdio: [options.ownGroup === true ? "pipe" : "ignore", "pipe", "pipe"],
  });
  const onExit = () => killTree(child.pid);
  process.once("exit", onExit);
  const all: string[] = [];
  const streams = { stdout: [] as string[], stderr: [] as string[] };
  for (const name of ["stdout", "stderr"] as const) {
    let partial = "";
    child[name]?.setEncoding("utf8").on("data", (text: string) => {
      streams[name].push(text);
      all.push(text);
      const lines = (partial + text).split("\n");
      partial = lines.pop() ?? "";
      for (const line of lines) options.onLine?.(line);
    });
  }
  const done = new Promise<RunResult>((resolve, reject) => {
    let timedOut = false;
    const onTimeout = () => {
      timedOut = true;
      killTree(child.pid);
    };
    const timer = options.timeoutMs === undefined ? undefined : setTimeout(onTimeout, options.timeoutMs);
    const settle = () => {
      clearTimeout(timer);
      process.removeListener("exit", onExit);
    };
    child.once("error", (error) => {
      settle();
      reject(error);
    });
    child.once("close", (code) => {
      settle();
      resolve({ code, stdout: streams.stdout.join(""), stderr: streams.stderr.join(""), timedOut });
    });
  });
  return { pid: child.pid, output: () => all.join(""), done };
}

/**
 * Kills a process and its descendants, each by its id. Killing a group is not enough: the engine puts every plugin into
 * its own group. The parent is killed first, so that it starts nothing new.
 */
export function killTree(pid: number | undefined, signal: NodeJS.Signals = "SIGKILL"): number[] {
  if (pid === undefined) return [];
  if (process.platform === "win32") {
    endTreeOnWindows(pid);
    return [pid];
  }
  const all = [pid, ...descendants(pid)];
  for (const id of all) {
    try {
      process.kill(id, signal);
    } catch {
      // It has already exited.
    }
  }
  return all;
}

/** Ids of all descendants of a process, nearest first. */
export function descendants(root: number): number[] {
  const children = new Map<number, number[]>();
  for (const [pid, parent] of processTable()) children.set(parent, [...(children.get(parent) ?? []), pid]);
  const found: number[] = [];
  const queue = [root];
  for (let parent = queue.shift(); parent !== undefined; parent = queue.shift()) {
    const next = children.get(parent) ?? [];
    found.push(...next);
    queue.push(...next);
  }
  return found;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  // A zombie has exited; its parent may never reap it.
  return statOf(pid)?.state !== "Z";
}

/** The command line of a process; empty if it has exited, or without /proc. */
export function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return "";
  }
}

/**
 * Pairs of process id and parent id. From /proc if it exists, because small images have no `ps`. None on Windows, which has
 * neither.
 */
function processTable(): Array<[number, number]> {
  if (process.platform === "win32") return [];
  let ids: string[];
  try {
    ids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  } catch {
    const table = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" });
    return table
      .trim()
      .split("\n")
      .map((line) => line.trim().split(/\s+/).map(Number) as [number, number]);
  }
  return ids.flatMap((id): Array<[number, number]> => {
    const stat = statOf(Number(id));
    return stat === undefined ? [] : [[Number(id), stat.parent]];
  });
}

function statOf(pid: number): { state: string; parent: number } | undefined {
  try {
    // The command's name is in brackets and may contain anything; state and parent follow the last bracket.
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const [state = "", parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return { state, parent: Number(parent) };
  } catch {
    return undefined;
  }
}
