import { CloudError, Refusal } from "../api/errors";
import type { Values } from "../check";
import { changes, UNDECLARED } from "../diff";
import { observeUntil, requirePresent } from "./observe";
import { type Inputs, type Key, nameOf, type Operation, refuseFixed, type Seen } from "./operation";

/** An accepted change that no read shows for this long is sent again. Milliseconds. */
const STALLED_FOR = 20_000;
/** Maximum sends of one change; after that the lifecycle only waits. */
const MOST_SENDS = 100;

export interface State {
  readonly id: string;
  readonly properties: Values;
}

export interface Reconciliation {
  readonly id: string;
  readonly key: Key;
  /** The latest read, if any. */
  readonly seen?: Seen | undefined;
  readonly inputs: Inputs;
  /** Fields to set as declared. No others are changed. */
  readonly fields: readonly string[];
  /** Called with each new key at once. */
  readonly saveKey: (key: Key) => void;
}

/** Updates the object to the declared values: sends the diff of a fresh read, then waits until reads show it. */
export async function reconcile(
  operation: Operation,
  { id, key, seen: just, inputs, fields, saveKey }: Reconciliation,
): Promise<State> {
  const { binding, ctx } = operation;
  let current = key;
  const keep = (next: Key) => {
    current = next;
    saveKey(next);
  };
  const open = (now: Seen) =>
    changes(binding.declaration.fields, now.properties, inputs).filter(({ field }) => fields.includes(field));
  const fresh = just && !just.doing ? just : undefined;
  const toCompare = { ...operation, ctx: { ...ctx, inputsOnly: fields.length > 0 } };
  const first = fresh ?? (await requirePresent(toCompare, { id, key }));
  let seen = first;
  for (let generation = 0; open(seen).length > 0; generation++) {
    const delta = open(seen);
    refuseFixed(operation, id, delta, seen.properties, inputs);
    const names = delta.map((change) => change.field);
    const step = { key: current, desired: inputs, fields: names, observed: seen.properties, saveKey: keep };
    const more = generation < MOST_SENDS;
    let handled: readonly string[];
    try {
      handled = (await binding.update(ctx, step, operation.order(generation))) ?? names;
    } catch (error) {
      // An earlier refusal may have used the token: then nothing was done, and the next generation is sent.
      if (!(error instanceof CloudError && error.staleToken && more)) throw error;
      continue;
    }
    const sent = ctx.clock.now();
    const failedBefore = seen.failed;
    const unfinished = (now: Seen) => {
      const left = open(now).flatMap(({ field }) => (handled.includes(field) ? [field] : []));
      const stalled = ctx.clock.now() - sent >= STALLED_FOR && more;
      // A failure that was visible before this change may be an older one, unless it persists.
      if (left.length > 0 && now.failed && (stalled || !failedBefore)) throw failure(operation, id, left, now.failed);
      return left.length > 0 && !stalled ? `${left.join(", ")} not yet as declared` : undefined;
    };
    seen = await requirePresent(operation, { id, key: current, open: unfinished, after: "update" });
  }
  if (seen === first && !fresh && fields.length > 0) seen = await requirePresent(operation, { id, key: current });
  logNotes(operation, id, seen);
  return { id, properties: { ...inputs, ...outputsOf(operation, inputs, seen) } };
}

/** Restores an object that outlives the resource to the values its binding returns, if it still exists. */
export async function restore(operation: Operation, id: string, key: Key): Promise<void> {
  const seen = await observeUntil(operation, { id, key, open: (now) => now.doing });
  const inputs = seen && (await operation.binding.restore?.(operation.ctx, key, seen.properties));
  if (inputs) await reconcile(operation, { id, key, seen, inputs, fields: Object.keys(inputs), saveKey: () => {} });
}

function failure(operation: Operation, id: string, fields: readonly string[], failed: string): Refusal {
  const what = `${nameOf(operation, id)}: ${operation.cloud.title} accepted the change of ${fields.join(", ")} and then failed`;
  return new Refusal(`${what} (${failed}); the old value remains. Run again to retry`, "unavailable");
}

/**
 * The outputs, and the inputs that are declared or have a default. Other inputs are not managed, so they are kept in
 * hidden state instead of showing as drift; declaring one with its current value is then no change.
 */
export function outputsOf({ binding }: Operation, declared: Values, { properties }: Seen): Values {
  const { fields } = binding.declaration;
  const isShown = (name: string) =>
    !Object.hasOwn(fields, name) || declared[name] !== undefined || fields[name]?.presence === "defaulted";
  const all = Object.entries(properties).filter(([, value]) => value !== undefined);
  const rest = all.filter(([name]) => !isShown(name));
  const hidden = rest.length > 0 ? { [UNDECLARED]: Object.fromEntries(rest) } : {};
  return { ...Object.fromEntries(all.filter(([name]) => isShown(name))), ...hidden };
}

export function logNotes(operation: Operation, id: string, { notes = [] }: Seen): void {
  for (const note of notes) operation.ctx.log("warning", `${nameOf(operation, id)}: ${note}`);
}
