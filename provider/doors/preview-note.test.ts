import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beginPreviewNote, endPreviewNote, newPreviewNote, takePreviewNote } from "./preview-note";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "notes-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("begun once, taken once it is ended, and nothing stays", async () => {
  const note = newPreviewNote(`test-${process.pid}`);
  expect(await takePreviewNote(note)).toBeUndefined();
  expect(beginPreviewNote(note)).toBe(true);
  expect(beginPreviewNote(note)).toBe(false);
  const taken = takePreviewNote(note);
  setTimeout(() => endPreviewNote(note, { refused: "no" }), 50);
  expect(await taken).toEqual({ refused: "no" });
  expect(existsSync(note)).toBe(false);
  expect(await takePreviewNote(note)).toBeUndefined();
});

test("another version's mark, and nowhere to write: the program will not read it", () => {
  expect(beginPreviewNote(true)).toBe(false);
  expect(beginPreviewNote(join(folder, "none", "note"))).toBe(false);
});
