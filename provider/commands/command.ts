import type { Runtime } from "../core/context";

/** A command's only access to the process. */
export interface Io {
  readonly runtime: Runtime;
  readonly signal: AbortSignal;
  /** The result, to standard output. */
  readonly out: (text: string) => void;
  /** A line about progress, or an error, to standard error. */
  readonly say: (line: string) => void;
  /** Writes a file atomically. */
  readonly write: (path: string, text: string) => void;
  /** Reads a file, or standard input for `-`. Stops soon after `most` bytes. */
  readonly read: (path: string, most: number) => Promise<Uint8Array>;
  /** The paths of the files in a folder, links followed. @throws if it is none */
  readonly list: (folder: string) => Promise<readonly string[]>;
  /** Those in its folders, too, without hidden ones. */
  readonly listBelow: (folder: string) => Promise<readonly string[]>;
  /**
   * Runs a program and waits for it; Ctrl-C ends it.
   *
   * @returns what it wrote and its exit code; undefined if there is no such program
   */
  readonly exec: (program: string, args: readonly string[]) => Promise<Ran | undefined>;
  /** Replaces the last such line, on a terminal; elsewhere nothing is shown. Empty: removes it. */
  readonly progress: (line: string) => void;
  /** Whether the result may have colours: standard output is a terminal, and NO_COLOR is not set. */
  readonly colour: boolean;
  /** Characters of a line of the terminal. Unset: standard output is none. */
  readonly columns?: number | undefined;
}

export interface Ran {
  readonly out: string;
  readonly err: string;
  readonly code: number;
}

export type Option = Flag | ValueOption;

/** An option without a value. */
interface Flag {
  readonly type: "boolean";
  readonly doc: string;
}

interface ValueOption {
  readonly type: "string";
  readonly multiple?: boolean;
  /** Placeholder of its value in the help. */
  readonly value: string;
  readonly doc: string;
}
export type Options = Readonly<Record<string, Option>>;

/** One command of `pulumi-ipv6`: a file, and a line in the list of main.ts. */
export interface Command {
  readonly name: string;
  /** In one line. */
  readonly doc: string;
  readonly options: Options;
  /** The positional argument, or with `multiple` one or more. Its values are in `given` under `name`. */
  readonly operand?: {
    readonly name: string;
    readonly multiple?: boolean;
    readonly value: string;
    readonly doc: string;
  };
  /** Last paragraph of the help. */
  readonly note?: string;
  /** All mistakes in the options, before anything is done. */
  check(given: Given, io: Io): readonly string[] | Promise<readonly string[]>;
  /**
   * @throws Refusal to end with exit code 1 and its message
   */
  run(given: Given, io: Io): Promise<void>;
}

/** Ctrl-C ended the work half way. The message says what was done until then. */
export class Interrupted extends Error {}

export type Given = Readonly<Record<string, string | readonly string[] | boolean | undefined>>;

/** The values of an option that may be given more than once. */
export function all(given: Given, name: string): readonly string[] {
  const value = given[name];
  if (value === undefined || typeof value === "boolean") return [];
  return typeof value === "string" ? [value] : value;
}

export function one(given: Given, name: string): string | undefined {
  return all(given, name)[0];
}

/** Whether an option without a value was given. */
export function isSet(given: Given, name: string): boolean {
  return given[name] === true;
}
