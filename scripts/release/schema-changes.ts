// What breaks the programs of users, of the differences between two schemas. Pulumi's own schema-tools would do a part of
// this; its Go module cannot be downloaded from a module proxy, and it compares neither defaults, enum values nor aliases.
import { lt, major, minor } from "semver";

interface Property {
  readonly type?: string;
  readonly $ref?: string;
  readonly items?: Property;
  readonly additionalProperties?: Property;
  readonly oneOf?: readonly Property[];
  readonly default?: unknown;
  readonly plain?: boolean;
  readonly willReplaceOnChanges?: boolean;
}
type Properties = Readonly<Record<string, Property>>;
interface ObjectType {
  readonly properties?: Properties;
  readonly required?: readonly string[];
  readonly enum?: readonly { readonly name?: string; readonly value: unknown }[];
}
interface Resource extends ObjectType {
  readonly inputProperties?: Properties;
  readonly requiredInputs?: readonly string[];
  readonly aliases?: readonly { readonly type?: string }[];
}
interface Lookup {
  readonly inputs?: ObjectType;
  readonly outputs?: ObjectType;
}
export interface ComparedSchema {
  readonly config?: { readonly variables?: Properties };
  readonly provider?: Resource;
  readonly resources?: Readonly<Record<string, Resource>>;
  readonly functions?: Readonly<Record<string, Lookup>>;
  readonly types?: Readonly<Record<string, ObjectType>>;
}

/** One line for each change that an existing program or state may not survive. What was added is none. */
export function breakingChanges(before: ComparedSchema, now: ComparedSchema): string[] {
  return [
    ...inputs("provider", before.provider, now.provider),
    ...properties("config", before.config?.variables, now.config?.variables, "setting"),
    ...members("resource", before.resources, now.resources, (at, old, made) => [
      ...inputs(at, old, made),
      ...outputs(at, old, made),
      ...(old.aliases ?? [])
        .filter(({ type }) => !made.aliases?.some((alias) => alias.type === type))
        .map(({ type }) => `${at}: the alias ${type} is gone, so a state that has it would be replaced`),
    ]),
    ...members("look-up", before.functions, now.functions, (at, old, made) => [
      ...inputs(at, asInputs(old.inputs), asInputs(made.inputs)),
      ...outputs(at, old.outputs, made.outputs),
    ]),
    ...members("type", before.types, now.types, (at, old, made) => [
      ...(old.enum ?? [])
        .filter(({ value }) => !made.enum?.some((each) => each.value === value))
        .map(({ value }) => `${at}: the value ${JSON.stringify(value)} is gone`),
      ...(old.enum ?? [])
        .filter(({ value, name }) => made.enum?.some((each) => each.value === value && each.name !== name))
        .map(({ value, name }) => `${at}: the name ${name} of ${JSON.stringify(value)} changed`),
      ...properties(at, old.properties, made.properties, "property"),
      ...newly(at, old.required, made.required),
    ]),
  ];
}

function members<T>(
  kind: string,
  before: Readonly<Record<string, T>> = {},
  now: Readonly<Record<string, T>> = {},
  compare: (at: string, old: T, made: T) => string[],
): string[] {
  return Object.entries(before).flatMap(([token, old]) => {
    const made = now[token];
    return made === undefined ? [`${token}: the ${kind} is gone`] : compare(token, old, made);
  });
}

const asInputs = ({ properties: inputProperties = {}, required: requiredInputs = [] }: ObjectType = {}) => ({
  inputProperties,
  requiredInputs,
});

function inputs(at: string, before: Resource = {}, now: Resource = {}): string[] {
  return [
    ...properties(at, before.inputProperties, now.inputProperties, "input"),
    ...newly(at, before.requiredInputs, now.requiredInputs),
  ];
}

function newly(at: string, before: readonly string[] = [], now: readonly string[] = []): string[] {
  return now.filter((name) => !before.includes(name)).map((name) => `${at}.${name}: it is required now`);
}

function outputs(at: string, before: ObjectType = {}, now: ObjectType = {}): string[] {
  const lost = (before.required ?? []).filter((name) => now.properties?.[name] && !now.required?.includes(name));
  return [
    ...properties(at, before.properties, now.properties, "output"),
    ...lost.map((name) => `${at}.${name}: the output may be absent now`),
  ];
}

function properties(at: string, before: Properties = {}, now: Properties = {}, kind: string): string[] {
  return Object.entries(before).flatMap(([name, old]) => {
    const made = now[name];
    if (!made) return [`${at}.${name}: the ${kind} is gone`];
    const [was, is] = [typeText(old), typeText(made)];
    const [usual, usually] = [old, made].map(({ default: value }) => JSON.stringify(value) ?? "none");
    return [
      ...(was === is ? [] : [`${at}.${name}: the ${kind} was ${was} and is ${is}`]),
      ...(usual === usually ? [] : [`${at}.${name}: the default was ${usual} and is ${usually}`]),
      ...(made.plain && !old.plain ? [`${at}.${name}: the ${kind} must be a plain value now`] : []),
      ...(made.willReplaceOnChanges && !old.willReplaceOnChanges
        ? [`${at}.${name}: a change replaces now what it changed in place`]
        : []),
    ];
  });
}

function typeText({ type, $ref, items, additionalProperties, oneOf }: Property): string {
  if (oneOf) return oneOf.map(typeText).join(" or ");
  if ($ref) return $ref.replace("#/types/", "");
  if (type === "array") return `list of ${typeText(items ?? {})}`;
  if (type === "object") return `map of ${typeText(additionalProperties ?? {})}`;
  return type ?? "anything";
}

/** Whether a version may follow another: what breaks needs a higher first number, in 0.x the second. */
export function isEnough(before: string, now: string, breaks: boolean): boolean {
  if (lt(now, before)) return false;
  if (!breaks || major(now) > major(before)) return true;
  return major(before) === 0 && major(now) === 0 && minor(now) > minor(before);
}
