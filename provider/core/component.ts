import { check, exactlyOneOf, type Failure, type Finding, needs, onlyWith, type Rule, type Values } from "./check";
import type { Cloud, Composition, Source, Sources } from "./cloud";
import { type Field, type Fields, UNKNOWN } from "./field";
import type { Outputs } from "./resource";

/** A component: the same inputs on every cloud. */
export interface ComponentDeclaration<F extends Fields = Fields> {
  readonly name: string;
  readonly doc: string;
  readonly fields: F;
  /** The input whose values each cloud's `choices` map. */
  readonly choice: string;
  /** Inputs that may be given instead of another one: exactly one of the two. */
  readonly standsFor: Readonly<Record<string, string>>;
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

/** A look-up that answers an input which the program did not give. */
export interface Answered {
  /** `<cloud>:<getSomething>` */
  readonly lookup: string;
  readonly args: Sources;
  readonly output: string;
}

export interface Composed {
  /** Everything that can be refused before creating anything. If not empty, there are no parts. */
  readonly failures: readonly Failure[];
  /** Checked inputs: defaults applied, values in canonical spelling. */
  readonly inputs: Values;
  readonly cloud?: Cloud;
  /** By input. */
  readonly answered: Readonly<Record<string, Answered>>;
  readonly parts: readonly Part[];
  readonly outputs: Sources;
}

/** Maps a component's inputs to the resources it consists of. */
export function compose(clouds: readonly Cloud[], declaration: ComponentDeclaration, given: Values): Composed {
  const cloud = clouds.find(({ name }) => name === given.cloud);
  const composition = cloud?.components[declaration.name];
  if (!cloud || !composition) {
    const where = `a ${declaration.name}`;
    const { inputs, failures } = check(where, declaration.fields, alternatives(where, declaration), given);
    return { inputs, failures, answered: {}, parts: [], outputs: {} };
  }
  const { fields, rules } = onCloud(cloud, declaration, composition);
  const { inputs, failures } = check(cloud.title, fields, rules, given);
  const chosen = composition.choices[String(inputs[declaration.choice])];
  if (failures.length > 0 || typeof chosen !== "object")
    return { inputs, failures, cloud, answered: {}, parts: [], outputs: {} };
  const answered = answeredInputs(cloud, declaration, composition, inputs);
  const there = { ...inputs, ...Object.fromEntries(Object.keys(answered).map((input) => [input, UNKNOWN])) };
  const parts = Object.entries(composition.parts).map(([resource, own]) => {
    const all = { ...own, ...(resource === composition.choiceIn && chosen), ...EVERYWHERE };
    return { resource, inputs: counting(all, there) };
  });
  return { inputs, failures, cloud, answered, parts, outputs: composition.outputs };
}

function answeredInputs(
  { name, lookups }: Cloud,
  { standsFor }: ComponentDeclaration,
  { standIns }: Composition,
  inputs: Values,
): Composed["answered"] {
  const used = Object.entries(standIns).filter(([given]) => inputs[given] !== undefined);
  const entries = used.map(([given, { lookup, output }]): [string, Answered] => {
    const takesRegion = Object.hasOwn(lookups[lookup]?.declaration.fields ?? {}, "region");
    const args = { [given]: { input: given }, ...(takesRegion && { region: EVERYWHERE.region as Source }) };
    return [standsFor[given] as string, { lookup: `${name}:${lookup}`, args: counting(args, inputs), output }];
  });
  return Object.fromEntries(entries);
}

function counting(sources: Sources, inputs: Values): Sources {
  return Object.fromEntries(Object.entries(sources).filter(([, source]) => counts(source, inputs)));
}

function counts(source: Source, inputs: Values): boolean {
  if ("input" in source) return inputs[source.input] !== undefined;
  return !("unless" in source && source.unless !== undefined && inputs[source.unless] !== undefined);
}

/** The component's inputs on one cloud, each with the limits of the resource field it maps to. */
export function onCloud(
  cloud: Cloud,
  declaration: ComponentDeclaration,
  composition: Composition,
): { fields: Fields; rules: readonly Rule[] } {
  const { fields, choice } = declaration;
  const own = Object.entries(fields).map(([name, field]) => [name, { ...field, ...limits(cloud, composition, name) }]);
  const words = wordsTaking(composition);
  const rules = [
    ...alternatives(cloud.title, declaration),
    missingWords(cloud.title, choice, composition),
    ...Object.entries(composition.unsupported).map(([name, why]) => lacking(cloud.title, name, why)),
    ...[...words].flatMap(([name, taking]) => [
      needs(cloud.title, name, choice, taking, "refuse"),
      onlyWith(cloud.title, name, choice, taking, "refuse"),
    ]),
  ];
  return { fields: Object.fromEntries(own), rules };
}

function alternatives(where: string, { standsFor }: ComponentDeclaration): Rule[] {
  return Object.entries(standsFor).map(([name, other]) => ({ ...exactlyOneOf(where, other, name), presence: true }));
}

/** The rule of the resource's or look-up's field that the input maps to. */
function limits(
  cloud: Cloud,
  { parts, choices, choiceIn: chosenIn, standIns }: Composition,
  name: string,
): Partial<Field<unknown>> {
  const standIn = standIns[name];
  if (standIn) {
    const asked: Fields = cloud.lookups[standIn.lookup]?.declaration.fields ?? {};
    return asked[name] ? { rule: asked[name].rule, accept: asked[name].accept } : {};
  }
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
