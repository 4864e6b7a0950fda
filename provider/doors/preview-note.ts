import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Values } from "../core/check";
import { systemClock } from "../core/context";
import { REPLACES } from "../core/diff";

/** Content of the note while preflight runs. */
const BEGUN = "?";
/** Poll interval and time limit in milliseconds. The limit is longer than preflight takes. */
const LOOK = 20;
const LONGEST = 20_000;

/**
 * A file that carries preflight results from a dynamic provider to the program on the same machine. An error returned
 * by the provider would end the preview at the first resource; one reported by the program fails it after all resources
 * were checked. It also lets the checks run in parallel.
 *
 * @param unique a name that cannot be guessed
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

/** What preflight found. */
export interface PreviewNote {
  /** Messages of what the cloud would refuse; empty if nothing. */
  readonly refused: string;
  /** Outputs after an update; null where unknown. */
  readonly outputs?: Values;
}

export function endPreviewNote(note: string, told: PreviewNote): void {
  try {
    writeFileSync(`${note}.new`, JSON.stringify(told), { flag: "wx", mode: 0o600 });
    renameSync(`${note}.new`, note);
  } catch {
    // The program times out.
  }
}

/** Undefined if there was no preflight or it returned nothing in time. */
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

/** Hidden inputs of a dynamic resource that control how it is handled. They are not outputs. */
export const HANDLING = ["__provider", "__identity", "__timeouts", REPLACES];

/**
 * Hidden input of a dynamic resource that marks a preview, because the engine does not tell dynamic providers. It holds
 * what only the program knows: the path of the preview note, whether the resource depends on another one, and whether
 * the object it replaces is retained.
 */
export const PREVIEW = "__preview";
