// The modules that Node programs see, generated from the schema: `provider/<cloud>.ts` with a class and named types for
// each resource and look-up, and `provider/public-ipv6.ts` with the types of the component. They are written out, and not
// derived by TypeScript, so that a program compiles with every TypeScript version, needs no types of our libraries, and
// can name every type in its own declarations.
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { CLOUDS } from "../provider/clouds";
import type { Cloud } from "../provider/core/cloud";
import type { Declaration } from "../provider/core/resource";
import { exampleOf } from "../provider/doors/plugin/examples";
import { schema } from "../provider/doors/plugin/schema";
import { pascal } from "../provider/doors/plugin/schema-words";
import { packageRoot } from "./package-root";

const HEAD = "// Written by `npm run docs`. Do not edit: a test compares it with its source.";

interface Type {
  readonly $ref?: string;
  readonly type?: string;
  readonly items?: Type;
  readonly enum?: readonly { readonly value: string; readonly description: string }[];
  readonly properties?: Readonly<Record<string, Property>>;
  readonly required?: readonly string[];
}
interface Property extends Type {
  readonly description?: string;
  readonly default?: unknown;
  readonly plain?: boolean;
}
interface Resource {
  readonly description: string;
  readonly inputProperties: Readonly<Record<string, Property>>;
  readonly requiredInputs: readonly string[];
  readonly properties: Readonly<Record<string, Property>>;
  readonly required: readonly string[];
}
interface Lookup {
  readonly description: string;
  readonly inputs: Type;
  readonly outputs: Type;
}
interface Schema {
  readonly types: Readonly<Record<string, Type>>;
  readonly resources: Readonly<Record<string, Resource>>;
  readonly functions: Readonly<Record<string, Lookup>>;
}

/** Paths and texts of all generated modules. */
export function classFiles(): Readonly<Record<string, string>> {
  const all = schema("") as unknown as Schema;
  const clouds: readonly Cloud[] = Object.values(CLOUDS);
  const files = clouds.map((cloud): [string, string] => [`provider/${cloud.name}.ts`, cloudModule(cloud, all)]);
  const component = `${HEAD}\n${PULUMI}\n${new Module("index", all).component("PublicIpv6")}`;
  return Object.fromEntries([...files, ["provider/public-ipv6.ts", component] as const].map(formatted));
}

const PULUMI = 'import type * as pulumi from "@pulumi/pulumi";';

function cloudModule({ name, resources, lookups }: Cloud, all: Schema): string {
  const module = new Module(name, all);
  const parts = [
    ...Object.values(resources).map(({ declaration }) => module.resource(declaration)),
    ...Object.keys(lookups).map((lookup) => module.lookup(lookup)),
  ];
  return [
    HEAD,
    PULUMI,
    'import { dynamicResource } from "./doors/dynamic";',
    'import { lookupFunction, lookupOutputFunction } from "./doors/lookups";',
    'import type { LookupOptions, LookupOutputOptions, ResourceClass } from "./doors/types";',
    "",
    ...parts,
    module.named(),
  ].join("\n");
}

type Wrap = (type: string) => string;
const asIs: Wrap = (type) => type;
const result: Wrap = (type) => type;
const output: Wrap = (type) => `pulumi.Output<${type}>`;
const input: Wrap = (type) => `pulumi.Input<${type}>`;

class Module {
  /** Types of this module that something refers to. */
  private readonly used = new Set<string>();

  constructor(
    private readonly module: string,
    private readonly all: Schema,
  ) {}

  resource({ name }: Declaration): string {
    const { description, properties, required, inputProperties, requiredInputs } = this.resourceOf(name);
    const doc = comment(`${about(description)}${this.example(name)}`);
    return [
      `${doc}\nexport const ${name}: ResourceClass<${name}, ${name}Args> = dynamicResource("${this.module}:${name}");`,
      comment(`Properties of ${name}: its inputs as they are at the cloud, and its outputs.`),
      `export interface ${name} extends pulumi.CustomResource {\n${this.members(properties, required, output)}\n}`,
      comment(`Inputs of ${name}.`),
      `export interface ${name}Args {\n${this.members(inputProperties, requiredInputs, input)}\n}\n`,
    ].join("\n");
  }

  component(name: string): string {
    const { inputProperties, requiredInputs } = this.resourceOf(name);
    const doc =
      "Inputs: each a plain value, a promise or another resource's output. Only `cloud` and `billing` must be plain, because they decide which children exist.";
    const body = this.members(inputProperties, requiredInputs, input);
    return `${comment(doc)}\nexport interface ${name}Args {\n${body}\n}\n${this.named()}`;
  }

