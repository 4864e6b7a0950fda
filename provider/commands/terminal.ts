// What the commands share of a terminal: marks, their colours, and lines that fit.

/** How a line of a command's result is judged. */
export type Mark = "ok" | "warning" | "failure" | "skipped";

/** SGR codes of the 16 colours that every terminal has; bold, so that they are legible on light and dark. */
const COLOURS = { ok: "1;32", warning: "1;33", failure: "1;31", skipped: "2", soft: "2", strong: "1" } as const;
export type Colour = keyof typeof COLOURS;

/** @param colour whether to colour it: `Io.colour` */
export function coloured(text: string, name: Colour, colour: boolean): string {
  return colour ? `\x1b[${COLOURS[name]}m${text}\x1b[0m` : text;
}

/** Characters of the longest mark. */
export const MARK_WIDTH = "warning".length;

/** The mark as a word, filled with blanks to `MARK_WIDTH`. Words are read by people, screen readers and `grep` alike. */
export function markWord(mark: Mark, colour: boolean): string {
  return `${coloured(mark, mark, colour)}${" ".repeat(MARK_WIDTH - mark.length)}`;
}

/**
 * Breaks text between words. A longer word, such as a URL, is kept whole, so that it can be copied.
 *
 * @param width characters of a line, with the indent. Unset: no limit, as in a file or pipe, where each item stays one line
 * @param indent blanks before each line but the first, which the caller has begun with as many characters
 */
export function wrap(text: string, width: number | undefined, indent = 0): string {
  if (width === undefined) return text;
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && [...line].length + 1 + [...word].length > width - indent) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line].join(`\n${" ".repeat(indent)}`);
}
