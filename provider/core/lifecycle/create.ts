import { CloudError, DeadlineError, messageOf, Refusal, TakenPlace, VoidOrder } from "../api/errors";
import type { Order } from "../binding";
import { changes } from "../diff";
import { seconds, waitFor } from "../wait";
import { ABSENT_FOR, observeUntil, READS_LAG } from "./observe";
import {
  type Before,
  type Inputs,
  type Key,
  nameOf,
  type Operation,
  refuseFixed,
  type Seen,
  withPartialState,
} from "./operation";

/** Tokens tried, each of which may have been spent by an earlier run on an order that came to nothing. */
const MOST_SPENT = 20;

export interface Ordered {
  readonly key: Key;
  readonly seen?: Seen;
  /** It was alive before this order: an earlier run's, answered again. */
  readonly replayed: boolean;
}

/** Orders, and proves that what the cloud answered is alive and this resource's; steps the generation when it is not. */
export async function placeOrder(
  operation: Operation,
  inputs: Inputs,
  before: Before,
  fields: readonly string[],
): Promise<Ordered> {
  const { binding, ctx } = operation;
  if (before?.isOurs) return { key: before.key, replayed: true };
  // Only a help for the next run: what it cannot read does not stop this one.
  await binding.releaseStale?.(ctx, inputs).catch((error: unknown) => ctx.log("debug", messageOf(error)));
  let failed = false;
  for (let generation = 0; ctx.clock.now() < ctx.deadline; generation++) {
    const order = operation.order(generation);
    const key = await orderOnce(operation, inputs, before, order, generation < MOST_SPENT);
    if (key === undefined) continue;
    const id = binding.idOf(key);
    const replayed = before !== undefined && binding.sameObject(before.key, key);
    // What has no place is not found before, and is told by its token alone.
    const placeless = !binding.untracked && binding.lockOf(inputs) === undefined;
    if ((replayed || placeless) && (await binding.held?.(ctx, key))) {
      const what = "the cloud repeats its answer to an order that another resource of this name has placed";
      ctx.log("info", `${nameOf(operation, id)}: ${what}; going on under another token`);
      continue;
    }
    const lives = binding.isAlive && (async () => binding.isAlive?.(ctx, key, inputs, order));
    const quick = generation > 0;
    // Until it is at rest: a cloud may show what it then fails to make.
    const open = (now: Seen) => now.doing;
    const seen = await withPartialState(operation, id, key, { base: inputs, fields }, () =>
      observeUntil(operation, { id, key, lives, quick, open }),
    ).catch((error: unknown) => {
      if (!(error instanceof VoidOrder)) throw error;
      if (error.old ? generation >= MOST_SPENT : failed) throw error.cause;
      return error;
    });
    if (seen instanceof VoidOrder) {
      failed ||= !seen.old;
      ctx.log("info", `${nameOf(operation, id)}: ${seen.message} Nothing was made; ordering once more`);
      continue;
    }
    if (seen) return { key, seen, replayed };
    const what = "the cloud repeats its answer to an order since deleted; ordering again under another token";
    ctx.log(generation === 0 ? "info" : "debug", `${nameOf(operation, id)}: ${what}`);
  }
  const what = "every token was answered with an object of an earlier order until the time for this operation was over";
  throw new DeadlineError(
    `${nameOf(operation)}: ${what}. Run again to continue, or allow more time with customTimeouts`,
  );
}

/**
 * One order. Undefined when its token no longer stands. What a lost answer may have made is looked for.
 *
 * @param more whether another token would be tried
 */
async function orderOnce(
  operation: Operation,
  inputs: Inputs,
  before: Before,
  order: Order,
  more: boolean,
): Promise<Key | undefined> {
  const { binding, ctx } = operation;
  try {
    return await binding.create(ctx, inputs, order, before?.key);
  } catch (error) {
    if (!(error instanceof CloudError && (error.kind === "conflict" || error.kind === "unavailable"))) throw error;
    const now = await findAfterFailure(operation, inputs, error);
    const nothingNew = (now && binding.idOf(now.key)) === (before && binding.idOf(before.key));
    if (error.staleToken && nothingNew && more) return undefined;
    if (!now) throw error;
    // Without marks: the place was empty, our answer was lost, and now the place holds just what we ordered.
    const asOrdered = changes(binding.declaration.fields, now.properties, inputs).length === 0;
    const own = now.isOurs ?? (error.lost && !before && asOrdered);
    if (own) return now.key;
    if (error.kind === "unavailable" && now.isOurs === undefined) throw error;
    throw placeTaken(error, binding.idOf(now.key));
  }
}

/** @param id of what has the place */
export function placeTaken({ message, about }: CloudError, id: string): Refusal {
  const ways =
    "set adopt: true to take charge of it, or import it by that id (pulumi import, where the plugin is used). If this stack made it under another name, give the resource the option aliases instead; if this run replaces it (--replace, a taint), set deleteBeforeReplace: true";
  return new TakenPlace(`${message} The place is taken by ${id}: ${ways}`, about);
}

/**
 * What has the place before anything is ordered or taken over.
 *
 * @param takesOver nothing is ordered, so what another resource of this run has just made is waited for while reads lag
 */
export async function findExisting(operation: Operation, inputs: Inputs, takesOver: boolean): Promise<Before> {
  const { binding, ctx } = operation;
  if (takesOver) return findWithin(operation, READS_LAG, () => binding.find(ctx, inputs));
  const before: Before = await binding.find(ctx, inputs);
  const rest = operation.began + ABSENT_FOR - ctx.clock.now();
  if (before || !binding.untracked || rest <= 0) return before;
  if (ctx.clock.now() + rest > ctx.deadline) {
    const why = `an order of this kind is looked for during ${seconds(ABSENT_FOR)} before it is sent`;
    throw new DeadlineError(`${nameOf(operation)}: nothing was ordered: ${why}. Allow more time with customTimeouts`);
  }
  await ctx.clock.sleep(rest, ctx.signal);
  return binding.find(ctx, inputs);
}

/**
 * What has the place after an error, as far as can be seen. What our own lost order made may be a while in coming, and
 * so may what the cloud says is there, unless that was awaited already.
 */
function findAfterFailure(
  operation: Operation,
  inputs: Inputs,
  { kind, lost, staleToken }: CloudError,
): Promise<Before> {
  const { binding, ctx } = operation;
  const hidden = kind === "conflict" && (lost || !(staleToken || binding.untracked));
  return findWithin(operation, hidden ? READS_LAG : 0, () => binding.find(ctx, inputs).catch(() => undefined));
}

function findWithin(operation: Operation, span: number, look: () => Promise<Before>): Promise<Before> {
  const { ctx } = operation;
  // The last look must still be within the time.
  const until = Math.min(ctx.clock.now() + span, ctx.deadline - span / 4);
  return waitFor<Before>(ctx, {
    goal: `${nameOf(operation)} to be seen`,
    look,
    pending: (now) => (now || ctx.clock.now() >= until ? undefined : "not to be seen"),
  });
}

/** Takes charge of what is there. Nothing is ordered, and nothing enters state that could not become as declared. */
export function adopt(operation: Operation, inputs: Inputs, before: Before): Ordered {
  if (!before) {
    const what = `adopt: ${nameOf(operation)}: there is nothing to take charge of`;
    throw new Refusal(`${what}; remove adopt to order it`, "gone");
  }
  const delta = changes(operation.binding.declaration.fields, before.properties, inputs);
  refuseFixed(operation, operation.binding.idOf(before.key), delta, before.properties, inputs);
  return { key: before.key, replayed: false };
}
