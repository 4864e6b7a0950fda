import type { GivenRow } from "./back";
import type { Left } from "./mapping";
import { code, table, text } from "./markdown";

/** The report of `--back` for programs. Members are only added. */
export interface BackReport {
  readonly from: string;
  readonly folder: string;
  readonly given: readonly GivenRow[];
  readonly notGiven: readonly Left[];
  readonly files: readonly string[];
  readonly next: readonly string[];
}

export function backSteps(files: readonly string[]): string[] {
  return [
    "Put `import.tf` into a Terraform configuration. `terraform plan` must import all of it, and add, change and destroy nothing; then `terraform apply`.",
    "In the Pulumi program, remove what was given back before anybody runs `pulumi up`: it would order it again.",
    ...(files.includes("forget.sh")
      ? ["In the Pulumi project, run `sh forget.sh`: the state forgets, and nothing is deleted."]
      : []),
  ];
}

export function backMarkdown({ from, given, notGiven, next }: BackReport): string {
  const notes = given.flatMap(({ to, notes: all }) => all.map((note) => `- ${code(to)}: ${text(note)}.`));
  return [
    "# What was given back",
    "",
    `From ${code(from)}: ${given.length} given back, ${notGiven.length} not.`,
    "",
    "## Next steps",
    "",
    ...next.map((step, index) => `${index + 1}. ${step}`),
    "",
    "## Given back",
    "",
    ...table(
      ["in the stack", "Terraform", "import id"],
      given.map((each) => [code(each.urn), code(each.to), code(each.id)]),
    ),
    "",
    ...(notes.length > 0 ? ["## Notes", "", ...notes, ""] : []),
    ...(notGiven.length > 0 ? ["## Not given back", ""] : []),
    ...table(
      ["in the stack", "id", "why"],
      notGiven.map((each) => [code(each.at), code(each.id), text(each.why)]),
    ),
    "",
  ].join("\n");
}

export function backSummary({ given, notGiven, folder, files, next }: BackReport): string {
  return [
    `${given.length} given back, ${notGiven.length} not. Written to ${folder}: ${files.join(", ")}`,
    ...given.flatMap(({ to, id, notes }) => [`  ${to} (${id})`, ...notes.map((note) => `    ${note}`)]),
    ...(notGiven.length > 0 ? ["Not given back:", ...notGiven.map(({ at, why }) => `  ${at}: ${why}`)] : []),
    "Next:",
    ...next.map((step, index) => `  ${index + 1}. ${step.replaceAll("`", "")}`),
    "",
  ].join("\n");
}
