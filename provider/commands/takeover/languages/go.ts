import type { Input, Node } from "../plan";
import {
  camelWords,
  classOf,
  comments,
  type Files,
  HEADER,
  isLink,
  outputOf,
  type Project,
  pascal,
  projectLine,
  referred,
  variablesOf,
} from "./spelling";

const SDK = "github.com/pulumi-ipv6/pulumi-ipv6/sdk/go";
const PULUMI = "github.com/pulumi/pulumi/sdk/v3";

export function go({ name, version, nodes }: Project): Files {
  const variables = variablesOf(nodes, camelWords);
  const used = referred(nodes);
  const value = (node: Node, input: Input, of: string): string => {
    if (isLink(input)) {
      const { output, index } = outputOf(input);
      const text = `${variables.get(input.of)}.${pascal(output)}`;
      return index === undefined ? text : `${text}.Index(pulumi.Int(${index}))`;
    }
    const [module] = classOf(node);
    const { type, open, plain, presence } = input.field;
    // The schema names an enum after the input.
    if (type === "word" && !open) {
      const word = `${module || "ipv6"}.${pascal(of)}(${JSON.stringify(input.value)})`;
      return plain && presence !== "required" ? `pointer(${word})` : word;
    }
    return node.kind === "provider" ? settings(of, input.value) : literal(input);
  };
  const statement = (node: Node): string => {
    const [module, cls] = classOf(node);
    const own = module || "ipv6";
    const inputs = [...node.inputs].map(
      ([input, each]) => [`${pascal(input)}:`, `${value(node, each, input)},`] as const,
    );
    const widest = Math.max(0, ...inputs.map(([left]) => left.length));
    const lines = inputs.map(([left, right]) => `\t\t\t${left.padEnd(widest)} ${right}\n`);
    const options = [
      ...(node.kind === "provider" ? [] : ["pulumi.Protect(true)"]),
      ...(node.provider ? [`pulumi.Provider(${variables.get(node.provider)})`] : []),
    ];
    const call = `${own}.New${cls}(ctx, ${JSON.stringify(node.name)}, &${own}.${cls}Args{\n${lines.join("")}\t\t}${options.map((each) => `, ${each}`).join("")})`;
    const check = "if err != nil {\n\t\t\treturn err\n\t\t}";
    const made = used.has(node)
      ? `${variables.get(node)}, err := ${call}\n\t\t${check}`
      : `if _, err := ${call}; err != nil {\n\t\t\treturn err\n\t\t}`;
    return [...comments(node, "//").map((line) => `\t\t${line}\n`), `\t\t${made}\n`].join("");
  };
  const body = nodes.map(statement).join("");
  const modules = [...new Set(nodes.map((node) => classOf(node)[0]))];
  const settled = nodes.flatMap((node) => (node.kind === "provider" ? [...node.inputs.keys()] : []));
  const paths = [...new Set([...modules, ...settled])]
    .sort()
    .map((module) => `\t"${SDK}/ipv6${module && `/${module}`}"`);
  const pointer = body.includes("pointer(") ? "\nfunc pointer[T any](value T) *T {\n\treturn &value\n}\n" : "";
  const text = [
    `// ${HEADER}`,
    "package main",
    "",
    "import (",
    ...paths,
    `\t"${PULUMI}/go/pulumi"`,
    ")",
    "",
    "func main() {",
    "\tpulumi.Run(func(ctx *pulumi.Context) error {",
    `${body}\t\treturn nil`,
    "\t})",
    `}\n${pointer}`,
  ];
  return new Map([
    ["Pulumi.yaml", `${projectLine(name)}\nruntime: go\n`],
    ["main.go", text.join("\n")],
    ["go.mod", `module ${name}\n\ngo 1.25.8\n\nrequire (\n\t${SDK} v${version}\n\t${PULUMI} v3.230.0\n)\n`],
  ]);
}

function literal({ value, field }: Exclude<Input, { of: Node }>): string {
  if (Array.isArray(value))
    return `pulumi.StringArray{${value.map((each) => `pulumi.String(${JSON.stringify(each)})`).join(", ")}}`;
  if (typeof value === "boolean") return `pulumi.Bool(${value})`;
  if (typeof value === "number") return field.type === "decimal" ? `pulumi.Float64(${value})` : `pulumi.Int(${value})`;
  if (typeof value === "string") return `pulumi.String(${JSON.stringify(value)})`;
  const members = Object.entries(value as object).map(
    ([name, each]) => `${JSON.stringify(name)}: pulumi.String(${JSON.stringify(each)})`,
  );
  return `pulumi.StringMap{${members.join(", ")}}`;
}

function settings(cloud: string, value: unknown): string {
  const inner = Object.entries(value as object).map(
    ([name, each]) => `${pascal(name)}: pulumi.String(${JSON.stringify(each)})`,
  );
  return `${cloud}.SettingsArgs{${inner.join(", ")}}`;
}
