import type { Values } from "./check";
import { type Field, type Fields, hasUnknown, type OnChange } from "./field";

export interface Change {
  readonly field: string;
  readonly onChange: Exclude<OnChange, "ignore">;
}

/** Hidden state: inputs that the program does not declare, as last seen. Declaring one as it is changes nothing. */
export const UNDECLARED = "__undeclared";

/** An input as state has it, declared or not. */
export function inState(state: Values, name: string): unknown {
  return state[name] ?? (state[UNDECLARED] as Values | undefined)?.[name];
}

/**
 * What differs between an object as last seen and as declared. Pure and symmetric but for one rule: an input
 * that the program does not give is left as it is, for the cloud or another person to own.
 */
export function changes(fields: Fields, seen: Values, declared: Values): Change[] {
  return Object.entries(fields).flatMap(([name, field]) =>
    field.onChange !== "ignore" && differs(field, inState(seen, name), declared[name])
      ? [{ field: name, onChange: field.onChange }]
      : [],
  );
}

/** Hidden input: fields whose change replaces the object, because the program or what stands on it says so. */
export const REPLACES = "__replaceOnChanges";

/** What differs, as the engine is to plan it. */
export function planned(fields: Fields, seen: Values, declared: Values): Change[] {
  const replaces = (declared[REPLACES] ?? []) as readonly string[];
  const replaced = (name: string) => replaces.includes(name) || replaces.includes("*");
  return changes(fields, seen, declared).map((change) =>
    replaced(change.field) ? { ...change, onChange: "replace" } : change,
  );
}

/** What is declared, and where that has a default and is not said, what state has. */
export function withFound(fields: Fields, declared: Values, state: Values): Values {
  const found = Object.keys(fields).filter((name) => fields[name]?.presence === "defaulted");
  const kept = found.filter((name) => declared[name] === undefined).map((name) => [name, inState(state, name)]);
  return { ...declared, ...Object.fromEntries(kept.filter(([, value]) => value !== undefined)) };
}

/** The inputs that a program declares, and that mean something to the object. */
export function declaredFields(fields: Fields, declared: Values): string[] {
  return Object.keys(fields).filter((name) => fields[name]?.onChange !== "ignore" && declared[name] !== undefined);
}

function differs(field: Field<unknown>, seen: unknown, declared: unknown): boolean {
  if (declared === undefined) return false;
  if (hasUnknown(declared) || seen === undefined) return true;
  return !field.same(seen, declared);
}
