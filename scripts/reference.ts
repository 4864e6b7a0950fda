// Generated files: docs/reference.md and provider/schema.json from the declarations, docs/differences.md from the
// simulator's rules.

import { readFileSync } from "node:fs";
import { CLOUDS } from "../provider/clouds";
import type { AnyBinding, Cloud, LookupDeclaration } from "../provider/core/cloud";
import type { ComponentDeclaration } from "../provider/core/component";
import { DEFAULT_TIMEOUTS } from "../provider/core/context";
import type { Field } from "../provider/core/field";
import { exampleOf } from "../provider/doors/plugin/examples";
import { schema } from "../provider/doors/plugin/schema";
import { composedPicture, composedTable } from "../provider/doors/plugin/schema-component";
import { COMPONENTS } from "../provider/doors/registry";
import type { PlacedRule } from "../simulator";

const HEAD = "<!-- Written by `npm run docs`. Do not edit: a test compares it with its source. -->\n";

export function reference(): string {
  const clouds = Object.values(CLOUDS).map(cloudSection);
  const times = Object.entries(DEFAULT_TIMEOUTS).map(([verb, seconds]) => `${verb} ${seconds} s`);
  return [
    HEAD,
    "# Reference\n",
    "Every resource and every look-up with its inputs, outputs and limits. Generated from the declarations that check and diff use. The examples run as they are on the [simulator](../simulator/README.md), whose ids they name; the schema and the SDKs have them in Python, Go, C# and Java, too.\n",
    `Time allowed for an operation unless \`customTimeouts\` says otherwise: ${times.join(", ")}.\n`,
    ...Object.values(COMPONENTS).map(componentSection),
    ...clouds,
  ].join("\n");
}

function componentSection(component: ComponentDeclaration): string {
  const { name, doc, fields, outputs, seen } = component;
  const inputs = Object.entries(fields).map(([input, field]) =>
    row(`\`${input}\``, presence(field), `${field.doc} ${words(field)}`.trim()),
  );
  const answers = [
    ...Object.entries(outputs).map(([output, { doc: what }]) => row(`\`${output}\``, what)),
    ...seen.map((output) => row(`\`${output}\``, "As it is.")),
  ];
  return [
    `## ${name}\n`,
    `${doc}\n`,
    "What it makes on each cloud, from an id to the public address:\n",
    composedPicture(component, Object.values(CLOUDS)),
    example("index", name),
    table(["input", "", "what"], inputs),
    table(["output", "what"], answers),
    "What each input becomes on each cloud. Its limits are those of the resource's input:\n",
    composedTable(component, Object.values(CLOUDS)),
  ].join("\n");
}

function cloudSection(cloud: Cloud): string {
  const settings = Object.entries(cloud.settings).map(([name, field]) =>
    row(
      `\`${name}\``,
      field.doc,
      (field.env ?? []).map((variable) => `\`${variable}\``).join(", "),
      field.secret ? "yes" : "",
    ),
  );
  return [
    `## ${cloud.title}\n`,
    `Settings: \`pulumi config set --path ipv6:${cloud.name}.<setting>\`, with \`--secret\` for secret ones, or the environment.\n`,
    table(["setting", "what", "environment (the first one set counts)", "secret"], settings),
    ...Object.values(cloud.resources).map((binding) => resourceSection(cloud, binding)),
    ...Object.values(cloud.lookups).map(({ declaration }) => lookupSection(cloud, declaration)),
  ].join("\n");
}

function resourceSection(cloud: Cloud, { declaration }: AnyBinding): string {
  const fields: [string, Field<unknown>][] = Object.entries(declaration.fields);
  const outputs: [string, { doc: string }][] = Object.entries(declaration.outputs);
  const rules: { doc: string }[] = declaration.rules;
  const inputs = fields.map(([name, field]) =>
    row(
      `\`${name}\``,
      presence(field),
      `${field.doc} ${words(field)}`.trim(),
      field.rule.replace(/^must be /, ""),
      change(field),
    ),
  );
  return [
    `### ${cloud.name}.${declaration.name}\n`,
    `${declaration.doc}\n`,
    example(cloud.name, declaration.name),
    table(["input", "", "what", "limits", "a change"], inputs),
    ...rules.map((rule) => `- ${rule.doc}`),
    rules.length > 0 ? "" : undefined,
    table(
      ["output", "what"],
      outputs.map(([name, output]) => row(`\`${name}\``, output.doc)),
    ),
    `Id: ${declaration.idForms.map((form: string) => `\`${form}\``).join(" or ")}. Calls and pages: ${declaration.sources.join(", ")}.\n`,
  ]
    .filter((part) => part !== undefined)
    .join("\n");
}

function lookupSection(cloud: Cloud, declaration: LookupDeclaration): string {
  const { name, doc, fields, rules, outputs, sources } = declaration;
  const [list, rows] = Object.entries(outputs).find(([, output]) => output.of) ?? [];
  const args = Object.entries(fields).map(([each, field]) =>
    row(`\`${each}\``, `${field.doc} ${words(field)}`.trim(), field.rule.replace(/^must be /, "")),
  );
  const members = Object.entries(rows?.of ?? outputs).map(([each, output]) =>
    row(`\`${each}\``, output.doc, output.optional ? "optional" : "always"),
  );
  return [
    `### ${cloud.name}.${name}\n`,
    `${doc}\n`,
    example(cloud.name, name),
    table(["input", "what", "limits"], args),
    ...(rules.length > 0 ? [...rules.map((rule) => `- ${rule.doc}`), ""] : []),
    ...(list ? [`\`${list}\`: ${rows?.doc} Each has:\n`] : []),
    table(["output", "what", ""], members),
    `Calls and pages: ${sources.join(", ")}.\n`,
  ].join("\n");
}

function example(module: string, name: string): string {
  const found = exampleOf(module, name);
  if (!found) return "";
  const programs = (["typescript", "yaml"] as const).map((each) => `\`\`\`${each}\n${found[each]}\n\`\`\`\n`);
  return [`${found.title}:\n`, ...programs].join("\n");
}

function presence(field: Field<unknown>): string {
  return field.presence === "defaulted" ? `\`${field.default}\`` : field.presence;
}

function words(field: Field<unknown>): string {
  const list = Object.entries(field.words ?? {}).map(([word, meaning]) => `\`${word}\`: ${meaning}`);
  return list.length > 0 ? `${list.join("; ")}.` : "";
}

function change({ onChange }: Field<unknown>): string {
  return (
    { update: "in place", replace: "replaces, deleting first", ignore: "no effect" }[onChange as "update"] ?? onChange
  );
}

/** The plugin returns the same schema, without the white space. */
export function schemaFile(): string {
  const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
  return `${JSON.stringify(schema(version), undefined, 2)}\n`;
}

export function differences(rules: readonly PlacedRule[]): string {
  const assumed = rules.filter((rule) => rule.provenance === "assumed");
  const count = (provenance: string) => rules.filter((rule) => rule.provenance === provenance).length;
  return [
    HEAD,
    "# What the simulator assumes\n",
    `The simulator works by ${rules.length} rules: ${count("documented")} documented by the vendors, ${count("measured")} measured, ${count("assumed")} assumed. ` +
      "These are the assumed ones: where a real cloud differs from them, the cloud is right.\n",
    table(
      ["where", "assumed"],
      assumed.map((rule) => row(`\`${rule.place}\``, rule.text)),
    ),
  ].join("\n");
}

function table(head: readonly string[], rows: readonly string[]): string {
  return [row(...head), row(...head.map(() => "---")), ...rows, ""].join("\n");
}

function row(...cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}
