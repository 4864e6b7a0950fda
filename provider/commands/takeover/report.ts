import type { Values } from "../../core/check";
import { changes } from "../../core/diff";
import type { Fields } from "../../core/field";
import type { Leaving } from "./leaving";
import { inputsOf, type Left } from "./mapping";
import { code, section, table, text } from "./markdown";
import { type Plan, valuesOf } from "./plan";
import type { Taken } from "./reading";

/** The report for programs: `--json`. Members are only added. */
export interface Report {
  /** The file that was read, or null for a cloud. */
  readonly from: string | null;
  readonly language: string;
  readonly folder: string | null;
  readonly taken: readonly TakenRow[];
  readonly notTaken: readonly Left[];
  /** Resources that have no part in this, by type. */
  readonly others: Readonly<Record<string, number>>;
  /** What the old side keeps and must ignore from now on. */
  readonly ignore: Leaving["ignored"];
  /** Commands for the old side, beside the file. */
  readonly commands: readonly string[];
  readonly files: readonly string[];
  /** What to do, in order. */
  readonly next: readonly string[];
}

interface TakenRow {
  readonly name: string;
  readonly type: string;
  readonly id: string;
  readonly account: string;
  /** The component that it is a part of, or null. */
  readonly component: string | null;
  /** Where the old side has it. Empty if it was found at the cloud. */
  readonly was: readonly string[];
  /** Inputs that differ between the old side and the cloud. The cloud's are in the program. */
  readonly differs: readonly { readonly input: string; readonly old: unknown; readonly now: unknown }[];
  readonly notes: readonly string[];
}

export function takenRows({ nodes }: Plan): TakenRow[] {
  return nodes.flatMap((node) =>
    node.taken.map((taken): TakenRow => {
      const notes = [...taken.notes, ...new Set(taken.from.flatMap(({ peer }) => peer.note ?? []))];
      return {
        name: node.name,
        type: `ipv6:${taken.account.cloud.name}:${taken.resource}`,
        id: taken.id,
        account: taken.account.label,
        component: node.kind === "component" ? node.name : null,
        was: taken.from.map(({ held }) => held.at),
        differs: differencesOf(taken),
        notes: [...notes, ...wouldChange(node, taken)],
      };
    }),
  );
}

function differencesOf({ account, resource, properties, from }: Taken): TakenRow["differs"] {
  const fields: Fields = account.cloud.resources[resource]?.declaration.fields ?? {};
  const found = from.flatMap((wanted) =>
    Object.entries(inputsOf(wanted)).flatMap(([input, old]) => {
      const now = properties[input];
      const isPart = Array.isArray(old) && Array.isArray(now) && now.every((each) => old.includes(each));
      return now === undefined || isPart || fields[input]?.same(now, old) ? [] : [{ input, old, now }];
    }),
  );
  return [...new Map(found.map((each) => [each.input, each])).values()];
}

/** A program that would change something is a mistake here: it is said, not hidden. */
function wouldChange(node: Plan["nodes"][number], taken: Taken): string[] {
  const given: Values = valuesOf(node).find((each) => each.taken === taken)?.inputs ?? {};
  const fields: Fields = taken.account.cloud.resources[taken.resource]?.declaration.fields ?? {};
  const names = changes(fields, taken.properties, given).map(({ field }) => field);
  return names.length > 0 ? [`the first preview will show a change of ${names.join(", ")}`] : [];
}

/** The report for people. */
export function markdownOf(report: Report): string {
  const { taken, notTaken, ignore, others } = report;
  const differing = taken.flatMap(({ name, was, differs }) => differs.map((each) => ({ name, was, ...each })));
  const changed = table(
    ["name", "input", "in the file", "at the cloud"],
    differing.map(({ name, input, old, now }) => [
      code(name),
      input,
      code(JSON.stringify(old)),
      code(JSON.stringify(now)),
    ]),
  );
  const noted = taken.flatMap(({ name, notes }) => notes.map((note) => `- ${code(name)}: ${text(note)}.`));
  const counts = Object.entries(others).map(([type, count]) => `- ${count} ${code(type)}`);
  return [
    "# What was taken over",
    "",
    `From ${report.from === null ? "the cloud" : code(report.from)}: ${taken.length} taken, ${notTaken.length} not taken. Only reads were sent.`,
    "",
    ...section(
      "Next steps",
      report.next.map((step, index) => `${index + 1}. ${step}`),
    ),
    ...section(
      "Taken",
      table(
        ["name", "resource", "import id", "was"],
        taken.map((each) => [
          code(each.name) + (each.component ? " (component)" : ""),
          code(each.type),
          code(each.id),
          each.was.map(code).join(", ") || each.account,
        ]),
      ),
    ),
    ...section(
      "Not taken",
      table(
        ["where", "id", "why"],
        notTaken.map((each) => [code(each.at), code(each.id), text(each.why)]),
      ),
    ),
    ...section("The file and the cloud differ: the program has what the cloud has", changed),
    ...section("Notes", noted),
    ...section(
      "Stays on the old side, which must ignore these attributes",
      table(
        ["where", "attributes"],
        ignore.map((each) => [code(each.at), each.attributes.map(code).join(", ")]),
      ),
    ),
    ...section(
      "Commands for the old side",
      report.commands.map((command) => `    ${command}`),
    ),
    ...section("Other resources, which have no part in this", counts),
  ].join("\n");
}
