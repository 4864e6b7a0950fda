// A page for each resource, component and look-up, from the schema alone: what the SDKs are made from.
import { frontMatter, inProse, type Page, programsIn, table, tabs } from "./markdown";

interface Type {
  readonly type?: string;
  readonly items?: Type;
  readonly additionalProperties?: Type;
  readonly $ref?: string;
  readonly oneOf?: readonly Type[];
}
export interface Property extends Type {
  readonly description?: string;
  readonly default?: unknown;
  readonly secret?: boolean;
  readonly willReplaceOnChanges?: boolean;
}
type Properties = Readonly<Record<string, Property>>;
interface Shape {
  readonly properties?: Properties;
  readonly required?: readonly string[];
}
interface NamedType extends Shape {
  readonly enum?: readonly { readonly value: string; readonly description?: string }[];
}
interface Member extends Shape {
  readonly description: string;
  readonly isComponent?: boolean;
  readonly inputProperties?: Properties;
  readonly requiredInputs?: readonly string[];
  readonly inputs?: Shape;
  readonly outputs?: Shape;
}
export interface Schema {
  readonly version: string;
  readonly config: { readonly variables: Properties };
  readonly types: Readonly<Record<string, NamedType>>;
  readonly resources: Readonly<Record<string, Member>>;
  readonly functions: Readonly<Record<string, Member>>;
  readonly repository?: string;
  readonly language: {
    readonly nodejs: { readonly packageName: string };
    readonly python: { readonly packageName: string };
    readonly go: { readonly importBasePath: string };
    readonly java: { readonly basePackage: string };
    readonly csharp: { readonly rootNamespace: string };
  };
}

/** `vSwitchId` is `v_switch_id` in Python, `ipv6AddressId` is `ipv6_address_id`. */
export function snake(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1_$2")
    .toLowerCase();
}
export const pascal = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

/** A name as each language spells it. The page shows the one of the language that the reader chose in any tab. */
const spelled = (name: string) =>
  [
    `<code class="name camel">${name}</code>`,
    `<code class="name snake">${snake(name)}</code>`,
    `<code class="name pascal">${pascal(name)}</code>`,
  ].join("");

/** `ipv6:alibaba:Ipv6Address` is `alibaba.Ipv6Address`; what belongs to no cloud has no prefix. */
export function nameOf(token: string): string {
  const [, module = "", name = ""] = token.split(":");
  return module === "index" ? name : `${module}.${name}`;
}
export const addressOf = (token: string) => `/reference/${nameOf(token).replace(".", "/")}`;

/** The heading of a setting's table, on the page of settings. */
const SETTINGS = "/reference/settings";

export function referencePages(schema: Schema, titles: Readonly<Record<string, string>>): Page[] {
  const resources = Object.entries(schema.resources).map(([token, body]) => resourcePage(schema, token, body));
  const lookups = Object.entries(schema.functions).map(([token, body]) => lookupPage(schema, token, body));
  return [startPage(schema, titles), settingsPage(schema, titles), ...resources, ...lookups];
}

function page(token: string, kind: string, description: string, parts: readonly string[]): Page {
  const name = nameOf(token);
  const first = description.split("\n")[0] ?? "";
  const head = [
    frontMatter({ title: name, description: first }),
    `# ${name}\n`,
    `<span class="kind">${kind}</span> \`${token}\`\n`,
  ];
  return { path: `${addressOf(token).slice(1)}.md`, title: name, text: [...head, ...parts].join("\n") };
}

function resourcePage(schema: Schema, token: string, body: Member): Page {
  const { about, examples, after } = parted(body.description);
  const inputs = body.inputProperties ?? {};
  const others = Object.entries(body.properties ?? {}).filter(([name]) => !(name in inputs));
  return page(token, body.isComponent ? "Component" : "Resource", about, [
    `${about}\n`,
    ...examples,
    "## Inputs\n",
    inputTable(schema, inputs, body.requiredInputs ?? []),
    ...(others.length > 0 ? ["## Outputs\n", "All inputs are outputs too, as the cloud shows them. Besides:\n"] : []),
    ...(others.length > 0 ? [outputTable(schema, Object.fromEntries(others), body.required ?? [])] : []),
    after,
  ]);
}

function lookupPage(schema: Schema, token: string, body: Member): Page {
  const { about, examples, after } = parted(body.description);
  const { properties: inputs = {}, required = [] } = body.inputs ?? {};
  const { properties: outputs = {}, required: always = [] } = body.outputs ?? {};
  return page(token, "Look-up", about, [
    `${about}\n`,
    ...examples,
    "## Inputs\n",
    inputTable(schema, inputs, required),
    "## Outputs\n",
    outputTable(schema, outputs, always),
    after,
  ]);
}

