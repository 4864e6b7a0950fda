import { CLOUDS } from "../../clouds";
import type { AnyBinding, Cloud, LookupDeclaration } from "../../core/cloud";
import { DEFAULT_TIMEOUTS } from "../../core/context";
import type { Field, Fields } from "../../core/field";
import type { Declaration, Output, Outputs } from "../../core/resource";
import { MODES, PREFLIGHT, USUAL_MODE } from "../preflight";
import { COMPONENTS } from "../registry";
import { REFRESH } from "./config";
import { exampleSection } from "./examples";
import { componentSchema } from "./schema-component";
import { type Json, listed, listOf, mapped, pascal } from "./schema-words";

/** The module that types belong to: a cloud, or `index`. */
type Module = Pick<Cloud, "name">;

/** Where the source and the releases are. */
const REPOSITORY = "github.com/pulumi-ipv6/pulumi-ipv6";

/** Package names of the SDKs. The prefix `Pulumi` is reserved in other registries, for Pulumi itself. */
const LANGUAGES = {
  nodejs: { respectSchemaVersion: true, packageName: "pulumi-ipv6" },
  python: { respectSchemaVersion: true, packageName: "pulumi_ipv6", pyproject: { enabled: true } },
  go: {
    respectSchemaVersion: true,
    generateResourceContainerTypes: true,
    importBasePath: `${REPOSITORY}/sdk/go/ipv6`,
  },
  java: { basePackage: "io.github.pulumi_ipv6", buildFiles: "none" },
  csharp: { respectSchemaVersion: true, rootNamespace: "PulumiIpv6", packageReferences: { Pulumi: "3.*" } },
};

/**
 * The Pulumi schema, the source of all SDKs and their documentation, generated from the declarations. No setting has
 * its environment variable as default: SDKs would read it in the program and write the credential to state.
 */
export function schema(version: string): Json {
  const clouds: readonly Cloud[] = Object.values(CLOUDS);
  const types = new Types();
  const resources = clouds.flatMap((cloud) =>
    Object.values(cloud.resources).map((each) => resource(cloud, each, types)),
  );
  const components = Object.values(COMPONENTS).map((each) =>
    componentSchema(each, clouds, (name, field) => property({ name: "index" }, each.name, name, field, types)),
  );
  const functions = clouds.flatMap((cloud) =>
    Object.values(cloud.lookups).map((each) => lookupFunction(cloud, each.declaration, types)),
  );
  const settings = Object.fromEntries(clouds.map((cloud) => [cloud.name, settingsOf(cloud, types)]));
  const modes = Object.entries(MODES)
    .map(([mode, doc]) => `\`${mode}\` (${doc})`)
    .join(", ");
  const variables = {
    ...settings,
    [REFRESH]: {
      type: "boolean",
      description:
        "Whether each run reads the resources at the clouds before it plans, so that a plain preview shows drift. It costs a few batched reads. Default: true.",
    },
    [PREFLIGHT]: {
      type: "string",
      description: `Whether a preview checks each create and update with the cloud, by reads and dry runs: ${modes}. Default: ${USUAL_MODE}. A cloud that does not respond is a warning.`,
    },
  };
  return {
    name: "ipv6",
    displayName: "IPv6",
    version,
    description: `The public side of IPv6 on ${listed(clouds.map(({ title }) => title))}: addresses on network interfaces and internet bandwidth for addresses, each ordered exactly once.`,
    keywords: ["pulumi", "ipv6", ...clouds.map(({ name }) => name), "category/network", "kind/native"],
    license: "Apache-2.0",
    publisher: "pulumi-ipv6",
    homepage: `https://${REPOSITORY}`,
    repository: `https://${REPOSITORY}`,
    logoUrl: `https://raw.githubusercontent.com/${REPOSITORY.replace("github.com/", "")}/main/docs/logo.svg`,
    // An installed plugin, on PATH or by --file, is used before anything is downloaded.
    pluginDownloadURL: `github://api.${REPOSITORY}`,
    config: { variables },
    types: types.all,
    provider: {
      description: "One account per cloud. Settings left unset are read from each cloud's usual environment variables.",
      inputProperties: variables,
    },
    resources: Object.fromEntries([...resources, ...components]),
    functions: Object.fromEntries(functions),
    language: LANGUAGES,
  };
}

