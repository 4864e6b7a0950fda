import type { Values } from "./check";
import type { Field, Fields, OnChange } from "./field";
import { hasUnknown } from "./unknown";

export interface Change {
  readonly field: string;
  readonly onChange: Exclude<OnChange, "ignore">;
}

/**
 * What differs between an object as last seen and as declared. Pure and symmetric but for one rule: an input
 * that the program does not give is left as it is, for the cloud or another person to own.
 */
export function changes(fields: Fields, seen: Values, declared: Values): Change[] {
  return Object.entries(fields).flatMap(([name, field]) =>
    field.onChange !== "ignore" && differs(field, seen[name], declared[name])
      ? [{ field: name, onChange: field.onChange }]
      : [],
  );
}

function differs(field: Field<unknown>, seen: unknown, declared: unknown): boolean {
  if (declared === undefined) return false;
  if (hasUnknown(declared) || seen === undefined) return true;
  return !field.same(seen, declared);
}