/** What a description says before its examples, the examples with a tab for each language, and what follows them. */
export function parted(description: string): { about: string; examples: string[]; after: string } {
  const [, about = description, section = "", rest = ""] =
    /^([\s\S]*?)\{\{% examples %\}\}([\s\S]*?)\{\{% \/examples %\}\}([\s\S]*)$/.exec(description) ?? [];
  const each = [...section.matchAll(/\{\{% example %\}\}([\s\S]*?)\{\{% \/example %\}\}/g)].map(
    ([, text = ""]) => text,
  );
  const examples = each.map((text) => {
    const heading = /^###+ (.+)$/m.exec(text)?.[1] ?? "Example";
    const prose = text
      .replace(/^###+ .+$/m, "")
      .replace(/^```[\s\S]*?^```$/gm, "")
      .trim();
    return `## ${heading}\n\n${prose ? `${prose}\n\n` : ""}${tabs(programsIn(text))}\n`;
  });
  return { about: prose(about.trim()), examples, after: prose(rest.trim()) };
}

function inputTable(schema: Schema, inputs: Properties, required: readonly string[]): string {
  const rows = Object.entries(inputs).map(([name, property]) => [
    [`<span id="${name.toLowerCase()}">${spelled(name)}</span>`, ...presence(schema, name, property, required)].join(
      "<br>",
    ),
    described(schema, property),
  ]);
  return rows.length > 0 ? table(["name", "what"], rows) : "None.\n";
}

function outputTable(schema: Schema, outputs: Properties, always: readonly string[]): string {
  const rows = Object.entries(outputs).map(([name, property]) => [
    `${spelled(name)}<br>${typeWords(schema, property)}${always.includes(name) ? "" : ", optional"}`,
    described(schema, property) + rowsOf(schema, property),
  ]);
  return table(["name", "what"], rows);
}

/** What stands below a name: its type, whether it must be given, and what a change of it means. */
function presence(schema: Schema, name: string, property: Property, required: readonly string[]): string[] {
  const { default: usual, willReplaceOnChanges, secret } = property;
  const must = usual === undefined ? "optional" : `default \`${usual}\``;
  return [
    `${typeWords(schema, property)}, ${required.includes(name) ? "**required**" : must}`,
    ...(willReplaceOnChanges ? ["a change replaces"] : []),
    ...(secret ? ["secret"] : []),
  ];
}

/** Text of the schema. An angle bracket in it is no tag. */
const prose = (text: string) => inProse(text, (part) => part.replaceAll("<", "&lt;"));

/** The description, and each word of an enum with its meaning. */
function described(schema: Schema, property: Property): string {
  const words = referred(schema, property)?.enum ?? [];
  const list = words.map(({ value, description }) => `\`${value}\`${description ? `: ${description}` : ""}`);
  return [property.description ?? "", ...list].map(prose).join("<br>");
}

function rowsOf(schema: Schema, property: Property): string {
  const row = property.items && referred(schema, property.items);
  if (!row?.properties) return "";
  const members = Object.entries(row.properties).map(
    ([name, { description = "" }]) => `<br>${spelled(name)}: ${prose(description)}`,
  );
  return `<br>Each has:${members.join("")}`;
}

function referred(schema: Schema, { $ref, oneOf }: Type): NamedType | undefined {
  const ref = $ref ?? oneOf?.find((each) => each.$ref)?.$ref;
  return ref === undefined ? undefined : schema.types[ref.replace("#/types/", "")];
}

function typeWords(schema: Schema, property: Type): string {
  if (property.items) return `list of ${typeWords(schema, property.items)}s`;
  if (property.additionalProperties) return "map of strings";
  const named = referred(schema, property);
  return named?.properties ? "object" : (property.type ?? "string");
}

function settingsPage(schema: Schema, titles: Readonly<Record<string, string>>): Page {
  const clouds = Object.entries(titles).map(([name, title]) => {
    const settings = schema.types[`ipv6:${name}:Settings`]?.properties ?? {};
    return [
      `## ${title}\n`,
      `\`pulumi config set --path ipv6:${name}.<setting>\`, with \`--secret\` for secret ones.\n`,
      inputTable(schema, settings, []),
    ];
  });
  const common = Object.entries(schema.config.variables).filter(([name]) => !(name in titles));
  const text = [
    frontMatter({ title: "Settings" }),
    "# Settings\n",
    "Settings come from the stack's configuration, from an explicit provider, or from the environment. Where credentials come from, and in which order: [credentials](/credentials).\n",
    "## All clouds\n",
    "`pulumi config set ipv6:<setting>`\n",
    inputTable(schema, Object.fromEntries(common), []),
    ...clouds.flat(),
  ].join("\n");
  return { path: `${SETTINGS.slice(1)}.md`, title: "Settings", text };
}

function startPage(schema: Schema, titles: Readonly<Record<string, string>>): Page {
  const rows = (members: Readonly<Record<string, Member>>, wanted: (token: string) => boolean) =>
    Object.entries(members)
      .filter(([token]) => wanted(token))
      .map(([token, { description }]) => [
        `[\`${nameOf(token)}\`](${addressOf(token)})`,
        prose(description.split("\n")[0] ?? ""),
      ]);
  const of = (cloud: string) => (token: string) => token.split(":")[1] === cloud;
  const clouds = Object.entries(titles).map(([name, title]) => [
    `## ${title}\n`,
    table(["resource", "what"], rows(schema.resources, of(name))),
    table(["look-up", "what"], rows(schema.functions, of(name))),
  ]);
  const text = [
    frontMatter({ title: "Reference" }),
    "# Reference\n",
    `Every resource, component and look-up, from the schema that the SDKs are made from. Settings have [a page of their own](${SETTINGS}). Names in the tables follow the language that you choose in any example.\n`,
    "## All clouds\n",
    table(["component", "what"], rows(schema.resources, of("index"))),
    ...clouds.flat(),
  ].join("\n");
  return { path: "reference/index.md", title: "Reference", text };
}

/** Where the one-page reference's headings are on this site. */
export function referenceAddress(schema: Schema, titles: Readonly<Record<string, string>>) {
  const tokens = [...Object.keys(schema.resources), ...Object.keys(schema.functions)];
  const known = new Map(tokens.map((token) => [nameOf(token), addressOf(token)]));
  const clouds = new Set(Object.values(titles));
  return (heading: string) => known.get(heading) ?? (clouds.has(heading) ? SETTINGS : undefined);
}
