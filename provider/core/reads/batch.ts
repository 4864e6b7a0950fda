import DataLoader from "dataloader";
import { kindOf } from "../api/errors";
import type { Context } from "../context";
import { type Lanes, lanesOf, waiting } from "../lanes";
import type { Prefetch } from "./prefetch";

/** Maximum milliseconds a batch waits for calls of other lanes, which may then join. */
const MOST_FOR_CALLS = 200;
/** Maximum milliseconds a batch waits: while lanes arrive one after the other, or the batch before it is retrying. */
const MAX_QUEUE_TIME = 1_000;
/** Requests that arrive within this many milliseconds are always sent together. */
const WINDOW = 5;
/** Maximum milliseconds between two looks whether the batch may go, while calls are in flight. */
const STEP = 25;

/**
 * Schedules batches. A batch goes when all lanes wait, or when no other is about to join: requests that arrive while
 * the batch before it is in flight, or while other lanes make their calls, are sent together. A lone request goes at
 * once.
 */
export class BatchSchedule {
  private underway = 0;
  private lanes: Lanes | undefined;

  /**
   * For DataLoader: calls `send` when the batch may go. The lanes are those of the client: a look-up, which is in none,
   * may be the first to ask.
   */
  schedule({ clock, client }: Pick<Context, "clock" | "client">): (send: () => void) => void {
    const lanes = lanesOf(client, clock);
    this.lanes = lanes;
    const turn = async () => {
      const began = clock.now();
      await clock.sleep(WINDOW);
      for (;;) {
        const waited = clock.now() - began;
        if (waited >= MAX_QUEUE_TIME || (this.underway === 0 && isReady(lanes, waited))) return;
        const inFlight = this.underway > 0 || lanes.calling;
        await lanes.change(Math.min(inFlight ? STEP : Math.max(1, lanes.quietIn), MAX_QUEUE_TIME - waited));
      }
    };
    return (send) => void turn().then(send);
  }

  async run<T>(batch: () => Promise<T>): Promise<T> {
    this.underway++;
    try {
      return await batch();
    } finally {
      this.underway--;
      this.lanes?.notify();
    }
  }
}

function isReady(lanes: Lanes, waited: number): boolean {
  return lanes.complete || (lanes.quietIn <= 0 && (!lanes.calling || waited >= MOST_FOR_CALLS));
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
 * seconds, and for each operation what it has just read: every other read is fresh. A failed fetch fails only the
 * requests in it.
 */
export function batched<K, V>(batching: Batching<K, V>) {
  const { nameOf, prefetch } = batching;
  const load = inBatches(batching);
  return async (ctx: Context, key: K): Promise<V | undefined> => {
    const name = nameOf(key);
    const recent = ctx.recent?.get<V>(load, name, ctx.clock.now());
    if (recent) return recent.value;
    const value = prefetch?.fromHeld({ ctx, name }) ?? (await load(ctx, key));
    ctx.recent?.put(load, name, value, ctx.clock.now());
    return value;
  };
}

function inBatches<K, V>({ most, nameOf, fetch, calls = () => 1, prefetch }: Batching<K, V>) {
  const turns = new BatchSchedule();
  const send = async (asks: readonly Ask<K>[]) => {
    const reads = asks.map(({ ctx, key }) => ({ ctx, name: nameOf(key) }));
    const listed = (await prefetch?.answers(reads, calls)) ?? [];
    const rest = asks.filter((_, index) => listed[index] === undefined);
    const keys = new Map(rest.map((ask) => [nameOf(ask.key), ask.key]));
    const found = keys.size > 0 ? await fetch(lastOf(rest), [...keys.values()]) : undefined;
    return asks.map((ask, index) => listed[index] ?? found?.get(nameOf(ask.key)));
  };
  // A client has one clock, so the clock of the first call can time all batches.
  let loader: DataLoader<Ask<K>, V | undefined> | undefined;
  return (ctx: Context, key: K): Promise<V | undefined> => {
    loader ??= new DataLoader<Ask<K>, V | undefined>((asks) => turns.run(() => send(asks)), {
      cache: false,
      batchScheduleFn: turns.schedule(ctx),
      maxBatchSize: most,
    });
    const asked = loader;
    return waiting(ctx, () => asked.load({ ctx, key }));
  };
}

/** A write that others may send for this operation: what it has read before is old then. */
export async function forgetting<T>({ recent }: Context, write: () => Promise<T>): Promise<T> {
  recent?.forget();
  try {
    return await write();
  } finally {
    recent?.forget();
  }
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

/** How many batches whose names are all there are read from the list, too. */
const AFTER_A_REFUSAL = 3;

/**
 * For calls that one missing id fails as a whole: falls back to one call per id, where missing ids are absent.
 *
 * @param list a cheaper fallback if there is one; returns undefined if it turns out not to be cheaper
 */
export function eachAloneIfGone<V>(
  fetch: Fetch<V>,
  list?: (ctx: Context, names: readonly string[]) => Promise<ReadonlyMap<string, V> | undefined>,
): Fetch<V> {
  // Where many are absent, as before orders, calls by name are refused, and the list is read after all.
  let listsFirst = 0;
  const ask: Fetch<V> = async (ctx, names) => {
    const early = listsFirst > 0 && names.length > 1 ? await list?.(ctx, names) : undefined;
    if (early) {
      listsFirst = names.some((name) => !early.has(name)) ? AFTER_A_REFUSAL : listsFirst - 1;
      return early;
    }
    try {
      return await fetch(ctx, names);
    } catch (error) {
      if (kindOf(error) !== "gone") throw error;
    }
    if (names.length === 1) return new Map();
    const listed = await list?.(ctx, names);
    listsFirst = listed ? AFTER_A_REFUSAL : 0;
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
 * separately, and only those that are refused again fail.
 */
export function batchedWrites(
  most: number,
  send: (ctx: Context, group: string, members: readonly string[]) => Promise<unknown>,
) {
  type Key = { readonly group: string; readonly member: string };
  const nameOf = ({ group, member }: Key) => `${group} ${member}`;
  const fetch = async (ctx: Context, keys: readonly Key[]) => {
    const failed = new Map<string, Error>();
    const sendAll = async (of: readonly Key[]): Promise<void> => {
      const [first] = of;
      if (!first) return;
      try {
        const members = of.map(({ member }) => member);
        await send(ctx, first.group, members);
      } catch (error) {
        if (of.length > 1) await Promise.all(of.map((key) => sendAll([key])));
        else failed.set(nameOf(first), error instanceof Error ? error : new Error(String(error)));
      }
    };
    for (const of of groupBy(keys, ({ group }) => group).values()) await sendAll(of);
    return failed;
  };
  const load = inBatches<Key, never>({ most, nameOf, fetch });
  return async (ctx: Context, group: string, member: string): Promise<void> => {
    await forgetting(ctx, () => load(ctx, { group, member }));
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
