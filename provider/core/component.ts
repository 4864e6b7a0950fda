import { check, type Failure, type Finding, needs, onlyWith, type Rule, type Values } from "./check";
import type { Cloud, Composition, Source, Sources } from "./cloud";
import type { Field, Fields } from "./field";
import type { Outputs } from "./resource";

/** A component: one vocabulary over all clouds. */
export interface ComponentDeclaration<F extends Fields = Fields> {
  readonly name: string;
  readonly doc: string;
  readonly fields: F;
  /** The input whose words the clouds' `choices` explain. */
  readonly choice: string;
  readonly outputs: Outputs;
  /** Inputs that are outputs too: what is there, not what was asked for. */
  readonly seen: readonly string[];
}

/** What every resource takes, and so every part. */
const EVERYWHERE: Sources = { region: { input: "region" }, adopt: { input: "adopt" } };

export interface Part {
  readonly resource: string;
  readonly inputs: Sources;
}

export interface Composed {
  /** Everything that can be refused before anything is made. If there is any, there are no parts. */
  readonly failures: readonly Failure[];
  /** As check hands them on: defaults filled in, every value in its one spelling. */
  readonly inputs: Values;
  readonly cloud?: Cloud;
  readonly parts: readonly Part[];
  readonly outputs: Sources;
}

/** From a component's inputs to the resources it is made of. */
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

/** The component's inputs as one cloud takes them: the limits are those of the resource that an input goes to. */
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

/** What a resource's own field says of the input that goes to it. */
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

/** Inputs that go with some words of the choice only, each with these. */
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
  const there = Object.keys(choices).filter((word) => typeof choices[word] !== "string");
  return {
    fields: [choice],
    doc: `\`${choice}\`: ${there.join(", ")}.`,
    judge: (values) => {
      const word = String(values[choice]);
      const why = choices[word];
      if (typeof why !== "string") return [];
      return [refusal(choice, `"${word}" is not to be had on ${where}: ${why}; use ${there.join(" or ")}`)];
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
