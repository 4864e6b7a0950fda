import { Refusal, VoidOrder } from "../api/errors";
import { waitFor } from "../wait";
import { type Key, nameOf, type Operation, type Seen } from "./operation";

/** Absent from successful reads for so long, an object that was there counts as gone. Milliseconds. */
export const ABSENT_FOR = 6_000;
/** Reads may show what was just written only after so long. Milliseconds. */
export const READS_LAG = 30_000;
/** Most reads lag for less than this, and the writing side need not be asked. Milliseconds. */
const ASK_AFTER = 1_500;

export interface Observation {
  readonly id: string;
  readonly key: Key;
  /** What is still awaited of an object that is there; undefined when nothing is. */
  readonly open?: (seen: Seen) => string | undefined;
  /** Asks the writing side while reads do not show the object. */
  readonly lives?: (() => Promise<boolean | undefined>) | undefined;
  /** Asks at once: it is known by now that the cloud answers old tokens. */
  readonly quick?: boolean;
}

/** Looks until nothing is open. Undefined: proven absent, by the writing side or by a stretch of reads. */
export async function observeUntil(
  operation: Operation,
  { id, key, open, lives, quick }: Observation,
): Promise<Seen | undefined> {
  const { binding, ctx } = operation;
  const isDead = lives ? byWriting(lives, quick ? 0 : ASK_AFTER) : byReads;
  let absentSince: number | undefined;
  const outcome = await waitFor<{ seen?: Seen; absent?: true }>(ctx, {
    goal: `${nameOf(operation, id)} to be ready`,
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
 * What the writing side says, asked until it has said so. Alive, the object is awaited for as long as there is time.
 * A side that cannot tell, or says that the order failed, may be wrong while reads lag: then they decide.
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
    // What an earlier run's order came to has been to be seen for long.
    const dead = absentFor >= (failed?.old ? ABSENT_FOR : READS_LAG);
    if (dead && failed) throw failed;
    return dead;
  };
}

/** Looks until the object is settled and nothing is open; that it is gone is an error. */
export async function requirePresent(operation: Operation, { id, key, open }: Observation): Promise<Seen> {
  const seen = await observeUntil(operation, { id, key, open: (now) => now.doing ?? open?.(now) });
  if (seen) return seen;
  throw new Refusal(`${nameOf(operation, id)} is gone. Run pulumi refresh, then pulumi up orders it anew`, "gone");
}

/** Waits until a delete has done its work. */
export async function waitDeleted(operation: Operation, id: string, key: Key): Promise<void> {
  const { binding, ctx } = operation;
  await waitFor<string | undefined>(ctx, {
    goal: `${nameOf(operation, id)} to be gone`,
    look: async () => {
      if (binding.deletePending) return binding.deletePending(ctx, key);
      const seen: Seen | undefined = await binding.observe(ctx, key);
      return seen && (seen.doing ?? "still there");
    },
    pending: (open) => open,
  });
}
