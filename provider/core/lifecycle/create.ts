import { CloudError, DeadlineError, Refusal, TakenPlace, VoidOrder } from "../api/errors";
import type { Order } from "../binding";
import { changes } from "../diff";
import { seconds, waitFor } from "../wait";
import { ABSENT_FOR, look, READS_LAG } from "./observe";
import {
  type Before,
  type Frame,
  type Inputs,
  type Key,
  keepingState,
  refuseFixed,
  type Seen,
  words,
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
  frame: Frame,
  inputs: Inputs,
  before: Before,
  fields: readonly string[],
): Promise<Ordered> {
  const { binding, ctx } = frame;
  if (before?.ours) return { key: before.key, replayed: true };
  let failed = false;
  for (let generation = 0; ctx.clock.now() < ctx.deadline; generation++) {
    const order = frame.order(generation);
    const key = await orderOnce(frame, inputs, before, order, generation < MOST_SPENT);
    if (key === undefined) continue;
    const id = binding.idOf(key);
    const replayed = before !== undefined && binding.overlap(before.key, key);
    // What has no place is not found before, and is told by its token alone.
    const placeless = !binding.bare && binding.lockOf(inputs) === undefined;
    if ((replayed || placeless) && (await binding.held?.(ctx, key))) {
      const what = "the cloud repeats its answer to an order that another resource of this name has placed";
      ctx.log("info", `${words(frame, id)}: ${what}; going on under another token`);
      continue;
    }
    const lives = binding.lives && (async () => binding.lives?.(ctx, key, inputs, order));
    const quick = generation > 0;
    // Until it is at rest: a cloud may show what it then fails to make.
    const open = (now: Seen) => now.doing;
    const seen = await keepingState(frame, id, key, { base: inputs, fields }, () =>
      look(frame, { id, key, lives, quick, open }),
    ).catch((error: unknown) => {
      if (!(error instanceof VoidOrder)) throw error;
      if (error.old ? generation >= MOST_SPENT : failed) throw error.cause;
      return error;
    });
    if (seen instanceof VoidOrder) {
      failed ||= !seen.old;
      ctx.log("info", `${words(frame, id)}: ${seen.message} Nothing was made; ordering once more`);
      continue;
    }
    if (seen) return { key, seen, replayed };
    const what = "the cloud repeats its answer to an order since deleted; ordering again under another token";
    ctx.log(generation === 0 ? "info" : "debug", `${words(frame, id)}: ${what}`);
  }
  const what = "every token was answered with an object of an earlier order until the time for this operation was over";
  throw new DeadlineError(`${words(frame)}: ${what}. Run again to continue, or allow more time with customTimeouts`);
}

/**
 * One order. Undefined when its token no longer stands. What a lost answer may have made is looked for.
 *
 * @param more whether another token would be tried
 */
async function orderOnce(
  frame: Frame,
  inputs: Inputs,
  before: Before,
  order: Order,
  more: boolean,
): Promise<Key | undefined> {
  const { binding, ctx } = frame;
  try {
    return await binding.create(ctx, inputs, order, before?.key);
  } catch (error) {
    if (!(error instanceof CloudError && (error.kind === "conflict" || error.kind === "unavailable"))) throw error;
    const now = await takenBy(frame, inputs, error);
    const nothingNew = (now && binding.idOf(now.key)) === (before && binding.idOf(before.key));
    if (error.staleToken && nothingNew && more) return undefined;
    if (!now) throw error;
    // Without marks: the place was empty, our answer was lost, and now the place holds just what we ordered.
    const asOrdered = changes(binding.declaration.fields, now.properties, inputs).length === 0;
    const ours = now.ours ?? (error.lost && !before && asOrdered);
    if (ours) return now.key;
    if (error.kind === "unavailable" && now.ours === undefined) throw error;
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
export async function taken(frame: Frame, inputs: Inputs, takesOver: boolean): Promise<Before> {
  const { binding, ctx } = frame;
  if (takesOver) return shownWithin(frame, READS_LAG, () => binding.find(ctx, inputs));
  const before: Before = await binding.find(ctx, inputs);
  const rest = frame.began + ABSENT_FOR - ctx.clock.now();
  if (before || !binding.bare || rest <= 0) return before;
  if (ctx.clock.now() + rest > ctx.deadline) {
    const why = `an order of this kind is looked for during ${seconds(ABSENT_FOR)} before it is sent`;
    throw new DeadlineError(`${words(frame)}: nothing was ordered: ${why}. Allow more time with customTimeouts`);
  }
  await ctx.clock.sleep(rest, ctx.signal);
  return binding.find(ctx, inputs);
}

/**
 * What has the place after an error, as far as can be seen. What our own lost order made may be a while in coming, and
 * so may what the cloud says is there, unless that was awaited already.
 */
function takenBy(frame: Frame, inputs: Inputs, { kind, lost, staleToken }: CloudError): Promise<Before> {
  const { binding, ctx } = frame;
  const hidden = kind === "conflict" && (lost || !(staleToken || binding.bare));
  return shownWithin(frame, hidden ? READS_LAG : 0, () => binding.find(ctx, inputs).catch(() => undefined));
}

function shownWithin(frame: Frame, span: number, look: () => Promise<Before>): Promise<Before> {
  const { ctx } = frame;
  // The last look must still be within the time.
  const until = Math.min(ctx.clock.now() + span, ctx.deadline - span / 4);
  return waitFor<Before>(ctx, {
    goal: `${words(frame)} to be seen`,
    look,
    pending: (now) => (now || ctx.clock.now() >= until ? undefined : "not to be seen"),
  });
}

/** Takes charge of what is there. Nothing is ordered, and nothing enters state that could not become as declared. */
export function adopt(frame: Frame, inputs: Inputs, before: Before): Ordered {
  if (!before) {
    const what = `adopt: ${words(frame)}: there is nothing to take charge of`;
    throw new Refusal(`${what}; remove adopt to order it`, "gone");
  }
  const delta = changes(frame.binding.declaration.fields, before.properties, inputs);
  refuseFixed(frame, frame.binding.idOf(before.key), delta, before.properties, inputs);
  return { key: before.key, replayed: false };
}
