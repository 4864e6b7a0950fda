import type { Runtime } from "../core/context";

/** What a command works with: nothing of the process is seen but through this. */
export interface Io {
  readonly runtime: Runtime;
  readonly signal: AbortSignal;
  /** The result, to standard output. */
  readonly out: (text: string) => void;
  /** A line about progress, or an error, to standard error. */
  readonly say: (line: string) => void;
  /** The file is there as a whole or not at all. */
  readonly write: (path: string, text: string) => void;
  /** A file, or with `-` standard input; of what is longer than `most` bytes a little more than that. */
  readonly read: (path: string, most: number) => Promise<Uint8Array>;
}

export interface Option {
  readonly type: "string";
  readonly multiple?: boolean;
  /** What stands for its value in the help. */
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
  /** What is given without an option's name; it has its own among the given. */
  readonly operand?: { readonly name: string; readonly value: string; readonly doc: string };
  /** What the help says at its end. */
  readonly note?: string;
  /** What is wrong with the options: all of it at once, before anything is done. */
  check(given: Given, io: Io): readonly string[];
  run(given: Given, io: Io): Promise<void>;
}
export type Given = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The values of an option that may be given more than once. */
export function all(given: Given, name: string): readonly string[] {
  const value = given[name];
  return value === undefined ? [] : typeof value === "string" ? [value] : value;
}

export function one(given: Given, name: string): string | undefined {
  return all(given, name)[0];
}
