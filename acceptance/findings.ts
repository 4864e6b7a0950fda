// What a run found: how long the stories took, and where the clouds differ from what the simulator assumes.
import type { PlacedRule } from "../simulator";
import { coverageOf } from "./assumed";
import type { Journal } from "./journal";
import type { Seen } from "./measure";

interface Difference extends Seen {
  /** The rules of the simulator that it is about. */
  readonly rules: readonly string[];
}

export interface Findings {
  readonly begun: string;
  readonly ended: string | undefined;
  readonly stories: Journal["records"]["stories"];
  /** Assumed rules, by what a run can say about them. */
  readonly counts: { readonly measured: number; readonly notMeasured: number; readonly withoutProbe: number };
  readonly differences: readonly Difference[];
  readonly agreements: readonly Seen[];
  readonly withoutProbe: readonly { readonly rule: string; readonly why: string }[];
}

export function findingsOf({ records }: Pick<Journal, "records">, rules: readonly PlacedRule[]): Findings {
  const covered = coverageOf(rules.filter(({ provenance }) => provenance === "assumed"));
  const text = ({ cloud, place, text: rule }: PlacedRule) => `${cloud}, ${place}: ${rule}`;
  const all = Object.values(records.seen);
  const probed = covered.filter(({ probes }) => probes.length > 0);
  const measured = probed.filter(({ probes }) => probes.some((id) => records.seen[id]));
  const about = (id: string) => probed.filter(({ probes }) => probes.includes(id)).map(({ rule }) => text(rule));
  return {
    begun: records.begun,
    ended: records.ended,
    stories: records.stories,
    counts: {
      ...{ measured: measured.length, notMeasured: probed.length - measured.length },
      withoutProbe: covered.length - probed.length,
    },
    differences: all.filter(differs).map((seen) => ({ ...seen, rules: about(seen.probe) })),
    agreements: all.filter((seen) => !differs(seen)),
    withoutProbe: covered.flatMap(({ rule, why }) => (why === undefined ? [] : [{ rule: text(rule), why }])),
  };
}

const differs = ({ expected, seen }: Seen) => expected !== seen;

export function findingsPage(findings: Findings): string {
  const { begun, ended, stories, counts, differences, agreements } = findings;
  const lines = Object.entries(stories).flatMap(([name, { steps, outcome, problem }]) => [
    `| ${name} | ${outcome ?? "not finished"} | ${steps.map(stepText).join("; ")} | ${(problem ?? "").split("\n")[0]} |`,
  ]);
  return [
    "# Findings of an acceptance run\n",
    `Begun ${begun}, ended ${ended ?? "not yet"}. Of the simulator's assumed rules ${counts.measured} were measured, ${counts.notMeasured} have a probe that was not made in this run, and ${counts.withoutProbe} have none.\n`,
    "| story | outcome | steps | problem |\n| --- | --- | --- | --- |",
    ...lines,
    `\n## Differences: ${differences.length}\n`,
    ...(differences.length > 0 ? [HEAD, ...differences.map((seen) => row(seen, seen.rules.join("<br>")))] : []),
    `\n## Agreements: ${agreements.length}\n`,
    HEAD,
    ...agreements.map((seen) => row(seen, "")),
    "",
  ].join("\n");
}

const HEAD = "| probe | call | assumed | seen | request id | rules |\n| --- | --- | --- | --- | --- | --- |";

function row({ probe, action, expected, seen, requestId }: Seen, rules: string): string {
  return `| ${[probe, action, `\`${expected}\``, `\`${seen}\``, requestId, rules.replaceAll("|", "\\|")].join(" | ")} |`;
}

function stepText({ title, seconds, shownAfter }: Findings["stories"][string]["steps"][number]): string {
  return `${title}: ${seconds} s${shownAfter === undefined ? "" : ` (shown after ${shownAfter} s)`}`;
}
