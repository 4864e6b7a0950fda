import { check, type Failure, type Finding, needs, onlyWith, type Rule, type Values } from "./check";
import type { Cloud, Composition, Source, Sources } from "./cloud";
import type { Field, Fields } from "./field";
import type { Outputs } from "./resource";

/** A component: the same inputs on every cloud. */
export interface ComponentDeclaration<F extends Fields = Fields> {
  readonly name: string;
  readonly doc: string;
  readonly fields: F;
  /** The input whose values each cloud's `choices` map. */
  readonly choice: string;
  readonly outputs: Outputs;
  /** Inputs that are also outputs, with the actual value rather than the requested one. */
  readonly seen: readonly string[];
}

/** Inputs of every resource, and so of every part. */
const EVERYWHERE: Sources = { region: { input: "region" }, adopt: { input: "adopt" } };

export interface Part {
  readonly resource: string;
  readonly inputs: Sources;
}

export interface Composed {
  /** Everything that can be refused before creating anything. If not empty, there are no parts. */
  readonly failures: readonly Failure[];
  /** Checked inputs: defaults applied, values in canonical spelling. */
  readonly inputs: Values;
  readonly cloud?: Cloud;
  readonly parts: readonly Part[];
  readonly outputs: Sources;
}

/** Maps a component's inputs to the resources it consists of. */
export function compose(clouds: readonly Cloud[], declaration: ComponentDeclaration, given: Values): Composed {
  const cloud = clouds.find(({ name }) => name === given.cloud);
  const composition = cloud?.components[declaration.name];
  if (!cloud || !composition) {
    const { inputs, failures } = check(`a ${declaration.name}`, declaration.fields, [], given);
    return { inputs, failures, parts: [], outputs: {} };
  }
  const { fields, rules } = onCloud(cloud, declaration, composition);
  const { inputs, failures } = check(cloud.title, fields, rules, given);
  const chosen = composition.choices[String(inputs[declaration.choice])];
  if (failures.length > 0 || typeof chosen !== "object") return { inputs, failures, cloud, parts: [], outputs: {} };
  const parts = Object.entries(composition.parts).map(([resource, own]) => {
    const all = { ...own, ...(resource === composition.choiceIn && chosen), ...EVERYWHERE };
    return { resource, inputs: Object.fromEntries(Object.entries(all).filter(([, source]) => counts(source, inputs))) };
  });
  return { inputs, failures, cloud, parts, outputs: composition.outputs };
}

function counts(source: Source, inputs: Values): boolean {
  if ("input" in source) return inputs[source.input] !== undefined;
  return !("unless" in source && source.unless !== undefined && inputs[source.unless] !== undefined);
}

/** The component's inputs on one cloud, each with the limits of the resource field it maps to. */
export function onCloud(
  cloud: Cloud,
  { fields, choice }: ComponentDeclaration,
  composition: Composition,
): { fields: Fields; rules: readonly Rule[] } {
  const own = Object.entries(fields).map(([name, field]) => [name, { ...field, ...limits(cloud, composition, name) }]);
  const words = wordsTaking(composition);
  const rules = [
    missingWords(cloud.title, choice, composition),
    ...Object.entries(composition.unsupported).map(([name, why]) => lacking(cloud.title, name, why)),
    ...[...words].flatMap(([name, taking]) => [
      needs(cloud.title, name, choice, taking, "refuse"),
      onlyWith(cloud.title, name, choice, taking, "refuse"),
    ]),
  ];
  return { fields: Object.fromEntries(own), rules };
}

/** The rule of the resource field that the input maps to. */
function limits(
  cloud: Cloud,
  { parts, choices, choiceIn: chosenIn }: Composition,
  name: string,
): Partial<Field<unknown>> {
  const chosen = Object.values(choices).map((choice): [string, Sources | string] => [chosenIn, choice]);
  for (const [resource, sources] of [...Object.entries(parts), ...chosen]) {
    if (typeof sources === "string") continue;
    for (const [input, source] of Object.entries(sources)) {
      if (!("input" in source) || source.input !== name || source.asList) continue;
      const declared: Fields = cloud.resources[resource]?.declaration.fields ?? {};
      const field = declared[input];
      if (field) return { rule: field.rule, accept: field.accept };
    }
  }
  return {};
}

/** Inputs that apply only with some choices, each with those choices. */
function wordsTaking({ choices }: Composition): Map<string, string[]> {
  const words = new Map<string, string[]>();
  for (const [word, sources] of Object.entries(choices)) {
    if (typeof sources === "string") continue;
    for (const source of Object.values(sources)) {
      if ("input" in source) words.set(source.input, [...(words.get(source.input) ?? []), word]);
    }
  }
  return words;
}

function missingWords(where: string, choice: string, { choices }: Composition): Rule {
  const offered = Object.keys(choices).filter((word) => typeof choices[word] !== "string");
  return {
    fields: [choice],
    doc: `\`${choice}\`: ${offered.join(", ")}.`,
    judge: (values) => {
      const word = String(values[choice]);
      const why = choices[word];
      if (typeof why !== "string") return [];
      return [refusal(choice, `"${word}" is not to be had on ${where}: ${why}; use ${offered.join(" or ")}`)];
    },
  };
}

function lacking(where: string, name: string, why: string): Rule {
  return {
    fields: [name],
    doc: `No \`${name}\`: ${why}.`,
    judge: (values) =>
      values[name] === undefined ? [] : [refusal(name, `has no use on ${where}: ${why}; leave it out`)],
  };
}

function refusal(property: string, reason: string): Finding {
  return { property, reason, severity: "refuse" };
}
