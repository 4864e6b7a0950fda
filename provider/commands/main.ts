#!/usr/bin/env node
// `pulumi-ipv6 COMMAND`. The only file in this folder that accesses the process.
import { spawn } from "node:child_process";
import { setMaxListeners } from "node:events";
import { createReadStream, renameSync, rmSync, writeFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { messageOf } from "../core/api/errors";
import { processRuntime } from "../doors/process-runtime";
import { helpText, readCommandLine } from "./arguments";
import type { Command, Io } from "./command";
import { discover } from "./discover";
import { doctor } from "./doctor";
import { report } from "./report";
import { why } from "./why";

const COMMANDS: readonly Command[] = [discover, doctor, report, why];

const FAILED = 1;
const USAGE = 2;
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
  const problems = await line.command.check(line.given, io);
  if (problems.length > 0) return refuse(problems);
  try {
    await line.command.run(line.given, io);
    return 0;
  } catch (error) {
    if (stop.signal.aborted) io.say("pulumi-ipv6: stopped; nothing was written");
    else io.say(`pulumi-ipv6: ${messageOf(error)}`);
    return stop.signal.aborted ? INTERRUPTED : FAILED;
  }
}

function refuse(problems: readonly string[]): number {
  for (const problem of problems) process.stderr.write(`pulumi-ipv6: ${problem}\n`);
  process.stderr.write("Try --help.\n");
  return USAGE;
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
        writeFileSync(beside, text);
        renameSync(beside, path);
      } finally {
        rmSync(beside, { force: true });
      }
    },
    list: async (folder) => {
      const entries = await readdir(folder, { withFileTypes: true });
      return entries
        .filter((entry) => entry.isFile())
        .map(({ name }) => join(folder, name))
        .sort();
    },
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
