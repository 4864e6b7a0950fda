// `make matrix`: writes the table of docs/compatibility.md from the rows that ran.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "./package-root";

interface Row {
  readonly subject: string;
  readonly what: string;
  readonly versions: string;
  readonly outcome: string;
  readonly why?: string;
}

const [BEGIN, END] = ["<!-- Written by `make matrix`. -->", "<!-- The end of it. -->"];

export function table(rows: readonly Row[]): string {
  const lines = rows.map(({ subject, what, versions, outcome, why }) =>
    [subject, what, versions, why ? `${outcome}: ${why.replace(/\s+/g, " ").replaceAll("|", "/")}` : outcome].join(
      " | ",
    ),
  );
  return [
    "| kind | what | versions | result |",
    "| --- | --- | --- | --- |",
    ...lines.map((line) => `| ${line} |`),
  ].join("\n");
}

function main(rows: string): void {
  const page = join(packageRoot(), "docs/compatibility.md");
  const text = readFileSync(page, "utf8");
  const [head = "", rest = ""] = text.split(BEGIN);
  const [, tail = ""] = rest.split(END);
  const all = readFileSync(rows, "utf8").trim().split("\n");
  const made = table(all.map((line) => JSON.parse(line) as Row));
  writeFileSync(page, `${head}${BEGIN}\n\n${made}\n\n${END}${tail}`);
}

if (require.main === module) main(process.argv[2] ?? "");
