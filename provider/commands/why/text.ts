import { conclusion, firstBroken, type Judged, type Status } from "../../core/path/chain";
import { oneLine } from "../report/preview";
import { coloured, wrap } from "../terminal";
import { type Chain, spokenPlace } from "./search";

/** Marks that are told apart without colours. */
const MARKS: Readonly<Record<Status, string>> = { ok: "✓", broken: "✗", unknown: "?", unreadable: "?", unreached: "·" };
const COLOURS = { ok: "ok", broken: "failure", unknown: "warning", unreadable: "warning", unreached: "soft" } as const;

export interface Look {
  readonly colour: boolean;
  readonly columns: number | undefined;
}

/** One way as a picture: the broken link with the mend on top, then the chain from the internet to the machine. */
export function picture(chain: Chain, look: Look): string {
  const title = `${chain.address ?? "no IPv6 address"} (${spokenPlace(chain)})`;
  const broken = chain.links.filter(({ status }) => status === "broken");
  const top = broken.map((link, index) => summary(link, index === 0, look)).join("\n");
  return `${coloured(title, "strong", look.colour)}\n\n${top || `${verdictLine(chain, look)}\n`}\n${drawing(chain, look)}`;
}

/** What to say if no link is broken. */
function verdictLine({ links }: Chain, { colour, columns }: Look): string {
  const { says, isSure } = conclusion(links);
  return coloured(wrap(says, columns), isSure ? "ok" : "warning", colour);
}

function summary({ name, says, mend, where }: Judged, isFirst: boolean, { colour, columns }: Look): string {
  const head = isFirst ? "Broken: " : "Broken as well: ";
  const lines = [
    `${coloured(head.trim(), "failure", colour)} ${wrap(`${name}: ${oneLine(says)}`, columns, head.length)}`,
  ];
  const line = (label: string, text: string) => `  ${label}${wrap(oneLine(text), columns, label.length + 2)}`;
  if (mend) lines.push(line("To do: ", mend));
  lines.push(line("Where: ", where));
  return `${lines.join("\n")}\n`;
}

const NAME_WIDTH = 24;
/** Before the text of a link: two blanks, the mark and the name. */
const INDENT = NAME_WIDTH + 4;

function drawing(chain: Chain, look: Look): string {
  const { colour, columns } = look;
  const first = firstBroken(chain.links);
  let passed = true;
  const lines = ["  internet"];
  for (const link of chain.links) {
    lines.push(coloured(`  ${passed ? "│" : "┆"}`, passed ? "strong" : "soft", colour));
    if (link === first) passed = false;
    const mark = coloured(MARKS[link.status], COLOURS[link.status], colour);
    const name = link.name.padEnd(NAME_WIDTH);
    lines.push(`  ${mark} ${name} ${wrap(oneLine(link.says), columns, INDENT + 1)}`);
    for (const note of link.notes ?? []) {
      const rail = coloured(passed ? "│" : "┆", passed ? "strong" : "soft", colour);
      lines.push(`  ${rail} ${" ".repeat(NAME_WIDTH)} ${wrap(`- ${oneLine(note)}`, columns, INDENT + 3)}`);
    }
  }
  lines.push(coloured(`  ${passed ? "│" : "┆"}`, passed ? "strong" : "soft", colour), "  machine");
  return `${lines.join("\n")}\n`;
}
