import type { Cloud, Composition, Source, Sources } from "../../core/cloud";
import type { ComponentDeclaration } from "../../core/component";
import type { Field } from "../../core/field";
import { tokenOf } from "../registry";
import { exampleSection } from "./examples";

type Json = Readonly<Record<string, unknown>>;

/** Schema of a component. */
export function componentSchema(
  declaration: ComponentDeclaration,
  clouds: readonly Cloud[],
  property: (name: string, field: Field<unknown>) => Json,
): [string, Json] {
  const { name, doc, fields, outputs, seen } = declaration;
  const inputs = Object.entries(fields).map(([input, field]): [string, Json] => [input, property(input, field)]);
  const inputProperties = Object.fromEntries(inputs);
  const required = Object.keys(fields).filter((input) => fields[input]?.presence === "required");
  const answers = Object.entries(outputs).map(([output, each]) => [output, { type: "string", description: each.doc }]);
  const asSeen = seen.map((input) => [input, { ...inputProperties[input], description: `${fields[input]?.doc}` }]);
  const body = {
    isComponent: true,
    description: `${doc}\n\n${composedPicture(declaration, clouds)}\nHow each cloud implements it:\n\n${composedTable(declaration, clouds)}${exampleSection("index", name)}`,
    inputProperties,
    requiredInputs: required,
    properties: Object.fromEntries([...answers, ...asSeen]),
    required: [...Object.keys(outputs), ...seen],
  };
  return [tokenOf(name), body];
}

/** A table of what each cloud supports, or why not, from the clouds' own mappings. */
export function composedTable(declaration: ComponentDeclaration, clouds: readonly Cloud[]): string {
  const { fields, choice, outputs, seen } = declaration;
  const supporting = supportingOf(declaration, clouds);
  const line = (head: string, of: (composition: Composition) => string) =>
    `| ${[head, ...supporting.map(({ composition }) => of(composition))].join(" | ")} |`;
  const passed = Object.keys(fields).filter((input) => input !== "cloud" && input !== choice);
  return [
    `| | ${supporting.map(({ cloud }) => cloud.title).join(" | ")} |`,
    `| ${["", ...supporting].map(() => "---").join(" | ")} |`,
    line("children", ({ parts }) => Object.keys(parts).join(", ")),
    ...Object.keys(fields[choice]?.words ?? {}).map((word) =>
      line(`\`${choice}: ${word}\``, ({ choices }) => chosen(choices[word] ?? "")),
    ),
    ...passed.map((input) => line(`\`${input}\``, (composition) => destinations(composition, input))),
    ...[...Object.keys(outputs), ...seen].map((output) =>
      line(`output \`${output}\``, (composition) => origin(composition.outputs[output])),
    ),
    "",
  ].join("\n");
}

function supportingOf({ name }: ComponentDeclaration, clouds: readonly Cloud[]) {
  return clouds.flatMap((cloud) => {
    const composition = cloud.components[name];
    return composition ? [{ cloud, composition }] : [];
  });
}

const WIDTH = 27;

/** A picture of what each cloud's component makes, as text: the Registry and editors show no other. */
export function composedPicture(declaration: ComponentDeclaration, clouds: readonly Cloud[]): string {
  const columns = supportingOf(declaration, clouds).map(({ cloud, composition }) => [
    cloud.title,
    "",
    ...Object.entries(declaration.standsFor).flatMap(([name, other]) => [
      other,
      `or ${name}, by`,
      composition.standIns[name]?.lookup ?? "",
    ]),
    ...Object.entries(composition.parts).flatMap(([part, sources], index) => {
      const from = Object.values(sources).flatMap((source) => ("part" in source ? [source.output] : []));
      return [...(index === 0 ? ["│"] : ["│", from.join(", "), "│"]), ...box(part)];
    }),
  ]);
  const height = Math.max(...columns.map((column) => column.length));
  const centred = (text: string) => `${" ".repeat(Math.floor((WIDTH - text.length) / 2))}${text}`.padEnd(WIDTH);
  const line = (_: unknown, index: number) =>
    columns
      .map((column) => centred(column[index] ?? ""))
      .join("  ")
      .trimEnd();
  return ["```text", ...Array.from({ length: height }, line), "```", ""].join("\n");
}

function box(name: string): string[] {
  const side = (name.length + 1) >> 1;
  const [left, right] = ["─".repeat(side), "─".repeat(name.length + 1 - side)];
  return [`┌${left}▼${right}┐`, `│ ${name} │`, `└${left}─${right}┘`];
}

function chosen(choice: Sources | string): string {
  if (typeof choice === "string") return `no: ${choice}`;
  const message = Object.entries(choice).map(([input, source]) =>
    "value" in source ? `\`${input}: ${source.value}\`` : `\`${input}\``,
  );
  return message.join(", ");
}

function destinations({ parts, choices, choiceIn, unsupported, standIns }: Composition, input: string): string {
  const standIn = standIns[input];
  if (standIn) return `\`${standIn.lookup}\` finds its primary one`;
  if (unsupported[input] !== undefined) return `no: ${unsupported[input]}`;
  const chosenInputs = Object.values(choices).map((choice) => [choiceIn, choice] as const);
  const found = [...Object.entries(parts), ...chosenInputs].flatMap(([resource, sources]) =>
    Object.entries(typeof sources === "string" ? {} : sources)
      .filter(([, source]) => "input" in source && source.input === input)
      .map(([own]) => `\`${resource}.${own}\``),
  );
  return found.length > 0 ? [...new Set(found)].join(", ") : "each resource's";
}

function origin(source: Source | undefined): string {
  return source && "part" in source ? `\`${source.part}.${source.output}\`` : "";
}
