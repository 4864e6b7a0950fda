import { htmlPage, safe } from "../html";
import { chart } from "./chart";
import { type Cell, type Page, type Piece, type Section, SHORT } from "./page";

/** Rows of a section: more than anyone reads. */
const MOST = 1_000;

/** The report as one page. */
export function html(page: Page): string {
  const lead = page.lead.map((pieces) => `<p>${pieces.map(piece).join("")}</p>`).join("\n");
  const figure = page.counts.length > 0 ? chart(page, SHORT, safe) : "";
  const notes = page.footnotes.map((note) => `<li>${safe(note.replaceAll("`", ""))}</li>`).join("\n");
  const body = `${lead}
${figure}
${page.sections.map(sectionText).join("\n")}
${notes ? `<h2>Terms and prices</h2>\n<ul>\n${notes}\n</ul>` : ""}`;
  return htmlPage({ title: page.title, style: STYLE, body });
}

function sectionText({ kind, title, note, columns, rows }: Section): string {
  const head = columns.map((column) => `<th scope="col">${safe(column)}</th>`).join("");
  // On a phone each row is a block, and each cell says which column it is of.
  const named = (each: Cell, index: number) => `<td data-of="${safe(columns[index] ?? "")}">${cell(each)}</td>`;
  const body = rows.slice(0, MOST).map((cells) => `<tr>${cells.map(named).join("")}</tr>`);
  const rest = rows.length > MOST ? `<p>And ${rows.length - MOST} more.</p>` : "";
  return `<section class="${kind}">
<h2>${safe(title)}</h2>
${note ? `<p class="note">${safe(note)}</p>` : ""}
<div class="wide"><table><thead><tr>${head}</tr></thead>
<tbody>${body.join("\n")}</tbody></table></div>${rest}
</section>`;
}

function cell(lines: Cell): string {
  return `<div>${lines.map((pieces) => `<div>${pieces.map(piece).join("")}</div>`).join("")}</div>`;
}

function piece(each: Piece): string {
  if ("code" in each) return `<code>${safe(each.code)}</code>`;
  return each.strong ? `<strong>${words(each.text)}</strong>` : words(each.text);
}

/** Keeps spaces at both ends, because pieces are joined. */
function words(text: string): string {
  return `${text.startsWith(" ") ? " " : ""}${safe(text)}${text.endsWith(" ") ? " " : ""}`;
}

/** The style of a page with tables, light and dark. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1c2430; --soft: #5b6675; --line: #d9dfe7; --paper: #f5f7fa; --card: #ffffff; --code: #eef1f6; --number: #ffffff;
  --ordered: #2e9e6b; --adopted: #3a8fb7; --changed: #3f6fd1; --replaced: #d98324; --released: #8a94a3; --forgotten: #9a6fc4; --drifted: #b58a00; --refused: #c93a3a; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6eaf0; --soft: #9aa6b6; --line: #313a47; --paper: #12161c; --card: #1a2028; --code: #262e39; --number: #12161c;
  --ordered: #3fb883; --adopted: #56aed6; --changed: #6b95ee; --replaced: #eb9d47; --released: #7d8897; --forgotten: #b48ddd; --drifted: #d0a92c; --refused: #ee6a6a; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif; }
main { max-width: 1100px; margin: 0 auto; padding: 32px 24px 48px; }
h1 { font-size: 26px; line-height: 1.25; margin: 0 0 12px; }
h2 { font-size: 18px; margin: 0 0 8px; }
main > h2 { margin-top: 28px; }
p { margin: 0 0 6px; }
section { background: var(--card); border: 1px solid var(--line); border-left: 5px solid var(--line); border-radius: 8px; padding: 16px 18px; margin-top: 18px; }
.note { color: var(--soft); }
.replaced .note { color: var(--ink); font-weight: 600; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th { text-align: left; color: var(--soft); font-weight: 600; font-size: 13px; padding: 6px 14px 6px 0; }
td { vertical-align: top; padding: 8px 14px 8px 0; border-top: 1px solid var(--line); min-width: 6em; }
td:first-child { min-width: 11em; }
td code { overflow-wrap: anywhere; }
code { font: 13px/1.4 ui-monospace, Consolas, "DejaVu Sans Mono", monospace; background: var(--code); border-radius: 4px; padding: 1px 5px; }
figure { margin: 18px 0 0; max-width: 640px; }
svg { width: 100%; height: auto; display: block; }
svg text { fill: var(--ink); font-size: 14px; }
svg .number { fill: var(--number); font-size: 12px; font-weight: 700; text-anchor: middle; }
figcaption { display: flex; flex-wrap: wrap; gap: 4px 16px; color: var(--soft); font-size: 13px; }
figcaption i { display: inline-block; width: 11px; height: 11px; border-radius: 3px; margin-right: 6px; }
li { color: var(--soft); margin-bottom: 4px; }
@media (max-width: 640px) {
  main { padding: 20px 12px 32px; }
  h1 { font-size: 22px; }
  section { padding: 12px; }
  svg text { font-size: 20px; }
  svg .number { font-size: 16px; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table, tbody, tr { display: block; }
  tr { padding: 8px 0; border-top: 1px solid var(--line); }
  td, td:first-child { display: grid; grid-template-columns: 7.5em minmax(0, 1fr); gap: 8px; border: 0; padding: 3px 0; }
  td::before { content: attr(data-of); color: var(--soft); font-size: 13px; font-weight: 600; }
}
${["ordered", "adopted", "changed", "replaced", "released", "forgotten", "drifted", "refused"]
  .map(
    (kind) =>
      `section.${kind} { border-left-color: var(--${kind}); } rect.${kind} { fill: var(--${kind}); } i.${kind} { background: var(--${kind}); }`,
  )
  .join("\n")}
`;
