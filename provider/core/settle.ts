import { Refusal, VoidOrder } from "./error";
import { type Frame, type Key, type Seen, words } from "./frame";
import { waitFor } from "./wait";

/** Reads lag: an object must be absent from them for so long before it counts as gone. Milliseconds. */
export const ABSENT_FOR = 6_000;
/** Most reads lag for less than this, and the writing side need not be asked. Milliseconds. */
const ASK_AFTER = 1_500;

export interface Look {
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
export async function look(frame: Frame, { id, key, open, lives, quick }: Look): Promise<Seen | undefined> {
  const { binding, ctx } = frame;
  let absentSince: number | undefined;
  let livedAt = Number.NEGATIVE_INFINITY;
  let failed: VoidOrder | undefined;
  const outcome = await waitFor<{ seen?: Seen; absent?: true }>(ctx, {
    goal: `${words(frame, id)} to be ready`,
    look: async () => {
      const seen: Seen | undefined = await binding.observe(ctx, key);
      if (seen) {
        absentSince = undefined;
        return { seen };
      }
      const now = ctx.clock.now();
      absentSince ??= now;
      const asks = !failed && (quick || now - absentSince >= ASK_AFTER);
      // A cloud may say that it failed when it is done all the same, and what it did is not to be seen yet: then reads
      // decide, and nobody is asked again.
      const answer = asks ? await lives?.().catch(voided) : undefined;
      if (answer instanceof VoidOrder) failed = answer;
      const alive = answer instanceof VoidOrder ? undefined : answer;
      if (alive) livedAt = now;
      const silentFor = now - Math.max(absentSince, livedAt);
      const dead = alive === false || (!alive && silentFor >= ABSENT_FOR);
      if (dead && failed) throw failed;
      return dead ? { absent: true } : {};
    },
    pending: ({ seen, absent }) => (seen ? open?.(seen) : absent ? undefined : "not to be seen"),
  });
  return outcome.seen;
}

function voided(error: unknown): VoidOrder {
  if (error instanceof VoidOrder) return error;
  throw error;
}

/** Looks until the object is settled and nothing is open; that it is gone is an error. */
export async function present(frame: Frame, { id, key, open }: Look): Promise<Seen> {
  const seen = await look(frame, { id, key, open: (now) => now.doing ?? open?.(now) });
  if (seen) return seen;
  throw new Refusal(`${words(frame, id)} is gone. Run pulumi refresh, then pulumi up orders it anew`, "gone");
}

/** Waits until a delete has done its work. */
export async function ended(frame: Frame, id: string, key: Key): Promise<void> {
  const { binding, ctx } = frame;
  await waitFor<string | undefined>(ctx, {
    goal: `${words(frame, id)} to be gone`,
    look: async () => {
      if (binding.ended) return binding.ended(ctx, key);
      const seen: Seen | undefined = await binding.observe(ctx, key);
      return seen && (seen.doing ?? "still there");
    },
    pending: (open) => open,
  });
}
