import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * A file by which a dynamic provider tells the program on the same machine what a preview found. A provider that answers
 * with an error ends the preview at its first resource; a program that reports one fails it once all were looked at.
 *
 * @param unique a name that nobody can guess
 */
export function newNote(unique: string): string {
  return join(tmpdir(), `pulumi-ipv6-preview-${unique}`);
}

/** @returns whether the program will read it */
export function leaveNote(note: unknown, text: string): boolean {
  if (typeof note !== "string") return false;
  try {
    writeFileSync(note, text, { flag: "wx", mode: 0o600 });
    return true;
  } catch {
    return false;
  }
}

export function takeNote(note: string): string | undefined {
  try {
    const text = readFileSync(note, "utf8");
    rmSync(note, { force: true });
    return text;
  } catch {
    return undefined;
  }
}
