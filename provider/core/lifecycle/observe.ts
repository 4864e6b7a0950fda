import { Refusal, VoidOrder } from "../api/errors";
import { waitFor } from "../wait";
import { type Key, nameOf, type Operation, type Seen } from "./operation";

/** An object absent from successful reads for this long counts as gone. Milliseconds. */
export const ABSENT_FOR = 6_000;
/** Maximum time until reads show a write. Milliseconds. */
export const READS_LAG = 30_000;
/** Most reads lag less than this, so the write API is not called earlier. Milliseconds. */
const ASK_AFTER = 1_500;

export interface Observation {
  readonly id: string;
  readonly key: Key;
  /** What an existing object still has to reach; undefined when nothing. */
  readonly open?: (seen: Seen) => string | undefined;
  /** Checks the write API while reads do not show the object. */
  readonly lives?: (() => Promise<boolean | undefined>) | undefined;
  /** Checks at once: the cloud is known to replay old tokens. */
  readonly quick?: boolean;
  /** What was just sent, if anything: it takes its usual time. */
  readonly after?: "create" | "update";
}

/** Reads until nothing is open. Undefined: proven absent, by the write API or by a period of absent reads. */
export async function observeUntil(
  operation: Operation,
  { id, key, open, lives, quick, after }: Observation,
): Promise<Seen | undefined> {
  const { binding, ctx } = operation;
  const isDead = lives ? byWriting(lives, quick ? 0 : ASK_AFTER) : byReads;
  let absentSince: number | undefined;
  const outcome = await waitFor<{ seen?: Seen; absent?: true }>(ctx, {
    goal: `${nameOf(operation, id)} to be ready`,
    usual: after && operation.usual(after),
    look: async () => {
      const seen: Seen | undefined = await binding.observe(ctx, key);
      const now = ctx.clock.now();
      absentSince = seen ? undefined : (absentSince ?? now);
      if (seen) return { seen };
      return (await isDead(now - (absentSince ?? now))) ? { absent: true } : {};
    },
    pending: ({ seen, absent }) => (seen ? open?.(seen) : absent ? undefined : "not to be seen"),
  });
  return outcome.seen;
}

async function byReads(absentFor: number): Promise<boolean> {
  return absentFor >= ABSENT_FOR;
}

/**
 * Decides by the write API, called until it knows. If the object exists, reads continue until the deadline. If the API
 * cannot tell, or reports a failed order, it may be wrong while reads lag: then the reads decide.
 */
function byWriting(lives: () => Promise<boolean | undefined>, askAfter: number) {
  let alive: boolean | undefined;
  let failed: VoidOrder | undefined;
  return async (absentFor: number): Promise<boolean> => {
    if (alive === undefined && !failed && absentFor >= askAfter) {
      alive = await lives().catch((error: unknown) => {
        if (!(error instanceof VoidOrder)) throw error;
        failed = error;
        return undefined;
      });
    }
    if (alive !== undefined) return !alive;
    // The object of an earlier run's order would have been visible long ago.
    const dead = absentFor >= (failed?.old ? ABSENT_FOR : READS_LAG);
    if (dead && failed) throw failed;
    return dead;
  };
}

/**
 * Reads until the object is settled and nothing is open.
 *
 * @throws Refusal if the object is gone
 */
export async function requirePresent(operation: Operation, { open, ...observation }: Observation): Promise<Seen> {
  const seen = await observeUntil(operation, { ...observation, open: (now) => now.doing ?? open?.(now) });
  if (seen) return seen;
  throw new Refusal(
    `${nameOf(operation, observation.id)} is gone. Run pulumi refresh; the next pulumi up orders a new one`,
    "gone",
  );
}

/** Waits until a delete is complete. */
export async function waitDeleted(operation: Operation, id: string, key: Key): Promise<void> {
  const { binding, ctx } = operation;
  // What was read before the delete must not tell how it ended.
  ctx.recent?.forget();
  await waitFor<string | undefined>(ctx, {
    goal: `${nameOf(operation, id)} to be gone`,
    usual: operation.usual("delete"),
    look: async () => {
      if (binding.deletePending) return binding.deletePending(ctx, key);
      const seen: Seen | undefined = await binding.observe(ctx, key);
      return seen && (seen.doing ?? "still exists");
    },
    pending: (open) => open,
  });
}
