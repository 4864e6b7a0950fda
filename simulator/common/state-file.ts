import { createHash } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { type Lock, lockFile } from "./lock";

/** The file in which a simulator keeps its state over restarts. One simulator at a time uses a file: a lock sees to that. */

/** Steps when what is saved changes its form. */
const FORMAT = 1;
const WRITER = "pulumi-ipv6-simulator";
/** Changes of one moment are written once. A killed process loses no more than these. */
const WRITE_AFTER_MS = 100;

export interface StateFileOptions {
  readonly path: string;
  /** Version of the package, for messages. */
  readonly version: string;
  /** Everything that the clouds hold at the start. A file goes with one seed. */
  readonly seed: unknown;
  readonly save: () => unknown;
  readonly load: (content: never) => void;
  /** Told of a write that failed, such as on a full disk. The next change writes again. */
  readonly problem: (message: string) => void;
}

export interface StateFile {
  /** Something may have changed. */
  readonly touch: () => void;
  /** Writes what is not written yet, and leaves the file to others. */
  readonly close: () => void;
}

interface Written {
  readonly writer: string;
  readonly format: number;
  readonly version: string;
  readonly seed: string;
  readonly sha256: string;
  readonly content: unknown;
}

/**
 * Loads the file, if there is one, and writes it again after every change.
 *
 * @throws Error that says what to do: the file is in use, damaged, of another format, of another seed, or cannot be read
 *   or written
 */
export function openStateFile(options: StateFileOptions): StateFile {
  const { path } = options;
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
    throw new Error(`${path} is a folder. Name a file for the state, such as ${join(path, "clouds.json")}`);
  }
  const lock = lockOf(path);
  try {
    if (existsSync(path)) load(options);
    return keep(options, lock, write(options, ""));
  } catch (error) {
    lock.release();
    throw error;
  }
}

function lockOf(path: string): Lock {
  try {
    return lockFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    throw new Error(`cannot write the state to ${path}: ${(error as Error).message}`);
  }
}

/** @param last what is in the file */
function keep(options: StateFileOptions, lock: Lock, last: string): StateFile {
  let timer: NodeJS.Timeout | undefined;
  let isOpen = true;
  const now = () => {
    timer = undefined;
    if (!isOpen) return;
    try {
      isOpen = lock.hold();
      if (!isOpen)
        throw new Error(`${options.path} is in use by another simulator now. This one keeps nothing: stop it`);
      last = write(options, last);
    } catch (error) {
      options.problem((error as Error).message);
    }
  };
  return {
    touch: () => {
      timer ??= setTimeout(now, WRITE_AFTER_MS).unref();
    },
    close: () => {
      clearTimeout(timer);
      now();
      isOpen = false;
      lock.release();
    },
  };
}

function load({ path, version, seed, load: take }: StateFileOptions): void {
  const away = `Move it away to start from the seed: mv '${path}' '${path}.old'`;
  const damaged = (why: string) => new Error(`${path} is damaged: ${why}. Restore it from a copy, or: ${away}`);
  const file = parse(textOf(path));
  if (typeof file === "string") throw damaged(file);
  if (file.format !== FORMAT) {
    const other = `was written by version ${file.version} in format ${file.format}; version ${version} reads format ${FORMAT}`;
    throw new Error(`${path} ${other}. Run that version, or: ${away}`);
  }
  if (file.sha256 !== sha256(file.content)) throw damaged("its checksum does not fit its content");
  if (file.seed !== sha256(seed)) {
    throw new Error(`${path} was made from another seed. Start with that one (--seed FILE), or: ${away}`);
  }
  try {
    take(file.content as never);
  } catch (error) {
    throw damaged((error as Error).message);
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new Error(`cannot read the state from ${path}: ${(error as Error).message}`);
  }
}

function parse(text: string): Written | string {
  try {
    const file = JSON.parse(text) as Written;
    return file?.writer === WRITER ? file : "it is no state of this simulator";
  } catch {
    return "it is not JSON, or not all of it";
  }
}

/** Writes a new file and puts it in the place of the old one, so that a reader sees either. Returns what it wrote. */
function write({ path, version, seed, save }: StateFileOptions, last: string): string {
  const content = save();
  const text = JSON.stringify(content);
  if (text === last) return last;
  const head = { writer: WRITER, format: FORMAT, version, seed: sha256(seed), sha256: sha256(content) };
  const next = `${path}.${process.pid}.tmp`;
  try {
    const file = openSync(next, "w", 0o600);
    try {
      writeSync(file, `${JSON.stringify(head).slice(0, -1)},"content":${text}}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(next, path);
  } catch (error) {
    rmSync(next, { force: true });
    throw new Error(`cannot write the state to ${path}: ${(error as Error).message}`);
  }
  return text;
}

function sha256(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex");
}
