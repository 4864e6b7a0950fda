import type { Values } from "./check";
import { type Field, type Fields, hasUnknown, type OnChange } from "./field";

export interface Change {
  readonly field: string;
  readonly onChange: Exclude<OnChange, "ignore">;
}

/** Hidden state: undeclared inputs as last read. Declaring one with its current value is no change. */
export const UNDECLARED = "__undeclared";

/** What state has of the object as last read: inputs, declared or not, and outputs. */
export function asRead(state: Values): Values {
  return { ...(state[UNDECLARED] as Values | undefined), ...state };
}

/** An input from state, declared or not. */
export function inState(state: Values, name: string): unknown {
  return state[name] ?? (state[UNDECLARED] as Values | undefined)?.[name];
}

/**
 * Differences between the object as last read and as declared. Pure, and symmetric but for one rule: an input the
 * program does not give is left unmanaged.
 */
export function changes(fields: Fields, seen: Values, declared: Values): Change[] {
  return Object.entries(fields).flatMap(([name, field]) =>
    field.onChange !== "ignore" && differs(field, inState(seen, name), declared[name])
      ? [{ field: name, onChange: field.onChange }]
      : [],
  );
}

/** Hidden input: fields whose change replaces the object because the program or a dependent resource requires it. */
export const REPLACES = "__replaceOnChanges";

/** Differences as the engine should plan them. */
export function planned(fields: Fields, seen: Values, declared: Values): Change[] {
  const replaces = (declared[REPLACES] ?? []) as readonly string[];
  const replaced = (name: string) => replaces.includes(name) || replaces.includes("*");
  return changes(fields, seen, declared).map((change) =>
    replaced(change.field) ? { ...change, onChange: "replace" } : change,
  );
}

/** The declared inputs. Omitted inputs that have a default keep the value in state. */
export function withFound(fields: Fields, declared: Values, state: Values): Values {
  const found = Object.keys(fields).filter((name) => fields[name]?.presence === "defaulted");
  const kept = found.filter((name) => declared[name] === undefined).map((name) => [name, inState(state, name)]);
  return { ...declared, ...Object.fromEntries(kept.filter(([, value]) => value !== undefined)) };
}

/** The declared inputs that affect the object. */
export function declaredFields(fields: Fields, declared: Values): string[] {
  return Object.keys(fields).filter((name) => fields[name]?.onChange !== "ignore" && declared[name] !== undefined);
}

function differs(field: Field<unknown>, seen: unknown, declared: unknown): boolean {
  if (declared === undefined) return false;
  if (hasUnknown(declared) || seen === undefined) return true;
  return !field.same(seen, declared);
}
