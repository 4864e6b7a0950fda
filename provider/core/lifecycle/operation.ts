import { messageOf, PartialError, Refusal, VoidOrder } from "../api/errors";
import type { Found, Observed, Order } from "../binding";
import type { Values } from "../check";
import type { AnyBinding, Cloud } from "../cloud";
import type { Context } from "../context";
import type { Change } from "../diff";
import type { UsualTime } from "../wait";

export type Seen = Observed<Values>;
// biome-ignore lint/suspicious/noExplicitAny: keys differ per binding, and only the binding reads them
export type Key = any;
/** Checked inputs. Only the binding knows their types; here they are passed on and compared by field. */
// biome-ignore lint/suspicious/noExplicitAny: as above
export type Inputs = any;
export type Before = Found<Key, Values> | undefined;

/** Everything one operation on one object needs. */
export interface Operation {
  readonly cloud: Cloud;
  readonly binding: AnyBinding;
  readonly ctx: Context;
  /** Start of this run: earlier runs' orders are at least this old. Milliseconds since the epoch. */
  readonly began: number;
  order(generation: number): Order;
  /** How long the changes of one verb usually take. */
  usual(verb: "create" | "update" | "delete"): UsualTime;
}

export function nameOf({ cloud, binding }: Pick<Operation, "cloud" | "binding">, id?: string): string {
  return `${cloud.title} ${binding.declaration.name}${id ? ` ${id}` : ""}`;
}

/** Hidden state of a failed operation: the fields that the next update must check, whatever the plan says. */
export const UNFINISHED = "__unfinished";

/**
 * Runs the rest of an operation on an object that exists.
 *
 * @param fields the fields the operation affects
 * @throws PartialError on any failure, so that state keeps the id and the known properties
 */
export async function withPartialState<T>(
  { binding }: Operation,
  id: string,
  key: Key,
  { base, fields }: { base: Values; fields: readonly string[] },
  rest: (note: (key: Key) => void) => Promise<T>,
): Promise<T> {
  let latest = key;
  try {
    return await rest((next) => {
      latest = next;
    });
  } catch (error) {
    if (error instanceof VoidOrder) throw error;
    const actual = error instanceof FixedInputs ? error.actual : {};
    const state = { ...base, ...actual, ...binding.knownOutputs(latest), [UNFINISHED]: fields };
    throw new PartialError(id, state, [messageOf(error)]);
  }
}

/** The object differs in inputs that need a replacement. State gets the actual values, so the next plan replaces it. */
class FixedInputs extends Refusal {
  /** @param actual the actual values of those inputs */
  constructor(
    message: string,
    readonly actual: Values,
  ) {
    super(message, "conflict");
  }
}

/**
 * Refuses differences that an update cannot fix. Only the engine may decide on a replacement.
 *
 * @throws FixedInputs
 */
export function refuseFixed(
  operation: Operation,
  id: string,
  delta: readonly Change[],
  seen: Values,
  inputs: Inputs,
): void {
  const fixed = delta.filter((change) => change.onChange !== "update");
  if (fixed.length === 0) return;
  const list = fixed.map(({ field }) => `${field} is ${seen[field]} there and ${inputs[field]} here`).join("; ");
  const wayOut = operation.binding.declaration.fields[fixed[0]?.field ?? ""]?.wayOut;
  const advice = `That cannot be changed in place: declare the current value, or ${wayOut ?? "run pulumi refresh, and the next pulumi up replaces it"}`;
  const actual = Object.fromEntries(fixed.map(({ field }) => [field, seen[field]]));
  throw new FixedInputs(`${nameOf(operation, id)}: ${list}. ${advice}`, actual);
}
