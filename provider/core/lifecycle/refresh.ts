import type { Values } from "../check";
import { changes, UNDECLARED } from "../diff";
import { withPrice } from "../price";
import { type Operation, type Seen, UNFINISHED } from "./operation";
import { outputsOf, type State } from "./reconcile";
import { ENTRY } from "./state-entries";

/** State after a look. Without state before it there is only the id, perhaps in a short form: all that is seen is taken over. */
export function refreshed(operation: Operation, id: string, state: Values, seen: Seen): State {
  const { binding, cloud, ctx } = operation;
  const { fields } = binding.declaration;
  const names = Object.keys(fields);
  // A state of ours has at least what every program must give.
  const lacking = (name: string) => fields[name]?.presence === "required" && state[name] === undefined;
  const imported = names.some(lacking) || names.every((name) => state[name] === undefined);
  const { [UNFINISHED]: _open, [UNDECLARED]: _hidden, ...before } = state;
  const now = imported ? { ...seen.properties, [ENTRY]: ctx.unique() } : outputsOf(operation, state, seen);
  const properties: Values = { ...before, ...now };
  // What another version wrote has no price or another list's, and that must not look like a change.
  const drifted = changes(fields, state, properties).length > 0;
  const priced = imported || (drifted && state.monthlyPrice !== undefined);
  return {
    id: imported ? binding.idOf(binding.keyOf(id, properties)) : id,
    properties: priced ? withPrice(cloud, binding.declaration, properties) : properties,
  };
}
