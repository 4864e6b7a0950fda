import type { Values } from "../check";
import { changes, UNDECLARED } from "../diff";
import { withPrice } from "../price";
import { withFirsts } from "../resource";
import { type Operation, type Seen, UNFINISHED } from "./operation";
import { outputsOf, type State } from "./reconcile";
import { ENTRY } from "./state-entries";

/** State after a read. On import only the id is known, perhaps in short form: all properties come from the read. */
export function refreshed(operation: Operation, id: string, state: Values, seen: Seen): State {
  const { binding, cloud, ctx } = operation;
  const { fields } = binding.declaration;
  const names = Object.keys(fields);
  // State from a create has at least the required inputs.
  const lacking = (name: string) => fields[name]?.presence === "required" && state[name] === undefined;
  const imported = names.some(lacking) || names.every((name) => state[name] === undefined);
  const { [UNFINISHED]: _open, [UNDECLARED]: _hidden, ...before } = state;
  const now = imported ? { ...seen.properties, [ENTRY]: ctx.unique() } : outputsOf(operation, state, seen);
  const properties: Values = withFirsts(binding.declaration, { ...before, ...now });
  // State from another version may have no price or an older one; that must not show as a change.
  const drifted = changes(fields, state, properties).length > 0;
  const priced = imported || (drifted && state.monthlyPrice !== undefined);
  return {
    id: imported ? binding.idOf(binding.keyOf(id, properties)) : id,
    properties: priced ? withPrice(cloud, binding.declaration, properties) : properties,
  };
}
