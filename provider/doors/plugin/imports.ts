import { check, type Values } from "../../core/check";
import type { AnyBinding, Cloud } from "../../core/cloud";
import type { Fields } from "../../core/field";

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
