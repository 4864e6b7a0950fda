// The first step of `npm run sdks`: converts the YAML program of each resource, component and look-up in
// examples/resources to every language, for the schema, the SDKs and the reference. Needs Go.
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import type { Example } from "../provider/doors/plugin/examples";
import { schema } from "../provider/doors/plugin/schema";
import { pascal } from "../provider/doors/plugin/schema-words";
import { packageRoot } from "./package-root";
import { runGenerator } from "./sdks";

export const SOURCES = "examples/resources";
export const CONVERTED = "provider/doors/plugin/examples.json";

const JAVA = "io.github.pulumi_ipv6.ipv6";

type Programs = Readonly<Record<string, string>>;
interface Type {
  readonly enum?: readonly { readonly name: string; readonly value: string }[];
  readonly properties?: Readonly<Record<string, unknown>>;
}
type Types = Readonly<Record<string, Type>>;
interface Resource {
  readonly inputProperties: Readonly<Record<string, { readonly $ref?: string; readonly plain?: boolean }>>;
  readonly requiredInputs: readonly string[];
}
interface Lookup {
  readonly outputs: { readonly properties: Readonly<Record<string, { readonly items?: { readonly $ref?: string } }>> };
}
interface Schema {
  readonly types: Types;
  readonly functions: Readonly<Record<string, Lookup>>;
  readonly resources: Readonly<Record<string, Resource>>;
}

/** The YAML programs by cloud and name, as `alibaba/Ipv6Address`, each as users would write it. */
export async function sources(root: string): Promise<Map<string, string>> {
  const names = (await readdir(join(root, SOURCES), { recursive: true })).filter((name) => name.endsWith(".yaml"));
  const texts = names.sort().map(async (name): Promise<[string, string]> => {
    const key = name.replace(/\.yaml$/, "").replaceAll("\\", "/");
    return [key, await readFile(join(root, SOURCES, name), "utf8")];
  });
  return new Map(await Promise.all(texts));
}

/** The title, and the program without the lines that every project has. */
export function titledProgram(text: string): Pick<Example, "title" | "yaml"> {
  const { description } = parse(text) as { description: string };
  return { title: description, yaml: text.slice(text.search(/^(?:config|variables|resources):/m)).trimEnd() };
}

