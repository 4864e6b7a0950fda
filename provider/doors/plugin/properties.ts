import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { Values } from "../../core/check";
import type { AnyBinding } from "../../core/cloud";
import { UNKNOWN } from "../../core/field";
import { OUTPUT_MARK, RESOURCE_MARK, SECRET_MARK, SIGNATURE, UNKNOWN_MARKS, UNKNOWN_TEXT } from "../engine-values";

/** Plain properties of a resource, and which are secret: a nested secret makes the whole property secret. */
export interface Properties {
  readonly values: Values;
  readonly secrets: ReadonlySet<string>;
}

export const NOTHING: Properties = { values: {}, secrets: new Set() };

export function decode(struct: Struct | undefined): Properties {
  const secrets = new Set<string>();
  const given = Object.entries(struct?.toJavaScript() ?? {});
  const values = given.map(([name, value]) => [name, read(value, () => secrets.add(name))]);
  return { values: Object.fromEntries(values), secrets };
}

function read(value: unknown, onSecret: () => void): unknown {
  if (UNKNOWN_MARKS.has(value)) return UNKNOWN;
  if (Array.isArray(value)) return value.map((member) => read(member, onSecret));
  if (typeof value !== "object" || value === null) return value;
  const marked = value as Values;
  const inner = () => read("value" in marked ? marked.value : UNKNOWN_TEXT, onSecret);
  switch (marked[SIGNATURE]) {
    case SECRET_MARK:
      onSecret();
      return inner();
    case OUTPUT_MARK:
      if (marked.secret === true) onSecret();
      return inner();
    case RESOURCE_MARK:
      return read(marked.id ?? marked.urn, onSecret);
  }
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, read(member, onSecret)]));
}

/** By property, the URNs it depends on, as far as the values hold them. */
export function dependenciesOf(struct: Struct | undefined): Map<string, string[]> {
  const urns = (value: unknown): string[] => {
    if (typeof value !== "object" || value === null) return [];
    const own =
      (value as Values)[SIGNATURE] === OUTPUT_MARK ? ((value as Values).dependencies as string[] | undefined) : [];
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

/** The engine's form of a secret; also inside an object. */
export function secret(value: unknown): Values {
  return { [SIGNATURE]: SECRET_MARK, value };
}

function write(value: unknown): unknown {
  if (value === UNKNOWN) return UNKNOWN_TEXT;
  if (Array.isArray(value)) return value.map(write);
  if (typeof value !== "object" || value === null) return value;
  // Undefined cannot be sent: the call would fail and lose the order just placed.
  const defined = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(defined.map(([name, member]) => [name, write(member)]));
}

/** The inputs of the last run with their current values. */
export function inputsNow({ declaration }: AnyBinding, last: Values, seen: Values): Values {
  const names = Object.keys(last).filter((name) => Object.hasOwn(declaration.fields, name));
  return Object.fromEntries(names.map((name) => [name, seen[name] ?? last[name]]));
}

/** A check message starts with the input's name and ends with its value. Removes the value if it is secret. */
export function withoutSecret(message: string, { secrets }: Properties): string {
  const [rule = message] = message.split(/; (?:got|was) /);
  return secrets.has(message.split(":")[0] ?? "") ? rule : message;
}

/**
 * Secret: what is declared so, what arrived as secret under the same name, and then the price, which would reveal it.
 */
export function markSecrets({ declaration }: AnyBinding, values: Values, ...marked: readonly Properties[]): Properties {
  const declared: [string, { secret?: boolean }][] = Object.entries({ ...declaration.fields, ...declaration.outputs });
  const secrets = declared.filter(([, each]) => each.secret).map(([name]) => name);
  const carried = marked.flatMap((each) => [...each.secrets]);
  const price = carried.length > 0 && "monthlyPrice" in values ? ["monthlyPrice"] : [];
  return { values, secrets: new Set([...secrets, ...carried, ...price]) };
}
