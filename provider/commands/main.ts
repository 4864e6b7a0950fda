#!/usr/bin/env node
// `pulumi-ipv6 COMMAND`. The only file in this folder that accesses the process.
import { spawn } from "node:child_process";
import { setMaxListeners } from "node:events";
import { createReadStream, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { messageOf } from "../core/api/errors";
import { processRuntime } from "../doors/process-runtime";
import { helpText, readCommandLine } from "./arguments";
import { type Command, Interrupted, type Io } from "./command";
import { coverage } from "./coverage";
import { discover } from "./discover";
import { doctor } from "./doctor";
import { release } from "./release";
import { report } from "./report";
import { takeover } from "./takeover";
import { why } from "./why";

const COMMANDS: readonly Command[] = [doctor, discover, takeover, coverage, release, report, why];

const FAILED = 1;
const USAGE = 2;
/** What a folder holds for a tool, such as Terraform's plugins. */
const HIDDEN = /(^|[\\/])(\.[^\\/]+|node_modules)[\\/]/;
/** The shell's exit code for Ctrl-C. */
const INTERRUPTED = 130;

async function main(args: readonly string[]): Promise<number> {
  const line = readCommandLine(COMMANDS, args);
  if ("problems" in line) return refuse(line.problems);
  if ("help" in line) {
    process.stdout.write(helpText(COMMANDS, line.help));
    return 0;
  }
  const stop = new AbortController();
  // Every call waits for it.
  setMaxListeners(0, stop.signal);
  process.once("SIGINT", () => stop.abort()).once("SIGTERM", () => stop.abort());
  const io = processIo(stop.signal);
  try {
    const problems = await line.command.check(line.given, io);
    if (problems.length > 0) return refuse(problems);
    await line.command.run(line.given, io);
    return 0;
  } catch (error) {
    const isHalf = error instanceof Interrupted || !stop.signal.aborted;
    io.say(`pulumi-ipv6: ${isHalf ? messageOf(error) : "stopped; nothing was written"}`);
    return stop.signal.aborted ? INTERRUPTED : FAILED;
  }
}

function refuse(problems: readonly string[]): number {
  for (const problem of problems) process.stderr.write(`pulumi-ipv6: ${problem}\n`);
  process.stderr.write("Try --help.\n");
  return USAGE;
}

async function filesIn(folder: string, recursive: boolean): Promise<string[]> {
  const names = await readdir(folder, { recursive });
  const paths = names.filter((name) => !HIDDEN.test(name)).map((name) => join(folder, name));
  // `stat` follows links.
  const files = await Promise.all(paths.map(async (path) => (await stat(path).catch(() => undefined))?.isFile()));
  return paths.filter((_, index) => files[index]).sort();
}

function processIo(signal: AbortSignal): Io {
  const { stdout, stderr, env } = process;
  let shown = false;
  const progress = (line: string) => {
    if (!stderr.isTTY || (line === "" && !shown)) return;
    shown = line !== "";
    // To the first column, and clear the line.
    stderr.write(`\r\x1b[K${line.slice(0, (stderr.columns ?? 80) - 1)}`);
  };
  return {
    runtime: processRuntime,
    signal,
    colour: stdout.isTTY === true && !env.NO_COLOR,
    columns: stdout.isTTY ? stdout.columns : undefined,
    progress,
    out: (all) => {
      progress("");
      stdout.write(all);
    },
    say: (line) => {
      progress("");
      stderr.write(`${line}\n`);
    },
    write: (path, text) => {
      const beside = `${path}.${process.pid}.tmp`;
      try {
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(beside, text);
        renameSync(beside, path);
      } finally {
        rmSync(beside, { force: true });
      }
    },
    list: (folder) => filesIn(folder, false),
    listBelow: (folder) => filesIn(folder, true),
    exec: async (program, args) => {
      const child = spawn(program, args, { signal, stdio: ["ignore", "pipe", "pipe"] });
      const ended = new Promise<number | undefined>((resolve, reject) => {
        child.once("error", (error: NodeJS.ErrnoException) =>
          error.code === "ENOENT" ? resolve(undefined) : reject(error),
        );
        child.once("close", (code) => resolve(code ?? FAILED));
      });
      const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
      return code === undefined ? undefined : { out, err, code };
    },
    read: async (path, most) => {
      const chunks: Buffer[] = [];
      let size = 0;
      for await (const chunk of path === "-" ? process.stdin : createReadStream(path)) {
        chunks.push(chunk);
        size += chunk.length;
        if (size > most) break;
      }
      return Buffer.concat(chunks);
    },
  };
}

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
