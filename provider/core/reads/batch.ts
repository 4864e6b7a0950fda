import DataLoader from "dataloader";
import { kindOf } from "../api/errors";
import type { Context } from "../context";
import type { Prefetch } from "./prefetch";

/** Requests within this many milliseconds are batched. */
const BATCH_WINDOW = 10;
/** Maximum milliseconds a batch waits for the one before it, which may be retrying. */
const MAX_QUEUE_TIME = 1_000;

/**
 * Schedules batches. Requests that arrive while a batch is in flight wait and are sent together, so concurrent waits
 * whose pauses drifted apart share calls again.
 */
export class BatchSchedule {
  private underway = 0;

  /** For DataLoader: calls `send` when the batch may go. */
  schedule(clock: Context["clock"]): (send: () => void) => void {
    const turn = async () => {
      let waited = 0;
      do {
        await clock.sleep(BATCH_WINDOW);
        waited += BATCH_WINDOW;
      } while (this.underway > 0 && waited < MAX_QUEUE_TIME);
    };
    return (send) => void turn().then(send);
  }

  async run<T>(batch: () => Promise<T>): Promise<T> {
    this.underway++;
    try {
      return await batch();
    } finally {
      this.underway--;
    }
  }
}

/** A key and the context of its request. */
export interface Ask<K> {
  readonly ctx: Context;
  readonly key: K;
}

export interface Batching<K, V> {
  /** Maximum keys per call. */
  readonly most: number;
  /** Keys with equal names are the same. */
  readonly nameOf: (key: K) => string;
  /** Fetches distinct keys; returns results by name. Absent ones are omitted; an Error applies to that key only. */
  readonly fetch: (ctx: Context, keys: readonly K[]) => Promise<ReadonlyMap<string, V | Error>>;
  /**
   * How many calls `fetch` makes for this many keys.
   *
   * @default one
   */
  readonly calls?: (keys: number) => number;
  /** The list of all objects, for bulk reads. */
  readonly prefetch?: Prefetch<V>;
}

/**
 * Loads single keys and batches concurrent ones into one fetch. Nothing is cached except the list of a bulk read, for
 * seconds: every other read is fresh. A failed fetch fails only the requests in it.
 */
export function batched<K, V>({ most, nameOf, fetch, calls = () => 1, prefetch }: Batching<K, V>) {
  const turns = new BatchSchedule();
  const load = async (asks: readonly Ask<K>[]) => {
    const reads = asks.map(({ ctx, key }) => ({ ctx, name: nameOf(key) }));
    const listed = (await prefetch?.answers(reads, calls)) ?? [];
    const rest = asks.filter((_, index) => listed[index] === undefined);
    const keys = new Map(rest.map((ask) => [nameOf(ask.key), ask.key]));
    const found = keys.size > 0 ? await fetch(lastOf(rest), [...keys.values()]) : undefined;
    return asks.map((ask, index) => listed[index] ?? found?.get(nameOf(ask.key)));
  };
  // A client has one clock, so the clock of the first call can time all batches.
  let loader: DataLoader<Ask<K>, V | undefined> | undefined;
  return async (ctx: Context, key: K): Promise<V | undefined> => {
    loader ??= new DataLoader<Ask<K>, V | undefined>((asks) => turns.run(() => load(asks)), {
      cache: false,
      batchScheduleFn: turns.schedule(ctx.clock),
      maxBatchSize: most,
    });
    return prefetch?.fromHeld({ ctx, name: nameOf(key) }) ?? loader.load({ ctx, key });
  };
}

/** Creates one instance per name on first use, such as the reads of each region. */
export function forEach<T>(make: (name: string) => T): (name: string) => T {
  const made = new Map<string, T>();
  return (name) => {
    const found = made.get(name) ?? make(name);
    made.set(name, found);
    return found;
  };
}

type Fetch<V> = (ctx: Context, names: readonly string[]) => Promise<ReadonlyMap<string, V>>;

/**
 * For calls that one missing id fails as a whole: falls back to one call per id, where missing ids are absent.
 *
 * @param list a cheaper fallback if there is one; returns undefined if it turns out not to be cheaper
 */
export function eachAloneIfGone<V>(
  fetch: Fetch<V>,
  list?: (ctx: Context, names: readonly string[]) => Promise<ReadonlyMap<string, V> | undefined>,
): Fetch<V> {
  const ask: Fetch<V> = async (ctx, names) => {
    try {
      return await fetch(ctx, names);
    } catch (error) {
      if (kindOf(error) !== "gone") throw error;
    }
    if (names.length === 1) return new Map();
    const listed = await list?.(ctx, names);
    if (listed) return listed;
    const single = await Promise.all(names.map((name) => ask(ctx, [name])));
    return new Map(single.flatMap((rows) => [...rows]));
  };
  return ask;
}

/** Rows by id. */
export function indexed<R>(rows: readonly R[], of: (row: R) => string): Map<string, R> {
  return new Map(rows.map((row) => [of(row), row]));
}

/**
 * Batches equal writes to many objects into one call per group. A refused call is repeated for each object
 * separately.
 */
export function batchedWrites(
  most: number,
  send: (ctx: Context, group: string, members: readonly string[]) => Promise<unknown>,
) {
  type Key = { readonly group: string; readonly member: string };
  const fetch = async (ctx: Context, keys: readonly Key[]) => {
    for (const [group, of] of groupBy(keys, (key) => key.group)) {
      const members = of.map(({ member }) => member);
      await send(ctx, group, members).catch(async (error: unknown) => {
        if (members.length === 1) throw error;
        await Promise.all(members.map((member) => send(ctx, group, [member]).catch(() => undefined)));
      });
    }
    return new Map<string, true>();
  };
  const load = batched<Key, true>({ most, nameOf: (key) => `${key.group} ${key.member}`, fetch });
  return async (ctx: Context, group: string, member: string): Promise<void> => {
    await load(ctx, { group, member });
  };
}

export function groupBy<T>(items: readonly T[], of: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(of(item));
    if (group) group.push(item);
    else groups.set(of(item), [item]);
  }
  return groups;
}

/** The context with the latest deadline: it carries the batch. Shorter deadlines end in their own waits. */
export function lastOf(asks: readonly Ask<unknown>[]): Context {
  return asks.map((ask) => ask.ctx).reduce((a, b) => (b.deadline > a.deadline ? b : a));
}

/** Ids for a message, truncated. */
export function named(ids: readonly string[]): string {
  return ids.length > 3 ? `${ids.slice(0, 3).join(", ")} and ${ids.length - 3} more` : ids.join(", ");
}
