import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Values } from "../core/check";
import { systemClock } from "../core/context";
import { REPLACES } from "../core/diff";

/** The provider has begun to ask, and has not answered yet. */
const BEGUN = "?";
/** Between looks, and for how long an answer is awaited: somewhat more than a preview asks. Milliseconds. */
const LOOK = 20;
const LONGEST = 20_000;

/**
 * A file by which a dynamic provider tells the program on the same machine what a preview found. A provider that answers
 * with an error ends the preview at its first resource; a program that reports one fails it once all were looked at. And
 * while the program waits for one answer, the provider asks for others.
 *
 * @param unique a name that nobody can guess
 */
export function newPreviewNote(unique: string): string {
  return join(tmpdir(), `pulumi-ipv6-preview-${unique}`);
}

/** @returns whether the program will read it */
export function beginPreviewNote(note: unknown): note is string {
  if (typeof note !== "string") return false;
  try {
    writeFileSync(note, BEGUN, { flag: "wx", mode: 0o600 });
    return true;
  } catch {
    return false;
  }
}

/** What a preview found. */
export interface PreviewNote {
  /** What the cloud would refuse, in words; empty where nothing is. */
  readonly refused: string;
  /** Outputs after a change, as far as they are known; null for what is not. */
  readonly outputs?: Values;
}

export function endPreviewNote(note: string, told: PreviewNote): void {
  try {
    writeFileSync(`${note}.new`, JSON.stringify(told), { flag: "wx", mode: 0o600 });
    renameSync(`${note}.new`, note);
  } catch {
    // The program gives up by itself.
  }
}

/** Undefined: nothing was asked, or no answer came. */
export async function takePreviewNote(note: string): Promise<PreviewNote | undefined> {
  const until = systemClock.now() + LONGEST;
  try {
    let text = readFileSync(note, "utf8");
    while (text === BEGUN && systemClock.now() < until) {
      await systemClock.sleep(LOOK);
      text = readFileSync(note, "utf8");
    }
    rmSync(note, { force: true });
    return text === BEGUN ? undefined : (JSON.parse(text) as PreviewNote);
  } catch {
    return undefined;
  }
}

/** Hidden inputs of a dynamic resource that say how it is handled, and are no outputs. */
export const HANDLING = ["__provider", "__identity", "__timeouts", REPLACES];

/**
 * Hidden input of a dynamic resource: this is a preview, of which the engine does not tell dynamic providers. With it comes
 * what only the program knows: the note (note.ts) on which the provider tells it what the cloud would refuse, whether the
 * resource depends on another one, and whether what it replaces is retained.
 */
export const PREVIEW = "__preview";
