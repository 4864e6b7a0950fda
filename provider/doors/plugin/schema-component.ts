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
    description: `${doc}\n\nHow each cloud implements it:\n\n${composedTable(declaration, clouds)}${exampleSection("index", name)}`,
    inputProperties,
    requiredInputs: required,
    properties: Object.fromEntries([...answers, ...asSeen]),
    required: [...Object.keys(outputs), ...seen],
  };
  return [tokenOf(name), body];
}

/** A table of what each cloud supports, or why not, from the clouds' own mappings. */
export function composedTable({ name, fields, choice, outputs, seen }: ComponentDeclaration, clouds: readonly Cloud[]) {
  const supporting = clouds.flatMap((cloud) => {
    const composition = cloud.components[name];
    return composition ? [{ cloud, composition }] : [];
  });
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

function chosen(choice: Sources | string): string {
  if (typeof choice === "string") return `no: ${choice}`;
  const message = Object.entries(choice).map(([input, source]) =>
    "value" in source ? `\`${input}: ${source.value}\`` : `\`${input}\``,
  );
  return message.join(", ");
}

function destinations({ parts, choices, choiceIn, unsupported }: Composition, input: string): string {
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
