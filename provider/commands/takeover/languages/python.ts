import type { Input, Node } from "../plan";
import {
  classOf,
  comments,
  type Files,
  HEADER,
  isLink,
  outputOf,
  type Project,
  projectLine,
  referred,
  snake,
  snakeWords,
  spaced,
  variablesOf,
} from "./spelling";

export function python({ name, version, nodes }: Project): Files {
  const variables = variablesOf(nodes, snakeWords);
  const used = referred(nodes);
  const modules = [...new Set(nodes.flatMap((node) => classOf(node)[0] || []))].sort();
  const value = (node: Node, input: Input, of: string): string => {
    if (isLink(input)) {
      const { output, index } = outputOf(input);
      return `${variables.get(input.of)}.${snake(output)}${index === undefined ? "" : `[${index}]`}`;
    }
    const { field } = input;
    const [module] = classOf(node);
    const words = field.type === "word" && !field.open;
    const cls = `${module || "ipv6"}.${of.charAt(0).toUpperCase()}${of.slice(1)}`;
    if (words) return `${cls}(${literal(input.value)})`;
    return node.kind === "provider" ? settings(of, input.value) : literal(input.value);
  };
  const statement = (node: Node): string => {
    const [module, cls] = classOf(node);
    const inputs = [...node.inputs].map(([input, each]) => `    ${snake(input)}=${value(node, each, input)},\n`);
    const options = [
      ...(node.kind === "provider" ? [] : ["protect=True"]),
      ...(node.provider ? [`provider=${variables.get(node.provider)}`] : []),
    ];
    const last = options.length > 0 ? `    opts=pulumi.ResourceOptions(${options.join(", ")}),\n` : "";
    const head = used.has(node) ? `${variables.get(node)} = ` : "";
    const call = `${head}${module || "ipv6"}.${cls}(\n    ${literal(node.name)},\n${inputs.join("")}${last})`;
    return [...comments(node, "#"), call].join("\n");
  };
  const all = [
    ...new Set([...modules, ...nodes.flatMap((node) => (node.kind === "provider" ? [...node.inputs.keys()] : []))]),
  ];
  const head = [
    `# ${HEADER}`,
    "import pulumi",
    "import pulumi_ipv6 as ipv6",
    ...(all.length > 0 ? [`from pulumi_ipv6 import ${all.sort().join(", ")}`] : []),
  ];
  return new Map([
    ["Pulumi.yaml", `${projectLine(name)}\nruntime: python\n`],
    ["__main__.py", [...head, "", nodes.map(statement).join("\n\n"), ""].join("\n")],
    ["requirements.txt", `pulumi>=3.165,<4\npulumi_ipv6>=${version}\n`],
  ]);
}

/** JSON's texts, numbers, lists and objects are Python's too. */
function literal(value: unknown): string {
  if (typeof value === "boolean") return value ? "True" : "False";
  return spaced(value);
}

function settings(cloud: string, value: unknown): string {
  const inner = Object.entries(value as object).map(([name, each]) => `${snake(name)}=${literal(each)}`);
  return `${cloud}.SettingsArgs(${inner.join(", ")})`;
}
