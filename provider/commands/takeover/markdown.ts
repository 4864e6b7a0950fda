/** The pieces of a report in Markdown. */

export function text(value: unknown): string {
  return String(value)
    .replaceAll("|", "\\|")
    .replace(/[\r\n]+/g, " ");
}

export function code(value: unknown): string {
  return `\`${text(value).replaceAll("`", "'")}\``;
}

/** Empty without rows. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return rows.length === 0 ? [] : [line(head), `|${" --- |".repeat(head.length)}`, ...rows.map(line)];
}

/** Empty without lines. */
export function section(title: string, lines: readonly string[]): string[] {
  return lines.length > 0 ? [`## ${title}`, "", ...lines, ""] : [];
}