  lookup(name: string): string {
    const { description, inputs, outputs } = this.all.functions[`ipv6:${this.module}:${name}`] as Lookup;
    const own = pascal(name);
    const optional = (inputs.required ?? []).length === 0 ? "?" : "";
    const token = `"${this.module}:${name}"`;
    const throws =
      "@throws `pulumi.RunError`: all invalid arguments in one error before any call, or the error of the call, or that of the timeout";
    return [
      comment(`${about(description)}\n\n${throws}${this.example(name)}`),
      `export const ${name}: (args${optional}: ${own}Args, options?: LookupOptions) => Promise<${own}Result> = lookupFunction(${token});`,
      comment(`As \`${name}\`, once all arguments are known. While one is unknown, so is the result.`),
      `export const ${name}Output: (args${optional}: ${own}OutputArgs, options?: LookupOutputOptions) => pulumi.Output<${own}Result> = lookupOutputFunction(${token});`,
      `${comment(`Arguments of \`${name}\`.`)}\nexport interface ${own}Args {\n${this.membersOf(inputs, asIs)}\n}`,
      `${comment(`Arguments of \`${name}Output\`.`)}\nexport interface ${own}OutputArgs {\n${this.membersOf(inputs, input)}\n}`,
      `${comment(`Result of \`${name}\`.`)}\nexport interface ${own}Result {\n${this.membersOf(outputs, result)}\n}\n`,
    ].join("\n");
  }

  private example(name: string): string {
    const program = exampleOf(this.module, name)?.typescript;
    return program ? `\n\n@example\n${program}` : "";
  }

  /** The types that the others refer to. */
  named(): string {
    const written = new Map<string, string>();
    // Writing one may use another.
    for (const name of this.used) written.set(name, this.declared(name));
    return [...written.values()].join("\n");
  }

  private declared(name: string): string {
    const type = this.all.types[`ipv6:${this.module}:${name}`] as Type;
    if (!type.enum) return `export interface ${name} {\n${this.membersOf(type, result)}\n}\n`;
    const meanings = type.enum.map(({ value, description }) => `- \`${value}\`: ${description}`);
    const values = type.enum.map(({ value }) => JSON.stringify(value));
    return `${comment(meanings.join("\n"))}\nexport type ${name} = ${values.join(" | ")};\n`;
  }

  private resourceOf(name: string): Resource {
    return this.all.resources[`ipv6:${this.module}:${name}`] as Resource;
  }

  private membersOf({ properties = {}, required = [] }: Type, wrap: Wrap): string {
    return this.members(properties, required, wrap);
  }

  private members(properties: Readonly<Record<string, Property>>, required: readonly string[], wrap: Wrap): string {
    const lines = Object.entries(properties).map(([name, property]) => {
      const isRequired = required.includes(name);
      const own = property.plain ? asIs : wrap;
      const type = this.text(property, own);
      // An output is always there: it may hold nothing.
      if (wrap === output) return `readonly ${name}: ${own(isRequired ? type : `${type} | undefined`)};`;
      const open = own === input ? `${own(`${type} | undefined`)} | undefined` : `${type} | undefined`;
      const whole = isRequired ? own(type) : open;
      return `readonly ${name}${isRequired ? "" : "?"}: ${whole};`;
    });
    const docs = Object.values(properties).map(({ description = "", default: usual }) =>
      comment(usual === undefined ? description : `${description}\n\n@default ${JSON.stringify(usual)}`),
    );
    return lines.map((line, index) => `${docs[index]}\n${line}`).join("\n");
  }

  private text({ type, items, $ref }: Type, wrap: Wrap): string {
    const member = wrap === input ? input : asIs;
    const readonly = wrap === output || wrap === result ? "" : "readonly ";
    if ($ref) {
      const name = $ref.slice($ref.lastIndexOf(":") + 1);
      this.used.add(name);
      return name;
    }
    if (type === "array") return `${readonly}${member(this.text(items ?? {}, wrap))}[]`;
    if (type === "object") return `{ readonly [key: string]: ${member("string")} }`;
    return type === "integer" ? "number" : `${type}`;
  }
}

/** A description without its examples in other languages. */
function about(description: string): string {
  return (description.split("{{% examples %}}")[0] ?? "").trim();
}

function comment(text: string): string {
  const lines = text.replaceAll("*/", "*\\/").split("\n");
  if (lines.length === 1) return `/** ${lines[0]} */`;
  return ["/**", ...lines.map((line) => ` * ${line}`.trimEnd()), " */"].join("\n");
}

/** As `biome check` wants it. */
function formatted([path, text]: readonly [string, string]): [string, string] {
  const biome = join(packageRoot(), "node_modules/.bin/biome");
  const options = { cwd: packageRoot(), input: text, encoding: "utf8" } as const;
  return [path, execFileSync(biome, ["format", `--stdin-file-path=${path}`], options)];
}
