import type { Input } from "../plan";
import {
  camelWords,
  comments,
  type Files,
  HEADER,
  isLink,
  outputOf,
  type Project,
  projectLine,
  spaced,
  variablesOf,
} from "./spelling";

export function yaml({ name, nodes }: Project): Files {
  const variables = variablesOf(nodes, camelWords);
  const value = (input: Input): string => {
    if (!isLink(input)) return literal(input.value);
    const { output, index } = outputOf(input);
    return `\${${variables.get(input.of)}.${output}${index === undefined ? "" : `[${index}]`}}`;
  };
  const blocks = nodes.map((node) => {
    const key = variables.get(node) ?? node.key;
    const options = [
      ...(node.kind === "provider" ? [] : ["      protect: true"]),
      ...(node.provider ? [`      provider: \${${variables.get(node.provider)}}`] : []),
    ];
    return [
      ...comments(node, "  #"),
      `  ${key}:`,
      `    type: ${node.type.replace(":index:", ":")}`,
      ...(node.name === key ? [] : [`    name: ${literal(node.name)}`]),
      "    properties:",
      ...[...node.inputs].map(([input, each]) => `      ${input}: ${value(each)}`),
      ...(options.length > 0 ? ["    options:", ...options] : []),
    ].join("\n");
  });
  return new Map([
    ["Pulumi.yaml", [`# ${HEADER}`, projectLine(name), "runtime: yaml", "resources:", ...blocks, ""].join("\n")],
  ]);
}

/** JSON is YAML. Pulumi reads `${…}` as a reference, and every `$$` as one `$`. */
function literal(value: unknown): string {
  return spaced(value).replaceAll("$", "$$$$");
}
