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

/** Maximum tokens tried. Earlier runs may have used each of them for an order that produced nothing. */
const MAX_USED_TOKENS = 20;

export interface Ordered {
  readonly key: Key;
  readonly seen?: Seen;
  /** The object existed before this order: the cloud replayed an earlier run's order. */
  readonly replayed: boolean;
}

/**
 * Places the order and verifies that the returned object exists and belongs to this resource. If not, orders again
 * under the next generation.
 *
 * @throws DeadlineError if every token was used
 */
export async function placeOrder(
  operation: Operation,
  inputs: Inputs,
  before: Before,
  fields: readonly string[],
): Promise<Ordered> {
  const { binding, ctx } = operation;
  if (before?.isOurs) return { key: before.key, replayed: true };
  // This only helps the next run, so a failure does not stop this one.
  await binding.releaseStale?.(ctx, inputs).catch((error: unknown) => ctx.log("debug", messageOf(error)));
  let failed = false;
  for (let generation = 0; ctx.clock.now() < ctx.deadline; generation++) {
    const order = operation.order(generation);
    const key = await orderOnce(operation, inputs, before, order, generation < MAX_USED_TOKENS);
    if (key === undefined) continue;
    const id = binding.idOf(key);
    // Nothing was ordered, and the object was read a moment ago: what differs is seen again after it is set.
    if (binding.takesOver && before && !before.doing) return { key, seen: before, replayed: false };
    const replayed = before !== undefined && binding.sameObject(before.key, key);
    // An object without a place cannot be found beforehand; only its token identifies it.
    const placeless = !binding.untracked && binding.lockOf(inputs) === undefined;
    if ((replayed || placeless) && (await binding.held?.(ctx, key))) {
      const what = "the cloud replays an order that another resource of this name has placed";
      ctx.log("info", `${nameOf(operation, id)}: ${what}; ordering again with another token`);
      continue;
    }
    const lives = binding.isAlive && (async () => binding.isAlive?.(ctx, key, inputs, order));
    const quick = generation > 0;
    // Wait until it settles: a cloud may show an object that it then fails to create.
    const open = (now: Seen) => now.doing;
    const seen = await withPartialState(operation, id, key, { base: inputs, fields }, () =>
      observeUntil(operation, { id, key, lives, quick, open, after: "create" }),
    ).catch((error: unknown) => {
      if (!(error instanceof VoidOrder)) throw error;
      if (error.old ? generation >= MAX_USED_TOKENS : failed) throw error.cause;
      return error;
    });
    if (seen instanceof VoidOrder) {
      failed ||= !seen.old;
      ctx.log("info", `${nameOf(operation, id)}: ${seen.message} Nothing was created; ordering once more`);
      continue;
    }
    if (seen) return { key, seen, replayed };
    const what = "the cloud replays an order since deleted; ordering again with another token";
    ctx.log(generation === 0 ? "info" : "debug", `${nameOf(operation, id)}: ${what}`);
  }
  const what = "every token returned an object of an earlier order until the timeout of this operation";
  throw new DeadlineError(
    `${nameOf(operation)}: ${what}. Run again to continue, or allow more time with customTimeouts`,
  );
}

/**
 * Places one order. After a lost response, searches for the object.
 *
 * @param more whether another token would be tried
 * @returns undefined if the token is used
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
    // Without owner tags: the place was empty, our response was lost, and the place now holds exactly what we ordered.
    const asOrdered = changes(binding.declaration.fields, now.properties, inputs).length === 0;
    const own = now.isOurs ?? (error.lost && !before && asOrdered && !(await isHeld(operation, now.key)));
    if (own) return now.key;
    if (error.kind === "unavailable" && now.isOurs === undefined) throw error;
    throw placeTaken(error, binding.idOf(now.key));
  }
}

/** Some state has it: then it is not what this order made. */
async function isHeld({ binding, ctx }: Operation, key: Key): Promise<boolean> {
  return (await binding.held?.(ctx, key).catch(() => false)) ?? false;
}

/** @param id of the object that occupies the place */
export function placeTaken({ message, about }: CloudError, id: string): Refusal {
  const ways =
    "set adopt: true to adopt it, or import it by that id (pulumi import, where the plugin is used). If this stack created it under another name, set the resource option aliases instead; if this run replaces it (--replace, a taint), set deleteBeforeReplace: true";
  return new TakenPlace(`${message} The place is taken by ${id}: ${ways}`, about);
}

/**
 * The object that occupies the place before an order or adoption.
 *
 * @param takesOver nothing is ordered, so wait while reads lag: another resource may just have created the object
 * @throws DeadlineError if the timeout is too short to prove the place empty
 */
export async function findExisting(operation: Operation, inputs: Inputs, takesOver: boolean): Promise<Before> {
  const { binding, ctx } = operation;
  if (takesOver) return findWithin(operation, READS_LAG, () => binding.find(ctx, inputs));
  const before: Before = await binding.find(ctx, inputs);
  const span = binding.searchFor ?? ABSENT_FOR;
  const rest = operation.began + span - ctx.clock.now();
  if (before || !binding.untracked || rest <= 0) return before;
  if (ctx.clock.now() + rest > ctx.deadline) {
    const why = `an earlier order of this kind must be searched for during ${seconds(span)} first`;
    throw new DeadlineError(`${nameOf(operation)}: nothing was ordered: ${why}. Allow more time with customTimeouts`);
  }
  await ctx.clock.sleep(rest, ctx.signal);
  // What was read before the wait must not answer for after it.
  ctx.recent?.forget();
  return binding.find(ctx, inputs);
}

/**
 * The object that occupies the place after an error, if reads show one. Reads may lag behind both our own lost order
 * and the object of a conflict, unless that was already waited for.
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

function findWithin(operation: Operation, span: number, read: () => Promise<Before>): Promise<Before> {
  const { ctx } = operation;
  // The last read must finish before the deadline.
  const until = Math.min(ctx.clock.now() + span, ctx.deadline - span / 4);
  return waitFor<Before>(ctx, {
    goal: `${nameOf(operation)} to be seen`,
    look: read,
    pending: (now) => (now || ctx.clock.now() >= until ? undefined : "not to be seen"),
  });
}

/**
 * Adopts the existing object. Nothing is ordered.
 *
 * @throws Refusal if there is none, or if it differs in inputs that cannot be changed in place
 */
export function adopt(operation: Operation, inputs: Inputs, before: Before): Ordered {
  if (!before) {
    const what = `adopt: ${nameOf(operation)}: there is nothing to adopt`;
    throw new Refusal(`${what}; remove adopt to order it`, "gone");
  }
  const delta = changes(operation.binding.declaration.fields, before.properties, inputs);
  refuseFixed(operation, operation.binding.idOf(before.key), delta, before.properties, inputs);
  return { key: before.key, replayed: false };
}
