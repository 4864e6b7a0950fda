import type { Context } from "../context";
import type { ListCache } from "./list-cache";

/** Reads that follow one another more slowly than this are no longer one refresh. Milliseconds. */
const PAUSE = 5_000;
/** From so many calls by name on, the list is worth a look. */
const MANY_CALLS = 2;
/** A list may take so many times the calls that were needed by name so far, up to so many pages; a longer one pays its way. */
const BET = 3;
const DOZEN = 12;

/** Something asked for: by whom, and under what name. */
export interface Read {
  readonly ctx: Context;
  readonly name: string;
}

/**
 * Reads of one kind that come in bulk: a refresh asks for hundreds of things, a few at a time. Once that is plain,
 * the list of all there is comes in fewer calls. Whoever asks a second time waits for a change and is answered by a
 * call of his own, and so is whoever is not in the list. Outside of the verb `read` nothing is answered from it.
 *
 * What is told is so never older than what the same asker was told before: within one refresh each is told once, and
 * only of a list that was begun after the refresh was.
 */
export class Prefetch<V> {
  private answered = new Set<string>();
  private calls = 0;
  private last = Number.NEGATIVE_INFINITY;
  private began = 0;
  private writes = 0;

  private constructor(
    private readonly listed: (ctx: Context, most: number, since: number) => Promise<ReadonlyMap<string, V> | undefined>,
    private readonly held: (ctx: Context, since: number) => ReadonlyMap<string, V> | undefined,
    private readonly written: () => number,
  ) {}

  static of<Row, V>(listing: ListCache<Row>, index: (rows: readonly Row[]) => ReadonlyMap<string, V>): Prefetch<V> {
    let last: { rows: readonly Row[]; byName: ReadonlyMap<string, V> } | undefined;
    const indexed = (rows: readonly Row[] | undefined) => {
      if (rows && rows !== last?.rows) last = { rows, byName: index(rows) };
      return rows && last?.byName;
    };
    return new Prefetch(
      async (ctx, most, since) => indexed(await listing.rows(ctx, most, since)),
      (ctx, since) => indexed(listing.current(ctx, since)?.rows),
      () => listing.writes.count,
    );
  }

  /** What the list that is there answers: whoever is in it need not wait for others to ask with him. */
  fromHeld(wish: Read): V | undefined {
    const found = this.isNew(wish) ? this.held(wish.ctx, this.began)?.get(wish.name) : undefined;
    if (found !== undefined) this.answered.add(askerOf(wish));
    return found;
  }

  /**
   * What the list answers, for each wish in its place.
   *
   * @param callsFor how many calls the names would need without a list
   */
  async answers(wishes: readonly Read[], callsFor: (names: number) => number): Promise<(V | undefined)[]> {
    const first = wishes.map((wish) => this.isFirst(wish));
    const bulk = wishes.filter((_, index) => first[index]);
    const [any] = bulk;
    if (!any) return [];
    this.calls += callsFor(new Set(bulk.map(({ name }) => name)).size);
    if (this.calls < MANY_CALLS) return [];
    const most = Math.max(Math.min(DOZEN, BET * this.calls), this.calls);
    const byName = await this.listed(any.ctx, most, this.began);
    // The time of a slow walk is no pause.
    this.last = any.ctx.clock.now();
    return wishes.map(({ name }, index) => (first[index] ? byName?.get(name) : undefined));
  }

  /** Asked by a read, for the first time in this refresh. */
  private isFirst(wish: Read): boolean {
    const first = this.isNew(wish);
    if (first) this.answered.add(askerOf(wish));
    return first;
  }

  private isNew(wish: Read): boolean {
    if (!wish.ctx.mayUseList) return false;
    const now = wish.ctx.clock.now();
    if (now - this.last > PAUSE || this.writes !== this.written()) {
      this.answered = new Set();
      this.calls = 0;
      this.began = now;
    }
    [this.last, this.writes] = [now, this.written()];
    return !this.answered.has(askerOf(wish));
  }
}

/** Two resources on one network card ask for it once each. */
function askerOf({ ctx, name }: Read): string {
  return `${ctx.owner} ${name}`;
}
