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

/**
 * Hidden input of a part that other parts stand on: by field, the output that shows it. Such a field is not changed in
 * place, because what stands on it must go first.
 */
export const RENEWS = "__renews";

/** What differs, as the engine is to plan it. */
export function planned(fields: Fields, seen: Values, declared: Values): Change[] {
  const renews = (declared[RENEWS] ?? {}) as Readonly<Record<string, string>>;
  return changes(fields, seen, declared).map((change) => {
    const [field, shown] = [fields[change.field], seen[renews[change.field] ?? ""]];
    return field && shown !== undefined && differs(field, shown, declared[change.field])
      ? { ...change, onChange: "replace" }
      : change;
  });
}

function differs(field: Field<unknown>, seen: unknown, declared: unknown): boolean {
  if (declared === undefined) return false;
  if (hasUnknown(declared) || seen === undefined) return true;
  return !field.same(seen, declared);
}
