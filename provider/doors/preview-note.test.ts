import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beginNote, endNote, newNote, takeNote } from "./preview-note";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "notes-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("begun once, taken once it is ended, and nothing stays", async () => {
  const note = newNote(`test-${process.pid}`);
  expect(await takeNote(note)).toBeUndefined();
  expect(beginNote(note)).toBe(true);
  expect(beginNote(note)).toBe(false);
  const taken = takeNote(note);
  setTimeout(() => endNote(note, { refused: "no" }), 50);
  expect(await taken).toEqual({ refused: "no" });
  expect(existsSync(note)).toBe(false);
  expect(await takeNote(note)).toBeUndefined();
});

test("another version's mark, and nowhere to write: the program will not read it", () => {
  expect(beginNote(true)).toBe(false);
  expect(beginNote(join(folder, "none", "note"))).toBe(false);
});
