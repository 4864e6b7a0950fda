// A command as its command line gives it, with everything that it may reach of a process in the test's hands.

import { setMaxListeners } from "node:events";
import { readCommandLine } from "../../provider/commands/arguments";
import type { Command, Io, Ran } from "../../provider/commands/command";
import { isIn } from "../../provider/commands/files";
import { messageOf } from "../../provider/core/api/errors";
import { type Runtime, silent } from "../../provider/core/context";
import { processRuntime } from "../../provider/doors/process-runtime";

/** What a command is given besides its arguments. */
export interface Surroundings {
  readonly environment?: Runtime["environment"];
  readonly runtime?: Partial<Runtime>;
  /** Files by path, and standard input as `-`. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** Programs that can be run. Default: none is found. */
  readonly exec?: (program: string, args: readonly string[]) => Promise<Ran | undefined>;
  readonly signal?: AbortSignal;
}

export interface Told {
  /** Mistakes in the command line or the settings: exit code 2. */
  readonly problems: readonly string[];
  /** Standard output. */
  readonly out: string;
  /** Lines to standard error. */
  readonly said: readonly string[];
  /** Files that it wrote. */
  readonly files: ReadonlyMap<string, string>;
  /** Why it ended with exit code 1. */
  readonly failure: string | undefined;
}

export async function runCommand(
  command: Command,
  args: readonly string[],
  { environment = {}, runtime, files = {}, exec, signal }: Surroundings = {},
): Promise<Told> {
  const said: string[] = [];
  const written = new Map<string, string>();
  let out = "";
  const told = (problems: readonly string[], failure?: string): Told => ({
    ...{ problems, out, said, files: written, failure },
  });
  const line = readCommandLine([command], [command.name, ...args]);
  if ("problems" in line) return told(line.problems);
  if ("help" in line) throw new Error("--help is not run");
  const below = (folder: string) => {
    const within = Object.keys(files).filter((path) => path.startsWith(`${folder}/`));
    if (within.length === 0) throw new Error(`ENOENT: no such file or directory, scandir '${folder}'`);
    return within;
  };
  const stop = signal ?? new AbortController().signal;
  setMaxListeners(0, stop);
  const io: Io = {
    runtime: { ...processRuntime, log: silent, ...runtime, environment },
    signal: stop,
    out: (text) => {
      out += text;
    },
    say: (each) => void said.push(each),
    write: (path, text) => void written.set(path, text),
    read: async (path) => {
      const file = files[path];
      if (file === undefined) throw new Error(`ENOENT: no such file or directory, open '${path}'`);
      return Buffer.from(file);
    },
    list: async (folder) => below(folder).filter((path) => isIn(folder, path)),
    listBelow: async (folder) => below(folder),
    exec: exec ?? (async () => undefined),
    progress: () => {},
    colour: false,
  };
  const problems = await command.check(line.given, io);
  if (problems.length > 0) return told(problems);
  return command.run(line.given, io).then(
    () => told([]),
    (error: unknown) => told([], messageOf(error)),
  );
}
