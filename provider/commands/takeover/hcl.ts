/** Terraform's configuration language, laid out as `terraform fmt` does. */

export interface Block {
  readonly name: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** One import block, and the resource block that it is for. */
export interface Imported {
  /** The entries of the stack. */
  readonly urns: readonly string[];
  readonly provider: { readonly name: string; readonly source: string };
  readonly type: string;
  readonly name: string;
  readonly id: string;
  readonly region: string | undefined;
  readonly attributes: Readonly<Record<string, unknown>>;
  /** Attributes that Terraform requires, and that neither the stack nor the cloud has. */
  readonly missing: readonly string[];
  readonly blocks: readonly Block[];
  /** Attributes of which Terraform must not make a change. */
  readonly ignored: readonly string[];
  readonly notes: readonly string[];
}

const HEADER = [
  "# Written by pulumi-ipv6 takeover --back, for Terraform 1.5 and OpenTofu 1.6 or newer.",
  "# terraform plan must say that it imports, and adds, changes and destroys nothing.",
].join("\n");

/** The first region of a provider is its default configuration; the others are aliases. */
export function terraformOf(imports: readonly Imported[]): string {
  const providers = [...new Map(imports.map(({ provider }) => [provider.name, provider])).values()];
  const regionsOf = (provider: string) => [
    ...new Set(imports.flatMap((each) => (each.provider.name === provider ? (each.region ?? []) : []))),
  ];
  const required = providers.flatMap(({ name, source }) => [
    `    ${name} = {`,
    `      source = ${text(source)}`,
    "    }",
  ]);
  const configured = providers.flatMap(({ name }) =>
    regionsOf(name).map((region, index) => {
      const alias = index > 0 ? { alias: region } : {};
      return block(`provider ${text(name)}`, lines({ ...alias, region }));
    }),
  );
  const blocks = imports.map((each) => {
    const at = `${each.type}.${each.name}`;
    const [first] = regionsOf(each.provider.name);
    const alias =
      each.region !== first && each.region !== undefined
        ? { provider: raw(`${each.provider.name}.${each.region}`) }
        : {};
    const open = each.missing.map((name) => `  # ${name} is required, and could not be found`);
    const ignored = { name: "lifecycle", attributes: { ignore_changes: each.ignored.map(raw) } };
    const inner = [...each.blocks, ...(each.ignored.length > 0 ? [ignored] : [])];
    const nested = inner.map(({ name, attributes }) => block(name, lines(attributes)).replace(/^(?=.)/gm, "  "));
    const own = [...lines({ ...alias, ...each.attributes }), ...open];
    const body = [...own, ...nested.flatMap((part, index) => (index > 0 || own.length > 0 ? ["", part] : [part]))];
    const notes = each.notes.map((note) => `# ${note.replace(/[\r\n]+/g, " ")}\n`).join("");
    return [
      `${notes}${block("import", lines({ to: raw(at), id: each.id, ...alias }))}`,
      block(`resource ${text(each.type)} ${text(each.name)}`, body),
    ].join("\n\n");
  });
  const head = ["terraform {", "  required_providers {", ...required, "  }", "}"].join("\n");
  return `${[HEADER, head, ...configured, ...blocks].join("\n\n")}\n`;
}

class Raw {
  constructor(readonly code: string) {}
}
const raw = (code: string) => new Raw(code);

function block(head: string, body: readonly string[]): string {
  return body.length > 0 ? `${head} {\n${body.join("\n")}\n}` : `${head} {\n}`;
}

/** The equals signs of neighbouring lines stand below each other; a map, which takes several lines, comes last. */
function lines(attributes: Readonly<Record<string, unknown>>): string[] {
  const all = Object.entries(attributes).map(([name, value]) => [name, literal(value)] as const);
  const short = all.filter(([, value]) => !value.includes("\n"));
  const widest = Math.max(0, ...short.map(([name]) => name.length));
  const long = all.filter(([, value]) => value.includes("\n"));
  return [
    ...short.map(([name, value]) => `  ${name.padEnd(widest)} = ${value}`),
    ...long.map(([name, value]) => `  ${name} = ${value}`),
  ];
}

function literal(value: unknown): string {
  if (value instanceof Raw) return value.code;
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value === "string") return text(value);
  if (typeof value !== "object" || value === null) return String(value);
  const keys = Object.entries(value).map(([key, member]) => [text(key), literal(member)] as const);
  const widest = Math.max(0, ...keys.map(([key]) => [...key].length));
  return `{\n${keys.map(([key, member]) => `    ${key.padEnd(widest)} = ${member}\n`).join("")}  }`;
}

/** Escapes of JSON that HCL lacks. */
const LACKING: Readonly<Record<string, string>> = { b: "\\u0008", f: "\\u000c", "/": "/" };

/** The other escapes are the same; `${` and `%{` would begin a template. */
function text(value: string): string {
  const escaped = JSON.stringify(value).replace(/\\(.)/g, (whole, sign) => LACKING[sign] ?? whole);
  return escaped.replaceAll("${", "$$${").replaceAll("%{", "%%{");
}
