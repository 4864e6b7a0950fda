import DataLoader from "dataloader";
import { kindOf } from "../api/errors";
import type { Context } from "../context";
import type { Prefetch } from "./prefetch";

/** Calls asked for within so many milliseconds go out together. */
const GATHER = 10;
/** A batch waits for the one before it, but no longer than so many milliseconds: that one may be retrying. */
const LONGEST_TURN = 1_000;

/**
 * When batches go. While one is under way, what is asked for meanwhile waits and goes out together: waiters that
 * came apart, each with its own pauses, find together again, and their number costs no calls.
 */
export class BatchSchedule {
  private underway = 0;

  /** For DataLoader: calls `send` when it is the batch's turn. */
  schedule(clock: Context["clock"]): (send: () => void) => void {
    const turn = async () => {
      let waited = 0;
      do {
        await clock.sleep(GATHER);
        waited += GATHER;
      } while (this.underway > 0 && waited < LONGEST_TURN);
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

/** Something asked for, and by whom. */
export interface Ask<K> {
  readonly ctx: Context;
  readonly key: K;
}

export interface Batching<K, V> {
  /** Most keys in one call. */
  readonly most: number;
  /** Two keys with one name are one. */
  readonly nameOf: (key: K) => string;
  /** Each key once, and what was found by name. What is absent is left out; an Error is that key's alone. */
  readonly fetch: (ctx: Context, keys: readonly K[]) => Promise<ReadonlyMap<string, V | Error>>;
  /** How many calls `fetch` makes for so many keys. Default: one. */
  readonly calls?: (keys: number) => number;
  /** The list of all there is, for reads that come in bulk. */
  readonly prefetch?: Prefetch<V>;
}

/**
 * Loads one by one, and fetches together what was asked for in one moment. Nothing is remembered but what a bulk of
 * reads has listed, for seconds: every other observation is fresh. A failed fetch is an error for those who asked in
 * it, and for nobody else.
 */
export function batched<K, V>({ most, nameOf, fetch, calls = () => 1, prefetch }: Batching<K, V>) {
  const turns = new BatchSchedule();
  const load = async (asks: readonly Ask<K>[]) => {
    const wishes = asks.map(({ ctx, key }) => ({ ctx, name: nameOf(key) }));
    const listed = (await prefetch?.answers(wishes, calls)) ?? [];
    const rest = asks.filter((_, index) => listed[index] === undefined);
    const keys = new Map(rest.map((ask) => [nameOf(ask.key), ask.key]));
    const found = keys.size > 0 ? await fetch(lastOf(rest), [...keys.values()]) : undefined;
    return asks.map((ask, index) => listed[index] ?? found?.get(nameOf(ask.key)));
  };
  // Batches are timed by the clock of the first call: a client has one.
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

/** One of something for each name, made when it is first asked for: the reads of a region, for example. */
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
 * For calls that one missing id refuses as a whole: then each is asked for alone, and one that is gone is absent.
 *
 * @param list a cheaper way than each alone, where there is one; undefined if it is not cheaper after all
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

/** Rows by their id. */
export function indexed<R>(rows: readonly R[], of: (row: R) => string): Map<string, R> {
  return new Map(rows.map((row) => [of(row), row]));
}

/**
 * Writes that say the same of many objects: what is asked for in one moment goes out in one call for each group. A call
 * that is refused goes out again for each object alone.
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

/** Whoever may wait longest carries the call; a shorter deadline is felt by its own wait. */
export function lastOf(asks: readonly Ask<unknown>[]): Context {
  return asks.map((ask) => ask.ctx).reduce((a, b) => (b.deadline > a.deadline ? b : a));
}

/** Ids for a message. */
export function named(ids: readonly string[]): string {
  return ids.length > 3 ? `${ids.slice(0, 3).join(", ")} and ${ids.length - 3} more` : ids.join(", ");
}
