import { htmlPage, safe } from "../html";
import { STYLE as COMMON } from "../report/html";
import { sumText } from "./sums";
import { headline, notFound, readText } from "./text";
import { originText, type Row, type View } from "./view";

/** Rows of a table: more than anyone reads. */
const MOST = 2_000;

const PARTS = [
  { name: "in code", kind: "ordered", of: (view: View) => view.covered },
  { name: "in no code", kind: "refused", of: (view: View) => view.notInCode },
  { name: "lost orders", kind: "drifted", of: (view: View) => view.lost },
] as const;

/** The result as one page. */
export function html(view: View): string {
  const title = headline(view);
  const { sums } = view;
  const body = `<p>Monthly, by list prices: ${safe(sumText(sums.paid))}. Not in code: ${safe(sumText(sums.notInCode))}. Idle or locked: ${safe(sumText(sums.idle))}.</p>
<p class="note">${safe(`${view.time.slice(0, 16).replace("T", " ")} UTC. ${readText(view)}`)}</p>
${chart(view)}
${warnings("Could not be read", view.unread)}
${table("refused", "In no code", view.notInCode, "What it serves", ({ on, idle }) => idle ?? on ?? "")}
${table("drifted", "In no state, with a tag of this provider: lost orders", view.lost, "Whose order", originText)}
${table("replaced", "Idle or locked", view.idle, "Why", ({ idle, locked }) => [locked, idle].filter(Boolean).join("; "))}
${table("drifted", "In the states of several stacks", view.twice, "States", holders)}
${table("ordered", "In code", view.covered, "Where", holders)}
${table("released", "Managed by controllers, not counted", view.controllers, "Controller", ({ controller }) => controller ?? "")}
${table("released", "Ignored", view.ignored, "What it serves", ({ on }) => on ?? "")}
${warnings("In states, but found in nothing that was read: ended, or of another account or region", notFound(view))}
${warnings("Stacks with an update under way, whose orders may be in no state yet", view.busy)}
${warnings("Lines of --ignore that name nothing", view.unusedIgnores)}`;
  return htmlPage({ title, style: `${COMMON}${STYLE}`, body });
}

function holders({ inCode }: Row): string {
  return inCode
    .map(({ state, name, kind }) => `${name} of ${state}${kind === "pulumi-ipv6" ? "" : ` (${kind})`}`)
    .join(", ");
}

/** A bar for each account: what is in code, and what is not. */
function chart(view: View): string {
  const accounts = [...new Set(PARTS.flatMap(({ of }) => of(view).map(({ account }) => account)))].sort();
  if (accounts.length === 0) return "";
  const bars = accounts.map((account) => {
    const parts = PARTS.map((part) => ({
      ...part,
      count: part.of(view).filter((row) => row.account === account).length,
    }));
    const said = parts.filter(({ count }) => count > 0).map(({ count, name }) => `${count} ${name}`);
    const boxes = parts
      .filter(({ count }) => count > 0)
      .map(({ kind, count }) => `<b class="${kind}" style="flex-grow:${count}">${count}</b>`);
    return `<div class="account"><span>${safe(account)}</span><div role="img" aria-label="${safe(`${account}: ${said.join(", ")}`)}">${boxes.join("")}</div></div>`;
  });
  const legend = PARTS.filter(({ of }) => of(view).length > 0).map(
    ({ kind, name }) => `<span><i class="${kind}"></i>${safe(name)}</span>`,
  );
  return `<figure>${bars.join("")}<figcaption>${legend.join("")}</figcaption></figure>`;
}

function table(kind: string, title: string, rows: readonly Row[], column: string, about: (row: Row) => string): string {
  if (rows.length === 0) return "";
  const columns = ["What", "Where", "Monthly", column];
  const body = rows.slice(0, MOST).map((row) => {
    const cells = [
      `<div><code>${safe(row.id)}</code></div><div><code>${safe(row.address)}</code></div>${row.name ? `<div>${safe(row.name)}</div>` : ""}`,
      `<div>${safe(row.account)}</div><div><code>${safe(row.region)}</code></div>`,
      `<div>${safe(row.price.text)}</div>`,
      `<div>${safe(about(row))}</div>`,
    ];
    return `<tr>${cells.map((cell, index) => `<td data-name="${safe(columns[index] ?? "")}">${cell}</td>`).join("")}</tr>`;
  });
  const head = columns.map((each) => `<th scope="col">${safe(each)}</th>`).join("");
  const rest = rows.length > MOST ? `<p>And ${rows.length - MOST} more.</p>` : "";
  return `<section class="${kind}">
<h2>${safe(title)} (${rows.length})</h2>
<div class="wide"><table class="stacked"><thead><tr>${head}</tr></thead>
<tbody>${body.join("\n")}</tbody></table></div>${rest}
</section>`;
}

function warnings(title: string, lines: readonly string[]): string {
  if (lines.length === 0) return "";
  const items = lines.slice(0, MOST).map((line) => `<li>${safe(line)}</li>`);
  return `<section class="drifted"><h2>${safe(title)} (${lines.length})</h2><ul>${items.join("\n")}</ul></section>`;
}

const STYLE = `
ul { margin: 0; padding-left: 20px; overflow-wrap: anywhere; }
.account { display: flex; align-items: center; gap: 12px; margin-bottom: 8px; }
.account > span { flex: 0 0 120px; overflow-wrap: anywhere; }
.account > div { flex: 1; display: flex; gap: 2px; height: 24px; }
.account b { min-width: 26px; flex-basis: 0; border-radius: 3px; color: var(--paper); font-size: 12px; line-height: 24px; text-align: center; }
.account b.ordered { background: var(--ordered); } .account b.refused { background: var(--refused); } .account b.drifted { background: var(--drifted); }
td div + div { margin-top: 2px; }
@media (max-width: 640px) {
  main { padding: 20px 14px 32px; }
  table.stacked thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
  table.stacked tr { display: block; border-top: 1px solid var(--line); padding: 8px 0; }
  table.stacked td { display: grid; grid-template-columns: 92px 1fr; gap: 0 10px; border: 0; padding: 3px 0; overflow-wrap: anywhere; }
  table.stacked td::before { content: attr(data-name); color: var(--soft); font-size: 13px; grid-row: 1 / span 4; }
  table.stacked td > div { grid-column: 2; }
}
`;
