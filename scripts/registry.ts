// What the Pulumi Registry shows of the package: docs/_index.md and docs/installation-configuration.md, with the front
// matter and the short codes that it knows. Languages, names of packages and settings come from the schema.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CLOUDS } from "../provider/clouds";
import { listed } from "../provider/doors/plugin/schema-words";
import { type Block, frontMatter, LANGUAGES, programsIn, table } from "./site/markdown";
import { type Property, parted, type Schema } from "./site/reference";

const HEAD = "<!-- Written by `npm run docs`. Do not edit: a test compares it with its source. -->\n";
const SITE = "https://www.pulumi.com/registry/packages/ipv6";

/** The program that every first page shows: the component's example, or the example programs until it has several. */
export function firstProgram(root: string, schema: Schema): Block[] {
  const [, component] = Object.entries(schema.resources).find(([, { isComponent }]) => isComponent) ?? [];
  const found = programsIn(parted(component?.description ?? "").examples[0] ?? "");
  if (found.length > 1) return found;
  const file = (path: string) => readFileSync(join(root, "examples", path), "utf8");
  const yaml = file("public-ipv6-yaml/Pulumi.yaml");
  return [
    { language: "typescript", code: file("quickstart/index.ts") },
    { language: "yaml", code: yaml.slice(yaml.indexOf("resources:")) },
  ];
}

export function repositoryOf(schema: Schema): string {
  return schema.repository ?? `https://${schema.language.go.importBasePath.replace(/\/sdk\/.*$/, "")}`;
}

function head(title: string, description: string): string {
  return [frontMatter({ title, meta_desc: description, layout: "package" }), HEAD].join("\n");
}

function chooser(blocks: readonly Block[]): string {
  const named = blocks.map(({ language, code }) => ({ language: language === "ts" ? "typescript" : language, code }));
  const each = named.map(({ language, code }) =>
    [
      `{{% choosable language ${language} %}}\n`,
      `\`\`\`${language}\n${code.trimEnd()}\n\`\`\`\n`,
      "{{% /choosable %}}\n",
    ].join("\n"),
  );
  const languages = named.map(({ language }) => language).join(",");
  return [`{{< chooser language "${languages}" >}}`, ...each, "{{< /chooser >}}"].join("\n");
}

/** Both pages, by their file. */
export function registryFiles(root: string): Record<string, string> {
  const schema = JSON.parse(readFileSync(join(root, "provider/schema.json"), "utf8")) as Schema;
  const titles = Object.fromEntries(Object.values(CLOUDS).map(({ name, title }) => [name, title]));
  return {
    "docs/_index.md": registryIndex(root, schema, listed(Object.values(titles))),
    "docs/installation-configuration.md": registryInstallation(schema, titles),
  };
}

function registryIndex(root: string, schema: Schema, clouds: string): string {
  const repository = repositoryOf(schema);
  return [
    head("IPv6", `Public IPv6 on ${clouds} with Pulumi: addresses, internet bandwidth, and how it is billed.`),
    `The IPv6 provider gives machines on ${clouds} public IPv6: addresses on their network interfaces, internet bandwidth for the addresses, and the way that is billed. Every order costs money, so each is placed exactly once: lost answers and killed runs included. A preview asks the cloud what it would refuse, and shows list prices.\n`,
    "## Example\n",
    `${chooser(firstProgram(root, schema))}\n`,
    "## More\n",
    `- [Installation and configuration](${SITE}/installation-configuration/)`,
    `- [Guides, error codes and comparison](${repository}/tree/main/docs)`,
    `- [The simulated clouds](${repository}/tree/main/simulator), to try it without an account`,
    "",
  ].join("\n");
}

function registryInstallation(schema: Schema, titles: Readonly<Record<string, string>>): string {
  const { version } = schema;
  const { nodejs, python, go, java, csharp } = schema.language;
  const settings = Object.entries(titles).flatMap(([name, title]) => [
    `### ${title}\n`,
    optionTable(`ipv6:${name}.`, schema.types[`ipv6:${name}:Settings`]?.properties ?? {}),
  ]);
  const common = Object.entries(schema.config.variables).filter(([name]) => !(name in titles));
  const archive = `pulumi-resource-ipv6-v${version}-<os>-<arch>.tar.gz`;
  return [
    head("IPv6 Installation & Configuration", "How to install the IPv6 provider, and every setting of it."),
    "# Installation and configuration\n",
    "After this page the provider is installed for your language, and you know every setting of it.\n",
    "## Installation\n",
    "Nothing is published to a registry yet. These are the names, and until then `npm pack` and `make archives` in a clone make the same files.\n",
    table(
      ["language", "package", "the plugin"],
      [
        [
          LANGUAGES.typescript ?? "",
          `\`npm install ${nodejs.packageName}\``,
          'in the package: `plugins: { providers: [{ name: ipv6, path: node_modules/pulumi-ipv6/dist/plugin }] }` in `Pulumi.yaml`. Dynamic resources (`import … from "pulumi-ipv6"`) need none',
        ],
        [LANGUAGES.python ?? "", `\`pip install ${python.packageName}\``, "in the wheel"],
        [LANGUAGES.go ?? "", `\`go get ${go.importBasePath}\``, "as below"],
        [LANGUAGES.csharp ?? "", `\`dotnet add package ${csharp.rootNamespace}\``, "as below"],
        [LANGUAGES.java ?? "", `\`${java.basePackage.replaceAll("_", "-")}:ipv6:${version}\``, "as below"],
        [LANGUAGES.yaml ?? "", "none", "as below"],
      ],
    ),
    "The plugin by itself, for the languages whose package does not contain it:\n",
    `\`\`\`sh\npulumi plugin install resource ipv6 v${version} --file ${archive}\n\`\`\`\n`,
    "It needs Node.js 20 or newer on `PATH`.\n",
    "## Credentials\n",
    "They come from where the vendor's own tools find them: environment variables, profiles, OIDC tokens, the role of the machine. Or from the stack's configuration:\n",
    "```sh\npulumi config set --path ipv6:alibaba.region cn-hangzhou\npulumi config set --path ipv6:alibaba.accessKeyId --secret\npulumi config set --path ipv6:alibaba.accessKeySecret --secret\n```\n",
    "An explicit provider takes the same settings as an object for each cloud. If it, or the configuration, selects credentials of a cloud, no others of that cloud come from the environment. Credentials are never written to the state of a resource.\n",
    "## Configuration\n",
    "No setting is required by itself: what is missing for a call is reported before the first one.\n",
    "### All clouds\n",
    optionTable("ipv6:", Object.fromEntries(common)),
    ...settings,
  ].join("\n");
}

function optionTable(prefix: string, properties: Readonly<Record<string, Property>>): string {
  const rows = Object.entries(properties).map(([name, { description = "", secret }]) => [
    `\`${prefix}${name}\``,
    secret ? "secret" : "",
    description.replaceAll("<", "&lt;"),
  ]);
  return table(["setting", "", "what"], rows);
}
