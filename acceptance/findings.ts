// What a run found: how long the stories took, and where the clouds differ from what the simulator assumes.
import { table, text } from "../provider/commands/takeover/markdown";
import type { PlacedRule } from "../simulator";
import { coverageOf, nameOf, subjectsOf } from "./assumed";
import type { Journal } from "./journal";
import { type Judged, judge } from "./judge";

interface Row extends Judged {
  /** The rules of the simulator that it is about. */
  readonly rules: readonly string[];
}

export interface Findings {
  readonly begun: string;
  readonly ended: string | undefined;
  readonly stories: Journal["records"]["stories"];
  /** Assumed rules, by what a run can say about them. */
  readonly counts: {
    /** By all their probes, which leave nothing out. */
    readonly measured: number;
    readonly inPart: number;
    readonly notMeasured: number;
    readonly withoutProbe: number;
  };
  readonly differences: readonly Row[];
  /** Answers that say nothing about the rule. */
  readonly notMeasured: readonly Row[];
  readonly agreements: readonly Row[];
  readonly withoutProbe: readonly { readonly rule: string; readonly why: string }[];
}

export function findingsOf({ records }: Pick<Journal, "records">, rules: readonly PlacedRule[]): Findings {
  const covered = coverageOf(rules.filter(({ provenance }) => provenance === "assumed"));
  const subjects = subjectsOf(rules);
  const all = judge(records.seen).map((seen): Row => ({ ...seen, rules: subjects(seen.probe) }));
  const of = (verdict: Judged["verdict"]) => all.filter((seen) => seen.verdict === verdict);
  const measured = new Set(all.flatMap(({ probe, verdict }) => (verdict === "not measured" ? [] : [probe])));
  const probed = covered.filter(({ probes }) => probes.length > 0);
  const begun = probed.filter(({ probes }) => probes.some((id) => measured.has(id)));
  const whole = begun.filter(({ probes, rest }) => rest === undefined && probes.every((id) => measured.has(id)));
  return {
    begun: records.begun,
    ended: records.ended,
    stories: withoutInventory(records.stories),
    counts: {
      ...{ measured: whole.length, inPart: begun.length - whole.length },
      ...{ notMeasured: probed.length - begun.length, withoutProbe: covered.length - probed.length },
    },
    ...{ differences: of("differs"), notMeasured: of("not measured"), agreements: of("agrees") },
    withoutProbe: covered.flatMap(({ why, ...row }) => (why === undefined ? [] : [{ rule: nameOf(row), why }])),
  };
}

/** What else the account has is no finding. */
function withoutInventory(stories: Findings["stories"]): Findings["stories"] {
  return Object.fromEntries(Object.entries(stories).map(([name, { before: _, ...story }]) => [name, story]));
}

export function findingsPage(findings: Findings): string {
  const { begun, ended, stories, counts, differences, notMeasured, agreements } = findings;
  const lines = Object.entries(stories).map(([name, { steps, outcome, problem }]) =>
    [name, outcome ?? "not finished", steps.map(stepText).join("; "), (problem ?? "").split("\n")[0]].map(text),
  );
  return [
    "# Findings of an acceptance run\n",
    `Begun ${begun}, ended ${ended ?? "not yet"}. Of the simulator's assumed rules ${counts.measured} were measured, ${counts.inPart} in part, ${counts.notMeasured} have a probe that measured nothing in this run, and ${counts.withoutProbe} have none.\n`,
    ...table(["story", "outcome", "steps", "problem"], lines),
    `\n## Differences: ${differences.length}\n`,
    ...table(HEAD, differences.map(row)),
    `\n## Not measured: ${notMeasured.length}\n`,
    "The answers say nothing about the rules; the next run asks again.\n",
    ...table(
      [...HEAD, "why"],
      notMeasured.map((seen) => [...row(seen), text(seen.why ?? "")]),
    ),
    `\n## Agreements: ${agreements.length}\n`,
    ...table(HEAD, agreements.map(row)),
    "",
  ].join("\n");
}

const HEAD = ["probe", "call", "simulator", "seen", "request id", "rules"];

function row({ probe, action, expected, seen, requestId, rules }: Row): string[] {
  return [probe, action, `\`${expected}\``, seen && `\`${seen}\``, requestId, rules.join("<br>")].map(text);
}

function stepText({ title, seconds, shownAfter }: Findings["stories"][string]["steps"][number]): string {
  return `${title}: ${seconds} s${shownAfter === undefined ? "" : ` (shown after ${shownAfter} s)`}`;
}
