import type { Values } from "../../core/check";
import type { AnyBinding } from "../../core/cloud";
import { changes } from "../../core/diff";
import type { Outputs } from "../../core/resource";
import { UNKNOWN } from "../../core/unknown";

/** What a preview can say of an order. A refusal thrown here fails the preview: the dry run and the price go here. */
export async function previewCreate({ declaration }: AnyBinding, inputs: Values): Promise<Values> {
  const outputs = Object.keys(declaration.outputs).map((name) => [name, UNKNOWN]);
  return { ...inputs, ...Object.fromEntries(outputs) };
}

/** The same of a change. Ids and the like outlast it; lists grow and shrink with it. */
export async function previewUpdate({ declaration }: AnyBinding, olds: Values, inputs: Values): Promise<Values> {
  const outputs: Outputs = declaration.outputs;
  const changed = changes(declaration.fields, olds, inputs).length > 0;
  const known = Object.entries(outputs).map(([name, { type }]) => {
    const decided = changed && type === "texts";
    return [name, decided ? UNKNOWN : (olds[name] ?? UNKNOWN)];
  });
  return { ...inputs, ...Object.fromEntries(known) };
}
