import type { SimulatedCloud } from "./cloud";
import type { Faults } from "./faults";
import type { Journal } from "./journal";
import type { Ledger } from "./ledger";
import type { Pace } from "./pace";

export interface PageParts {
  readonly clouds: readonly SimulatedCloud[];
  readonly journal: Journal;
  readonly ledger: Ledger;
  readonly faults: Faults;
  readonly pace: Pace;
}

const STYLE = `body{font:14px/1.45 system-ui,sans-serif;margin:1.5rem;color:#1c2024;background:#fff}
h1{font-size:1.25rem}h2{font-size:1rem;margin:1.5rem 0 .4rem}table{border-collapse:collapse;width:100%}
th,td{text-align:left;padding:.25rem .6rem;border-bottom:1px solid #e3e6ea;vertical-align:top}th{color:#5b6570;font-weight:600}
td{font-variant-numeric:tabular-nums;white-space:nowrap}td.wide{white-space:normal;overflow-wrap:anywhere;min-width:16rem}
.scroll{overflow-x:auto}.bad{color:#a11}.money{color:#075}.quiet{color:#5b6570}
@media(prefers-color-scheme:dark){body{background:#14171a;color:#e6e8ea}th,td{border-color:#2b3137}.bad{color:#f88}.money{color:#7d9}}`;

/** How many of the latest rows the page shows; the JSON routes have all. */
const ROWS = 200;

/** A page for people that shows effects, calls and live orders. It has no scripts and reloads itself. */
export function page({ clouds, journal, ledger, faults, pace }: PageParts): string {
  const summary = ledger.summary();
  const { ordered, changed, released, assigned, unassigned } = summary.totals;
  const tables = clouds.flatMap((cloud) =>
    Object.entries(cloud.tables() as Record<string, unknown>).map(([name, rows]) => [
      cloud.name,
      name,
      Array.isArray(rows) ? rows.length : typeof rows === "object" ? JSON.stringify(rows) : rows,
    ]),
  );
  const calls = journal.all();
  const facts = ledger.all();
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="3">
<meta name="viewport" content="width=device-width"><title>pulumi-ipv6 simulator</title><style>${STYLE}</style></head><body>
<h1>pulumi-ipv6 simulator</h1>
<p>${facts.length} ledger entries, ${calls.length} calls. Ordered ${ordered}, changed ${changed}, released ${released};
addresses assigned ${assigned}, unassigned ${unassigned}. <b class="money">${summary.liveOrders.length} live orders.</b></p>
<h2>Live orders</h2>${table(
    ["cloud", "region", "id", "on", "detail"],
    summary.liveOrders.map(({ cloud, region, id, subject, detail }) => [cloud, region, id, subject, detail]),
  )}
<h2>Ledger: what took effect</h2>${table(
    ["#", "at", "cloud", "region", "event", "resource", "id", "on", "detail", "token"],
    newest(facts).map((fact) => [
      ...[fact.seq, time(fact.at), fact.cloud, fact.region, fact.event, fact.resource],
      ...[fact.id, fact.subject, fact.detail, fact.clientToken?.slice(0, 8)],
    ]),
  )}
<h2>Journal: calls</h2>${table(
    ["#", "at", "cloud", "action", "region", "params", "status", "code", "notes", "ms"],
    newest(calls).map((call) => [
      ...[call.seq, time(call.at), `${call.cloud} ${call.product}`, call.action, call.region, paramsShown(call.params)],
      ...[call.status, call.code, notes(call), `${call.milliseconds}`],
    ]),
  )}
<h2>State</h2>${table(["cloud", "table", "rows"], tables)}
<h2>Settings</h2>${table(["pace", "value"], Object.entries(pace))}
<h2>Faults armed</h2>${table(
    ["rule"],
    faults.all().map((rule) => [rule]),
  )}
<p class="quiet">JSON: /_simulator/ledger, ledger?summary=1, journal, state, rules, faults, pace, health</p></body></html>`;
}

function notes(call: { dryRun: boolean; replayed: boolean; fault?: string }): string {
  const parts = [call.dryRun && "dry run", call.replayed && "replayed", call.fault && `fault: ${call.fault}`];
  return parts.filter(Boolean).join(", ");
}

/** Hours to seconds; the JSON routes have the whole date. */
function time(at: string): string {
  return at.slice(11, 19);
}

/** The region has a column of its own. */
function paramsShown(params: Readonly<Record<string, string>>): Record<string, string> {
  const { RegionId: _, ...rest } = params;
  return rest;
}

function newest<T>(rows: readonly T[]): T[] {
  return rows.slice(-ROWS).reverse();
}

function table(heads: readonly string[], rows: ReadonlyArray<readonly unknown[]>): string {
  if (rows.length === 0) return '<p class="quiet">none</p>';
  const head = heads.map((text) => `<th>${escapeHtml(text)}</th>`).join("");
  const td = (value: unknown) => `<td${typeof value === "object" ? ' class="wide"' : ""}>${cell(value)}</td>`;
  const body = rows.map((row) => `<tr>${row.map(td).join("")}</tr>`).join("\n");
  return `<div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
}

function cell(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "number" && value >= 400) return `<span class="bad">${value}</span>`;
  if (typeof value !== "object") return escapeHtml(String(value));
  const pairs = Object.entries(value).map(
    ([name, part]) =>
      `${name}=${Array.isArray(part) ? part.join(", ") : typeof part === "object" ? JSON.stringify(part) : part}`,
  );
  return escapeHtml(pairs.join(" "));
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
}
