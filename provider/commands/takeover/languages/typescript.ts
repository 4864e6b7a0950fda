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
  projectLine,
  referred,
  spaced,
  variablesOf,
} from "./spelling";

export function typescript({ name, version, nodes }: Project): Files {
  const variables = variablesOf(nodes, camelWords);
  const used = referred(nodes);
  const imports = new Set(nodes.map((node) => classOf(node)).map(([module, cls]) => module || cls));
  const value = (input: Input): string => {
    if (!isLink(input))
      return spaced(input.value, (name) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name)));
    const { output, index } = outputOf(input);
    return `${variables.get(input.of)}.${output}${index === undefined ? "" : `[${index}]`}`;
  };
  const statement = (node: Node): string => {
    const [module, cls] = classOf(node);
    const inputs = [...node.inputs].map(([input, each]) => `    ${input}: ${value(each)},\n`);
    const options = [
      ...(node.kind === "provider" ? [] : ["protect: true"]),
      ...(node.provider ? [`provider: ${variables.get(node.provider)}`] : []),
    ];
    const head = used.has(node) ? `const ${variables.get(node)} = new` : "new";
    const last = options.length > 0 ? `  { ${options.join(", ")} },\n` : "";
    const call = `${head} ${module ? `${module}.` : ""}${cls}(\n  ${JSON.stringify(node.name)},\n  {\n${inputs.join("")}  },\n${last});`;
    return [...comments(node, "//"), call].join("\n");
  };
  const providers = [{ name: "ipv6", path: "node_modules/pulumi-ipv6/dist/plugin" }];
  const settings = {
    runtime: { name: "nodejs", options: { typescript: true } },
    main: "index.ts",
    plugins: { providers },
  };
  return new Map([
    ["Pulumi.yaml", `${projectLine(name)}\n${yamlOf(settings)}`],
    [
      "index.ts",
      [
        `// ${HEADER}`,
        `import { ${[...imports].sort().join(", ")} } from "pulumi-ipv6/plugin";`,
        "",
        nodes.map(statement).join("\n\n"),
        "",
      ].join("\n"),
    ],
    [
      "package.json",
      json({
        ...{ name, private: true, main: "index.ts" },
        dependencies: { "@pulumi/pulumi": "^3.248.0", "pulumi-ipv6": `^${version}` },
        devDependencies: { typescript: "^5.9.3" },
      }),
    ],
    [
      "tsconfig.json",
      json({
        compilerOptions: {
          ...{ target: "ES2022", module: "node16", moduleResolution: "node16" },
          ...{ strict: true, noEmit: true, skipLibCheck: true },
        },
        files: ["index.ts"],
      }),
    ],
  ]);
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** JSON is YAML; the top level is written as people write it. */
function yamlOf(settings: Readonly<Record<string, unknown>>): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name}: ${typeof value === "string" ? value : JSON.stringify(value)}\n`)
    .join("");
}
