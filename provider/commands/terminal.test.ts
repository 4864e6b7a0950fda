import { MARK_WIDTH, markWord, wrap } from "./terminal";

test("marks are words of one width, with colour only where it is wished", () => {
  expect(markWord("ok", false)).toBe("ok     ");
  expect(markWord("failure", true)).toBe("\x1b[1;31mfailure\x1b[0m");
  expect(MARK_WIDTH).toBe(7);
});

test("lines break between words, keep the indent, and never cut a word", () => {
  expect(wrap("one two three", 11, 4)).toBe("one two\n    three");
  expect(wrap("a https://example.com/long b", 10)).toBe("a\nhttps://example.com/long\nb");
  expect(wrap("one two three", undefined, 4)).toBe("one two three");
});
