import { sumText } from "./sums";
import { originText, type Row, type View } from "./view";

/** Rows of a list on the terminal; all are in --json and --html. */
const MOST = 50;

/** `41 of 44 paid addresses are in code (93 %)`, as certain as the reads make it. */
export function headline({ paid, inCode, percent, certainty }: View): string {
  const blind = "what could not be read may hold more";
  if (percent === null)
    return certainty !== "unknown" ? "Nothing is paid for." : `Nothing paid for was found; ${blind}`;
  const whole = `${inCode} of ${paid} paid address${paid === 1 ? " is" : "es are"} in code`;
  const share = `${percent % 1 === 0 ? percent : percent.toFixed(1)} %`;
  if (certainty === "exact") return `${whole} (${share})`;
  if (certainty === "at least") return `At least ${whole} (at least ${share}: some states could not be read)`;
  return `Of what could be read, ${whole}; the whole is unknown (${share} of what was read)`;
}

/** The result for a terminal. */
export function text(view: View): string {
  const { sums, notInCode, lost, idle } = view;
  const kinds = Object.entries(view.kinds).map(([kind, count]) => `${count} as ${kind}`);
  const lines = [
    headline(view),
    ...(view.inCode > 0 ? [`In code: ${kinds.join(", ")}.`] : []),
    `Monthly, by list prices: ${sumText(sums.paid)}; not in code: ${sumText(sums.notInCode)}.`,
    readText(view),
    ...list("In no code", notInCode, ({ on, idle: why }) => why ?? (on ? `on ${on}` : "")),
    ...list("In no state, with a tag of this provider (lost orders)", lost, originText),
    ...list("Idle or locked", idle, (row) => [row.locked, row.idle].filter(Boolean).join("; ")),
    ...list("In the states of several stacks", view.twice, ({ inCode }) => inCode.map(({ state }) => state).join(", ")),
    ...list("Managed by controllers, not counted", view.controllers, ({ controller }) => controller ?? ""),
    ...(view.ignored.length > 0 ? ["", `Ignored: ${view.ignored.length}.`] : []),
    ...notes("In states, but found in nothing that was read (ended, or another account or region)", notFound(view)),
    ...notes("Could not be read", view.unread),
    ...notes("With an update under way, whose orders may be in no state yet", view.busy),
    ...notes("Lines of --ignore that name nothing", view.unusedIgnores),
    ...notes("Files that are no states, passed over", view.skipped),
  ];
  return `${lines.join("\n")}\n`;
}

/** What was read: accounts with their regions, and states. */
export function readText({ regions, states }: View): string {
  const accounts = Object.entries(regions).map(([account, names]) =>
    [account, names.join(", ")].filter(Boolean).join(" "),
  );
  return `Read: ${accounts.join("; ")}; ${states.length} state${states.length === 1 ? "" : "s"}.`;
}

export function notFound({ notFound: all }: View): string[] {
  return all.map(({ id, state, name }) => `${id}: ${name} of ${state}`);
}

function notes(title: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  const rest = lines.length > MOST ? [`  and ${lines.length - MOST} more`] : [];
  return ["", `${title} (${lines.length})`, ...lines.slice(0, MOST).map((line) => `  ${line}`), ...rest];
}

function list(title: string, rows: readonly Row[], about: (row: Row) => string): string[] {
  if (rows.length === 0) return [];
  const cells = rows
    .slice(0, MOST)
    .map((row) => [
      row.id,
      row.address,
      `${row.cloud} ${row.region}`.trim(),
      row.price.text,
      [row.name && `"${row.name}"`, about(row)].filter(Boolean).join(" "),
    ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...cells.map((each) => each[column]?.length ?? 0)));
  const line = (each: readonly string[]) =>
    `  ${each.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd();
  const rest = rows.length > MOST ? [`  and ${rows.length - MOST} more; --json and --html have all`] : [];
  return ["", `${title} (${rows.length})`, ...cells.map(line), ...rest];
}