function resource(cloud: Cloud, { declaration, list }: AnyBinding, types: Types): [string, Json] {
  const { name, doc, outputs, idForms, rules, sources }: Declaration = declaration;
  const fields: Fields = declaration.fields;
  const inputs = Object.entries(fields);
  const named = (presence: string) => inputs.filter(([, field]) => field.presence === presence).map(([each]) => each);
  const inputProperties = mapped(inputs, ([input, field]) => property(cloud, name, input, field, types));
  const seen = outputsOf(cloud, name, outputs, types);
  // Outputs have no defaults: they are what was read.
  const asSeen = mapped(
    Object.entries(inputProperties),
    // What the cloud returns may be a word that is not listed.
    ([, { default: _, willReplaceOnChanges: __, oneOf: ___, ...rest }]) => rest,
  );
  const times = Object.entries(DEFAULT_TIMEOUTS).map(([verb, seconds]) => `${verb} ${seconds} s`);
  const description = [
    doc,
    ...(rules.length > 0 ? [rules.map((rule) => `- ${rule.doc}`).join("\n")] : []),
    `Default timeouts, unless \`customTimeouts\` sets others: ${times.join(", ")}.`,
    `Calls: ${sources.join(", ")}.${exampleSection(cloud.name, name)}`,
    `## Import\n\nBy its id, ${idForms.map((form) => `\`${form}\``).join(" or ")}:\n\n\`\`\`sh\n$ pulumi import ipv6:${cloud.name}:${name} name '${idForms[0]}'\n\`\`\``,
  ].join("\n\n");
  const body = {
    description,
    inputProperties,
    requiredInputs: named("required"),
    ...(list && { listInputs: { properties: { region: { type: "string", description: regionToList(cloud) } } } }),
    properties: { ...asSeen, ...seen },
    required: [
      ...named("required"),
      ...named("defaulted"),
      ...(cloud.regionless ? [] : ["region"]),
      ...always(outputs),
    ],
    // Lets a stack move from the dynamic door without replacements.
    aliases: [{ type: `pulumi-nodejs:dynamic/ipv6/${cloud.name}:${name}` }],
  };
  return [`ipv6:${cloud.name}:${name}`, body];
}

function lookupFunction(cloud: Cloud, declaration: LookupDeclaration, types: Types): [string, Json] {
  const { name, doc, fields, outputs, rules, sources } = declaration;
  const owner = pascal(name);
  const required = Object.keys(fields).filter((each) => fields[each]?.presence === "required");
  const properties = mapped(Object.entries(fields), ([input, field]) => ({
    ...typeOf(cloud, owner, input, field, types),
    description: described(field),
  }));
  const description = [
    doc,
    ...(rules.length > 0 ? [rules.map((rule) => `- ${rule.doc}`).join("\n")] : []),
    `Calls: ${sources.join(", ")}. It changes nothing.${exampleSection(cloud.name, name)}`,
  ].join("\n\n");
  const answer = { properties: outputsOf(cloud, owner, outputs, types), required: always(outputs) };
  const body = {
    description,
    inputs: { type: "object", properties, required },
    outputs: { type: "object", ...answer },
  };
  return [`ipv6:${cloud.name}:${name}`, body];
}

function outputsOf(cloud: Cloud, owner: string, outputs: Outputs, types: Types): Record<string, Json> {
  return mapped(Object.entries(outputs), ([, output]) => ({
    ...outputType(cloud, owner, output, types),
    description: output.doc,
    ...(output.secret && { secret: true }),
  }));
}

