import type { Values } from "../check";
import { changes, UNDECLARED } from "../diff";
import { withPrice } from "../price";
import { type Frame, type Seen, UNFINISHED } from "./operation";
import { type State, shown } from "./reconcile";
import { ENTRY } from "./state-entries";

/** State after a look. Without state before it there is only the id, perhaps in a short form: all that is seen is taken over. */
export function asRead(frame: Frame, id: string, state: Values, seen: Seen): State {
  const { binding, cloud, ctx } = frame;
  const { fields } = binding.declaration;
  const names = Object.keys(fields);
  // A state of ours has at least what every program must give.
  const lacking = (name: string) => fields[name]?.presence === "required" && state[name] === undefined;
  const imported = names.some(lacking) || names.every((name) => state[name] === undefined);
  const { [UNFINISHED]: _open, [UNDECLARED]: _hidden, ...before } = state;
  const now = imported ? { ...seen.properties, [ENTRY]: ctx.unique() } : shown(frame, state, seen);
  const properties: Values = { ...before, ...now };
  // What another version wrote has no price or another list's, and that must not look like a change.
  const drifted = changes(fields, state, properties).length > 0;
  const told = imported || (drifted && state.monthlyPrice !== undefined);
  return {
    id: imported ? binding.idOf(binding.keyOf(id, properties)) : id,
    properties: told ? withPrice(cloud, binding.declaration, properties) : properties,
  };
}
