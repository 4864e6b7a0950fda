// The tables of docs/reliability.md, written by the tests they describe: `npm run reliability`.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const PATH = join(__dirname, "../../docs/reliability.md");

/** One cell: how many cases passed. */
export interface Row {
  readonly row: string;
  readonly column: string;
  readonly cases: number;
}

/**
 * Writes the table between its markers if requested. Otherwise checks the page's rows and columns, but not the numbers,
 * because a wait may take one read more or less.
 */
export function table(name: string, corner: string, rows: readonly Row[]): void {
  const { page, from, to } = placeOf(name);
  const made = markdown(corner, rows);
  if (process.env.WRITE_RELIABILITY) writeFileSync(PATH, page.slice(0, from) + made + page.slice(to));
  else expect(page.slice(from, to).replaceAll(/\d+/g, "n")).toBe(made.replaceAll(/\d+/g, "n"));
}

/** Writes figures between their markers if requested. They come from a long run, so no test checks them. */
export function figures(name: string, head: readonly string[], rows: readonly (readonly string[])[]): void {
  if (!process.env.WRITE_RELIABILITY) return;
  const { page, from, to } = placeOf(name);
  writeFileSync(PATH, page.slice(0, from) + lines([head, head.map(() => "---"), ...rows]) + page.slice(to));
}

function placeOf(name: string): { page: string; from: number; to: number } {
  const page = readFileSync(PATH, "utf8");
  const [start, end] = [`<!-- ${name} -->\n`, `\n<!-- end of ${name} -->`];
  const [from, to] = [page.indexOf(start) + start.length, page.indexOf(end)];
  if (from < start.length || to < from) throw new Error(`docs/reliability.md has no place for ${name}`);
  return { page, from, to };
}

function lines(cells: readonly (readonly string[])[]): string {
  return cells.map((row) => `| ${row.join(" | ")} |`).join("\n");
}

function markdown(corner: string, rows: readonly Row[]): string {
  const columns = [...new Set(rows.map(({ column }) => column))];
  const sum = (some: readonly Row[]) => some.reduce((total, { cases }) => total + cases, 0);
  const body = [...new Set(rows.map(({ row }) => row))].map((row) => {
    const cells = columns.map((column) => {
      const here = rows.filter((each) => each.row === row && each.column === column);
      return here.length > 0 ? String(sum(here)) : "";
    });
    return [row, ...cells, String(sum(rows.filter((each) => each.row === row)))];
  });
  const head = [corner, ...columns, "all"];
  const all = [
    "all",
    ...columns.map((column) => String(sum(rows.filter((each) => each.column === column)))),
    String(sum(rows)),
  ];
  return lines([head, head.map(() => "---"), ...body, all]);
}