/** The text of {@link CONVERTED}. */
export async function convertedExamples(root: string): Promise<string> {
  const work = await mkdtemp(join(tmpdir(), "pulumi-ipv6-examples-"));
  try {
    const [path, out] = [join(work, "schema.json"), join(work, "examples.json")];
    const bare = schema("0.0.0") as unknown as Schema;
    await writeFile(path, JSON.stringify(bare));
    await runGenerator(root, ["examples", path, join(root, SOURCES), out]);
    const made = JSON.parse(await readFile(out, "utf8")) as Readonly<Record<string, Programs>>;
    const all = [...(await sources(root))].map(([key, text]) => {
      const programs = Object.entries(made[key] ?? {}).map(([language, program]) => {
        const mended = MENDS[language]?.(program, bare, key) ?? program;
        return [language, `${mended.replace(/\n{3,}/g, "\n\n").trimEnd()}`];
      });
      return [key, { ...titledProgram(text), ...Object.fromEntries(programs.sort()) }];
    });
    return `${JSON.stringify(Object.fromEntries(all), undefined, 2)}\n`;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** What the generators of this version get wrong, or write longer than a person would. Each program is compiled in a test. */
const MENDS: Readonly<Record<string, (program: string, all: Schema, key: string) => string>> = {
  /** Literals in place of enums, because they are the same through both doors; no import that is not used. */
  typescript(program, { types }) {
    const literal = program.replace(
      /\bipv6\.(?:(\w+)\.)?(\w+)\.(\w+)\b(?!\()/g,
      (whole, module = "index", type, name) => {
        const word = types[`ipv6:${module}:${type}`]?.enum?.find((each) => each.name === name);
        return word ? JSON.stringify(word.value) : whole;
      },
    );
    const used = /\bpulumi\./.test(literal.replace(/^import.*$/gm, ""));
    return used ? literal : literal.replace(/^import \* as pulumi .*\n/m, "");
  },
  /** Arguments and results of a look-up are plain, and the look-up has another name beside a resource of its name. */
  go(program, { resources }) {
    const named = program.replace(/\b(\w+)\.Get(\w+?)(OutputArgs|Result)\b/g, (whole, module, name, rest) =>
      resources[`ipv6:${module}:${name}`] ? `${module}.Lookup${name}${rest}` : whole,
    );
    const plain = [...named.matchAll(/^\t\t(\w+), err :?= \w+\.(?:Get|Lookup)\w+\(ctx,/gm)].map(([, name]) => name);
    const exported = named.replace(/(ctx\.Export\("\w+", )((\w+)\.[\w.]+)\)/g, (whole, head, value, name) =>
      plain.includes(name) ? `${head}pulumi.Any(${value}))` : whole,
    );
    return pointed(exported, Object.values(resources)).replaceAll("map[string]interface{}{", "map[string]string{");
  },
  /** Rows of a look-up cannot be outputs of a stack: the SDK of .NET refuses them. Their ids can. */
  csharp(program, all, key) {
    return rowsIn(all, key).reduce((text, { property, id }) => {
      const [rows, own] = [pascal(property), pascal(id)];
      return text.replace(new RegExp(`(=> \\w+\\.${rows})\\)`), `$1.Select(row => row.${own}).ToList())`);
    }, program);
  },
  /** The package of look-ups, words for enums, and only the imports that are used. Rows as in C#. */
  java(program, all, key) {
    const { resources, types } = all;
    const enums = new Set<string>();
    const ids = rowsIn(all, key).reduce((text, { property, id }) => {
      const mapped = `$1.stream().map(row -> row.${id}()).collect(Collectors.toList()))`;
      const exported = text.replace(new RegExp(`(-> \\w+\\.${property}\\(\\))\\)`), mapped);
      return exported.replace(/^import java\.util\.List;/m, "import java.util.stream.Collectors;\n$&");
    }, program);
    const words = ids.replace(/new (\w+)\("\w+", \1Args\.builder\(\)[\s\S]*?\.build\(\)/g, (call, name) => {
      const [, module = "index."] = new RegExp(`^import ${JAVA}\\.(\\w+\\.)?${name};`, "m").exec(program) ?? [];
      const inputs = resources[`ipv6:${module.slice(0, -1)}:${name}`]?.inputProperties ?? {};
      return call.replace(/\.(\w+)\("([^"]+)"\)/g, (whole, property, value) => {
        const token = inputs[property]?.$ref?.replace("#/types/", "") ?? "";
        const word = types[token]?.enum?.find((each) => each.value === value);
        if (!word) return whole;
        const type = token.slice(token.lastIndexOf(":") + 1);
        enums.add(`import ${JAVA}.${module.replace("index.", "")}enums.${type};\n`);
        return `.${property}(${type}.${word.name})`;
      });
    });
    const imported = words
      .replaceAll("import com.pulumi.ipv6.", `import ${JAVA}.`)
      .replace(/^import java\.util\.List;/m, (first) => `${[...enums].join("")}${first}`);
    return imported.replace(/^import [\w.]+\.(\w+);\n/gm, (line, name) =>
      imported.split(new RegExp(`\\b${name}\\b`)).length > 2 ? line : "",
    );
  },
};

/** The results of a look-up that are lists of rows, and the property that a row is told by: its first. */
function rowsIn({ functions, types }: Schema, key: string): { property: string; id: string }[] {
  const results = functions[`ipv6:${key.replace("/", ":")}`]?.outputs.properties ?? {};
  return Object.entries(results).flatMap(([property, { items }]) => {
    const [id] = Object.keys(types[items?.$ref?.replace("#/types/", "") ?? ""]?.properties ?? {});
    return id === undefined ? [] : [{ property, id }];
  });
}

/** In Go a plain optional word is a pointer, and a constant has no address. */
function pointed(program: string, resources: readonly Resource[]): string {
  const names = resources.flatMap(({ inputProperties, requiredInputs }) =>
    Object.keys(inputProperties).filter((name) => inputProperties[name]?.plain && !requiredInputs.includes(name)),
  );
  const variables = new Map<string, string>();
  const used = program.replace(/^(\t+)(\w+):( +)(\w+\.\2(\w+)),/gm, (whole, tabs, property, space, constant, word) => {
    if (!names.some((name) => pascal(name) === property)) return whole;
    const variable = word.charAt(0).toLowerCase() + word.slice(1);
    variables.set(variable, `\t\t${variable} := ${constant}\n`);
    return `${tabs}${property}:${space}&${variable},`;
  });
  return used.replace(/(?<=ctx \*pulumi\.Context\) error \{\n)/, [...variables.values()].join(""));
}

if (require.main === module) {
  const root = packageRoot();
  convertedExamples(root)
    .then((text) => writeFile(join(root, CONVERTED), text))
    .catch((error: Error) => {
      console.error(error.message);
      process.exitCode = 1;
    });
}
