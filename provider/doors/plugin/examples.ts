import converted from "./examples.json";

/** One program in every language. Made by `npm run sdks` from the YAML program in examples/resources. */
export interface Example {
  readonly title: string;
  readonly typescript: string;
  readonly python: string;
  readonly csharp: string;
  readonly go: string;
  readonly java: string;
  /** Without the lines that every project has: name and runtime. */
  readonly yaml: string;
}

/** The languages in the order of the documentation's tabs, as its code blocks name them. */
const LANGUAGES = ["typescript", "python", "csharp", "go", "java", "yaml"] as const;

/** @param module the cloud, or `index` */
export function exampleOf(module: string, name: string): Example | undefined {
  return (converted as Readonly<Record<string, Example>>)[`${module}/${name}`];
}

/** The section of a description, in the form that Pulumi's generators take the example of their language from. */
export function exampleSection(module: string, name: string): string {
  const example = exampleOf(module, name);
  // Only a resource that is being written has none: a test says so.
  if (!example) return "";
  const programs = LANGUAGES.map((language) => `\`\`\`${language}\n${example[language]}\n\`\`\``);
  const tagged = `{{% example %}}\n### ${example.title}\n\n${programs.join("\n")}\n{{% /example %}}`;
  return `\n\n{{% examples %}}\n## Example Usage\n\n${tagged}\n{{% /examples %}}`;
}
