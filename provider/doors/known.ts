import type { Values } from "../core/check";
import type { AnyBinding } from "../core/cloud";
import { UNKNOWN } from "../core/unknown";

/** What a preview can say of an order. */
export function knownOfOrder({ declaration }: AnyBinding, inputs: Values): Values {
  const outputs = Object.keys(declaration.outputs).map((name) => [name, UNKNOWN]);
  return { ...inputs, ...Object.fromEntries(outputs) };
}

/** The same of a change: what it leaves alone stays known. */
export function knownOfChange({ declaration, outputsAfter }: AnyBinding, olds: Values, inputs: Values): Values {
  const known = Object.keys(declaration.outputs).map((name) => [name, olds[name] ?? UNKNOWN]);
  return { ...inputs, ...Object.fromEntries(known), ...outputsAfter?.(olds, inputs) };
}
