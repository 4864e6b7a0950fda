import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { leaveNote, newNote, takeNote } from "./note";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "notes-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("left once, taken once, and nothing stays", () => {
  const note = newNote(`test-${process.pid}`);
  expect(takeNote(note)).toBeUndefined();
  expect(leaveNote(note, "refused")).toBe(true);
  expect(leaveNote(note, "over it")).toBe(false);
  expect(takeNote(note)).toBe("refused");
  expect(existsSync(note)).toBe(false);
  expect(takeNote(note)).toBeUndefined();
});

test("another version's mark, and nowhere to write: the program will not read it", () => {
  expect(leaveNote(true, "refused")).toBe(false);
  expect(leaveNote(join(folder, "none", "note"), "refused")).toBe(false);
});
