import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { check, type Values } from "../../core/check";
import type { AnyBinding, Cloud } from "../../core/cloud";
import { type Fields, UNKNOWN } from "../../core/field";

/** Properties of a resource, plain, and which of them are secret: a secret anywhere inside makes the whole one so. */
export interface Properties {
  readonly values: Values;
  readonly secrets: ReadonlySet<string>;
}

/** The key by which the engine marks what JSON cannot say, and the marks. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const RESOURCE = "5cf8f73096256a8f31e491e813e4eb8e";
/** What stands for a value that a preview cannot know: by its type, though most languages send the first for all. */
const TEXT_SENTINEL = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const SENTINELS = new Set<unknown>([
  TEXT_SENTINEL,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

export const NOTHING: Properties = { values: {}, secrets: new Set() };

export function decode(struct: Struct | undefined): Properties {
  const secrets = new Set<string>();
  const given = Object.entries(struct?.toJavaScript() ?? {});
  const values = given.map(([name, value]) => [name, read(value, () => secrets.add(name))]);
  return { values: Object.fromEntries(values), secrets };
}

function read(value: unknown, onSecret: () => void): unknown {
  if (SENTINELS.has(value)) return UNKNOWN;
  if (Array.isArray(value)) return value.map((member) => read(member, onSecret));
  if (typeof value !== "object" || value === null) return value;
  const marked = value as Values;
  const inner = () => read("value" in marked ? marked.value : TEXT_SENTINEL, onSecret);
  switch (marked[SIGNATURE]) {
    case SECRET:
      onSecret();
      return inner();
    case OUTPUT:
      if (marked.secret === true) onSecret();
      return inner();
    case RESOURCE:
      return read(marked.id ?? marked.urn, onSecret);
  }
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, read(member, onSecret)]));
}

/** By property, the URNs of the resources it came from, as far as the values themselves say. */
export function dependenciesOf(struct: Struct | undefined): Map<string, string[]> {
  const urns = (value: unknown): string[] => {
    if (typeof value !== "object" || value === null) return [];
    const own = (value as Values)[SIGNATURE] === OUTPUT ? ((value as Values).dependencies as string[] | undefined) : [];
    return [...(own ?? []), ...Object.values(value).flatMap(urns)];
  };
  const given = Object.entries(struct?.toJavaScript() ?? {});
  return new Map(given.map(([name, value]) => [name, [...new Set(urns(value))]]));
}

export function encode({ values, secrets }: Properties): Struct {
  const plain = write(values) as Values;
  for (const name of secrets) if (name in plain) plain[name] = secret(plain[name]);
  return Struct.fromJavaScript(plain as Parameters<typeof Struct.fromJavaScript>[0]);
}

/** As the engine marks a secret; also inside an object. */
export function secret(value: unknown): Values {
  return { [SIGNATURE]: SECRET, value };
}

function write(value: unknown): unknown {
  if (value === UNKNOWN) return TEXT_SENTINEL;
  if (Array.isArray(value)) return value.map(write);
  if (typeof value !== "object" || value === null) return value;
  // Undefined cannot be sent, and would lose what was just bought.
  const defined = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(defined.map(([name, member]) => [name, write(member)]));
}

/**
 * The inputs that a program would have given for what is seen. A look shows more than one may declare (addresses
 * and their number, say): of what the rules exclude, what is declared first stays.
 */
export function inputsFrom(cloud: Cloud, { declaration }: AnyBinding, seen: Values): Values {
  const fields: Fields = declaration.fields;
  const inputs = Object.fromEntries(
    Object.entries(seen).filter(([name, value]) => Object.hasOwn(fields, name) && value !== undefined),
  );
  const failures = (values: Values) => check(cloud.title, fields, declaration.rules, values).failures.length;
  const optional = Object.keys(fields).filter((name) => fields[name]?.presence === "optional" && name in inputs);
  for (const name of optional.reverse()) {
    const { [name]: _, ...without } = inputs;
    if (failures(without) < failures(inputs)) delete inputs[name];
  }
  return inputs;
}

/** The inputs of the last run, each as it is now. */
export function inputsNow({ declaration }: AnyBinding, last: Values, seen: Values): Values {
  const names = Object.keys(last).filter((name) => Object.hasOwn(declaration.fields, name));
  return Object.fromEntries(names.map((name) => [name, seen[name] ?? last[name]]));
}

// What is secret, and stays so.

/** What check says begins with the input's name and ends with its value: the value goes if it is secret. */
export function discreet(said: string, { secrets }: Properties): string {
  const [rule = said] = said.split(/; (?:got|was) /);
  return secrets.has(said.split(":")[0] ?? "") ? rule : said;
}

/** Secret is what is declared so, and what was secret when it came, under the same name; and the price, which would tell of it. */
export function sealed({ declaration }: AnyBinding, values: Values, ...marked: readonly Properties[]): Properties {
  const declared: [string, { secret?: boolean }][] = Object.entries({ ...declaration.fields, ...declaration.outputs });
  const secrets = declared.filter(([, each]) => each.secret).map(([name]) => name);
  const carried = marked.flatMap((each) => [...each.secrets]);
  const price = carried.length > 0 && "monthlyPrice" in values ? ["monthlyPrice"] : [];
  return { values, secrets: new Set([...secrets, ...carried, ...price]) };
}