function outputType(cloud: Cloud, owner: string, { type, of = {} }: Output<unknown>, types: Types): Json {
  switch (type) {
    case "text":
      return { type: "string" };
    case "texts":
      return listOf({ type: "string" });
    case "integer":
      return { type: "integer" };
    case "decimal":
      return { type: "number" };
    case "flag":
      return { type: "boolean" };
    case "tags":
      return { type: "object", additionalProperties: { type: "string" } };
    case "rows": {
      const row = { type: "object", properties: outputsOf(cloud, owner, of, types), required: always(of) };
      return listOf(types.add(`ipv6:${cloud.name}:${owner}Row`, row));
    }
  }
}

function always(outputs: Outputs): string[] {
  return Object.keys(outputs).filter((name) => !outputs[name]?.optional);
}

function regionToList({ regionless }: Cloud): string {
  return `Region to list. Default: the cloud's \`region\` setting${regionless ? ", or else all regions" : ""}.`;
}

function property(cloud: Module, owner: string, name: string, field: Field<unknown>, types: Types): Json {
  return {
    ...typeOf(cloud, owner, name, field, types),
    description: described(field),
    ...("default" in field && { default: field.default }),
    ...(field.secret && { secret: true }),
    ...(field.plain && { plain: true }),
    // For documentation only. Diff decides, because it knows which spellings are equal.
    ...(field.onChange === "replace" && { willReplaceOnChanges: true }),
  };
}

function described({ doc, rule, unit, source, type, onChange, wayOut }: Field<unknown>): string {
  const limits = type === "flag" || rule === "must be text that is not empty" ? "" : ` It ${rule}.`;
  const inUnit = unit && !rule.includes(unit) ? ` In ${unit}.` : "";
  const fixed = onChange === "fixed" ? ` It cannot be changed${wayOut ? `: ${wayOut}` : ""}.` : "";
  return `${doc}${limits}${inUnit}${fixed}${source ? ` Source: ${source}.` : ""}`;
}

function typeOf(cloud: Module, owner: string, name: string, field: Field<unknown>, types: Types): Json {
  switch (field.type) {
    case "integer":
      return { type: "integer" };
    case "decimal":
      return { type: "number" };
    case "flag":
      return { type: "boolean" };
    case "addresses":
    case "texts":
      return listOf({ type: "string" });
    case "tags":
      return { type: "object", additionalProperties: { type: "string" } };
    case "word": {
      const words = types.words(cloud, owner, name, field.words ?? {});
      return field.open ? { type: "string", oneOf: [{ type: "string" }, words] } : words;
    }
    case "text":
    case "address":
      return { type: "string" };
  }
}

function settingsOf(cloud: Cloud, types: Types): Json {
  const properties = mapped(Object.entries(cloud.settings), ([name, field]) => ({
    ...typeOf(cloud, "Settings", name, field, types),
    description: [field.doc, field.env?.length && `Default: from the environment (${field.env.join(", ")}).`]
      .filter(Boolean)
      .join(" "),
    ...(field.secret && { secret: true }),
  }));
  const description = `Settings of ${cloud.title}.`;
  return { ...types.add(`ipv6:${cloud.name}:Settings`, { type: "object", description, properties }), description };
}

/** Named types, without duplicates. */
class Types {
  readonly all: Record<string, Json> = {};

  /** An enum has the field's name. A different enum with that name is prefixed with its resource's. */
  words(cloud: Module, owner: string, name: string, words: Readonly<Record<string, string>>): Json {
    const values = Object.entries(words).map(([value, description]) => ({ name: pascal(value), value, description }));
    const body = { type: "string", enum: values };
    const short = `ipv6:${cloud.name}:${pascal(name)}`;
    const taken = short in this.all && JSON.stringify(this.all[short]) !== JSON.stringify(body);
    return this.add(taken ? `ipv6:${cloud.name}:${owner}${pascal(name)}` : short, body);
  }

  add(token: string, body: Json): Json {
    this.all[token] = body;
    return { $ref: `#/types/${token}` };
  }
}
