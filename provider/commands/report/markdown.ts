import type { Cell, Page, Piece, Section } from "./page";
import { oneLine } from "./preview";

/** Characters. GitHub allows 65,536 in a comment; the rest is for what a pipeline adds around the report. */
const MOST = 60_000;

/** The report as a comment: as many rows as fit, and the number of the others. */
export function markdown(page: Page): string {
  for (let limit = 200; ; limit = Math.floor(limit / 2)) {
    const text = render(page, limit);
    if (text.length <= MOST || limit === 0) return text;
  }
}

function render(page: Page, limit: number): string {
  const sections = page.sections.map((section) => sectionText(section, limit));
  const notes = page.footnotes.map((note) => `- ${prose(note)}`).join("\n");
  const foot = notes ? [`<details><summary>Terms and prices</summary>\n\n${notes}\n\n</details>`] : [];
  const lead = page.lead.map((pieces) => pieces.map(piece).join(""));
  return `${[`## ${prose(page.title)}`, ...lead, ...sections, ...foot].join("\n\n")}\n`;
}

function sectionText({ kind, title, note, columns, rows }: Section, limit: number): string {
  const shown = rows.slice(0, limit).map((cells) => `| ${cells.map(cell).join(" | ")} |`);
  const table = [`| ${columns.join(" | ")} |`, `|${" --- |".repeat(columns.length)}`, ...shown].join("\n");
  const rest = rows.length - shown.length;
  const loud = kind === "refused" || kind === "replaced";
  return [
    `### ${prose(title)}`,
    ...(note ? [loud ? `> **${prose(note)}**` : prose(note)] : []),
    ...(shown.length > 0 ? [table] : []),
    ...(rest > 0 ? [`And ${rest} more that do not fit here.`] : []),
  ].join("\n\n");
}

function cell(lines: Cell): string {
  return lines.map((pieces) => pieces.map(piece).join("")).join("<br>");
}

function piece(each: Piece): string {
  if ("code" in each) return code(each.code);
  if (each.strong) return `**${prose(each.text)}**`;
  // Keep spaces at both ends, because pieces are joined.
  return `${each.text.startsWith(" ") ? " " : ""}${prose(each.text)}${each.text.endsWith(" ") ? " " : ""}`;
}

/** A code span. Characters that could end the span or the table cell, or act as markup, become entities. */
function code(text: string): string {
  const line = oneLine(text);
  return /^[\w.:/, …=[\]-]*$/.test(line) ? `\`${line}\`` : `<code>${entities(line, /[^\w, …-]/gu)}</code>`;
}

/** Plain text: markup, links and mentions in it are escaped. */
function prose(text: string): string {
  const still = oneLine(text).replace(/`([\w.:/, …=-]+)`/g, "$1");
  return entities(still, /[&<>|`*_[\]\\~!#@^$]|:(?=\/\/)|(?<=www)\./g).replace(/&#(64|35);/g, "&#$1;&#8203;");
}

function entities(text: string, which: RegExp): string {
  return text.replace(which, (each) => `&#${each.codePointAt(0)};`);
}
