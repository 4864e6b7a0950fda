/** SGR codes of the 16 colours that every terminal has; bold, so that they are legible on light and dark. */
const COLOURS = { ok: "1;32", warning: "1;33", failure: "1;31", soft: "2", strong: "1" } as const;

export function coloured(text: string, name: keyof typeof COLOURS, colour: boolean): string {
  return colour ? `\x1b[${COLOURS[name]}m${text}\x1b[0m` : text;
}

/**
 * Breaks text between words.
 *
 * @param width characters of a line, with the indent. Unset: no limit
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
