import { messageOf, PartialError, Refusal, VoidOrder } from "../api/errors";
import type { Found, Observed, Order } from "../binding";
import type { Values } from "../check";
import type { AnyBinding, Cloud } from "../cloud";
import type { Context } from "../context";
import type { Change } from "../diff";

export type Seen = Observed<Values>;
// biome-ignore lint/suspicious/noExplicitAny: keys differ per binding, and only the binding looks inside
export type Key = any;
/** Checked inputs. Their types are the binding's own; here they are only handed on and compared by field. */
// biome-ignore lint/suspicious/noExplicitAny: as above
export type Inputs = any;
export type Before = Found<Key, Values> | undefined;

/** One verb on one object: what every step of the lifecycle works in. */
export interface Operation {
  readonly cloud: Cloud;
  readonly binding: AnyBinding;
  readonly ctx: Context;
  /** When this run of the provider began: what an earlier run ordered is at least so old. Milliseconds. */
  readonly began: number;
  order(generation: number): Order;
}

export function nameOf({ cloud, binding }: Pick<Operation, "cloud" | "binding">, id?: string): string {
  return `${cloud.title} ${binding.declaration.name}${id ? ` ${id}` : ""}`;
}

/** Hidden state of a verb that failed: the fields that the next update must look at, whatever the plan says. */
export const UNFINISHED = "__unfinished";

/**
 * The rest of a verb for an object that exists. Whatever fails, state keeps the id and what is known.
 *
 * @param fields what the verb is about
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
    const there = error instanceof FixedInputs ? error.there : {};
    const state = { ...base, ...there, ...binding.knownOutputs(latest), [UNFINISHED]: fields };
    throw new PartialError(id, state, [messageOf(error)]);
  }
}

/** The object differs where nothing changes it in place. State then has it as it is, so that the next plan replaces it. */
class FixedInputs extends Refusal {
  /** @param there those inputs, as they are */
  constructor(
    message: string,
    readonly there: Values,
  ) {
    super(message, "conflict");
  }
}

/** Nothing here can change these in place, and replacing is not ours to decide in the middle of a verb. */
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
  const advice = `That cannot be changed in place: declare what is there, or ${wayOut ?? "run pulumi refresh and let it be replaced"}`;
  const there = Object.fromEntries(fixed.map(({ field }) => [field, seen[field]]));
  throw new FixedInputs(`${nameOf(operation, id)}: ${list}. ${advice}`, there);
}
