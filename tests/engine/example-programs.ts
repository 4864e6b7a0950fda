// All examples of the documentation as one program of a language: as they are, on network interfaces of their own.
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { parse, stringify } from "yaml";
import converted from "../../provider/doors/plugin/examples.json";
import { seedMany } from "../../simulator";
import type { Language } from "./language-setup";
import type { Workspace } from "./workspace";

/** Each example by its name, as `alibaba/Ipv6Address`. */
export const EXAMPLES = Object.entries(converted);
export const seed = () => seedMany(EXAMPLES.length);

/** A name that is fit for files and packages. */
export const plainName = (name: string) => name.replace("/", "_").toLowerCase();

/** The same program about other objects of the cloud, because each can be ordered for once. */
function elsewhere(program: string, index: number): string {
  const number = String(index + 1).padStart(5, "0");
  return program
    .replaceAll(/eni-demo000[14]/g, `eni-many${number}`)
    .replaceAll("ipv6-demo0001", `ipv6-many${number}`)
    .replaceAll("1680855999352675876", `16900000000000${number}`);
}

/** Resources of several programs need names that differ. */
const NAMES: Readonly<Record<Exclude<Language, "yaml">, RegExp>> = {
  nodejs: /(new ipv6\.[\w.]+\(")(\w+)/g,
  python: /(= ipv6\.(?:\w+\.)?[A-Z]\w*\(")(\w+)/g,
  go: /(\.New\w+\(ctx, ")(\w+)/g,
  // Two outputs of one name are refused in Java.
  java: /(= new \w+\("|ctx\.export\(")(\w+)/g,
};

const programOf = (language: Exclude<Language, "yaml">, name: string, program: string, index: number) =>
  elsewhere(program, index).replace(NAMES[language], `$1$2-${plainName(name)}`);

/** Files of the project, by path. */
export const FILES: Readonly<Record<Language, () => Readonly<Record<string, string>>>> = {
  nodejs: () => ({
    ...files("ts", ({ typescript }, name, index) => programOf("nodejs", name, typescript, index)),
    "index.ts": EXAMPLES.map(([name]) => `import "./${plainName(name)}";`).join("\n"),
  }),
  python: () => ({
    ...files("py", ({ python }, name, index) => programOf("python", name, python, index)),
    "__main__.py": EXAMPLES.map(([name]) => `import ${plainName(name)}`).join("\n"),
  }),
  // Each program is a package with a function, in place of a program with a main function.
  go: () => {
    const modules = EXAMPLES.map(([name, { go }], index) => {
      const own = plainName(name);
      const text = programOf("go", name, go, index)
        .replace("package main", `package ${own}`)
        .replace("func main() {\n\tpulumi.Run(", "func Program(ctx *pulumi.Context) error {\n\treturn (")
        .replace(/\t\}\)\n\}$/, "\t})(ctx)\n}\n");
      return [`${own}/program.go`, text];
    });
    const imports = EXAMPLES.map(([name]) => `\t"languages/${plainName(name)}"`).join("\n");
    const calls = EXAMPLES.map(
      ([name]) => `\t\tif err := ${plainName(name)}.Program(ctx); err != nil {\n\t\t\treturn err\n\t\t}`,
    );
    const main = `package main\n\nimport (\n\t"github.com/pulumi/pulumi/sdk/v3/go/pulumi"\n${imports}\n)\n\nfunc main() {\n\tpulumi.Run(func(ctx *pulumi.Context) error {\n${calls.join("\n")}\n\t\treturn nil\n\t})\n}\n`;
    return { ...Object.fromEntries(modules), "main.go": main };
  },
  // Each program is a class of its own package, whose function the main one calls.
  java: () => {
    const folder = "src/main/java";
    const modules = EXAMPLES.map(([name, { java }], index) => {
      const own = plainName(name);
      return [
        `${folder}/${own}/App.java`,
        programOf("java", name, java, index).replace("package generated_program;", `package ${own};`),
      ];
    });
    const calls = EXAMPLES.map(([name]) => `            ${plainName(name)}.App.stack(ctx);`).join("\n");
    const main = `package languages;\n\npublic class App {\n    public static void main(String[] args) {\n        com.pulumi.Pulumi.run(ctx -> {\n${calls}\n        });\n    }\n}\n`;
    return { ...Object.fromEntries(modules), [`${folder}/languages/App.java`]: main };
  },
  yaml: () => {
    const parts = EXAMPLES.map(([name, { yaml }], index) => {
      const program = parse(yaml) as Record<"resources" | "variables" | "outputs", object>;
      const suffix = `-${plainName(name)}`;
      const named = (members: object = {}) =>
        Object.fromEntries(Object.entries(members).map(([key, value]) => [key + suffix, value]));
      const { resources, variables, outputs } = program;
      const all = { resources: named(resources), variables: named(variables), outputs: named(outputs) };
      // A name with a dash is not one in an expression without quotes.
      return parse(elsewhere(stringify(all), index).replace(/\$\{(\w+)\.(\w+)\}/g, `\${["$1${suffix}"].$2}`));
    });
    const joined = (part: string) => Object.assign({}, ...parts.map((each) => each[part]));
    const [resources, variables, outputs] = ["resources", "variables", "outputs"].map(joined);
    return { "Pulumi.yaml": stringify({ name: "languages", runtime: "yaml", variables, resources, outputs }) };
  },
};

function files(extension: string, of: (example: (typeof EXAMPLES)[number][1], name: string, index: number) => string) {
  return Object.fromEntries(
    EXAMPLES.map(([name, example], index) => [`${plainName(name)}.${extension}`, of(example, name, index)]),
  );
}

/** Puts the examples in the place of a project's program. */
export function useExamples(stack: Workspace, language: Language): void {
  for (const [path, text] of Object.entries(FILES[language]())) {
    mkdirSync(dirname(`${stack.dir}/${path}`), { recursive: true });
    stack.write(path, text);
  }
}
