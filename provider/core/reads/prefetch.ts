import type { Context } from "../context";
import type { ListCache } from "./list-cache";

/** A longer pause between reads ends a refresh. Milliseconds. */
const PAUSE = 5_000;
/** Calls by name after which the list is considered. */
const MANY_CALLS = 2;
/**
 * The list may take BET times the calls needed by name so far, up to DOZEN pages. A longer list must cost no more than
 * those calls.
 */
const BET = 3;
const DOZEN = 12;

/** One read: its context and the name of its key. */
export interface Read {
  readonly ctx: Context;
  readonly name: string;
}

/**
 * Answers bulk reads from a list. A refresh reads hundreds of objects, a few at a time; once that pattern shows,
 * listing all of them takes fewer calls. A second read of the same object waits for a change, so it gets a call of its
 * own, as do reads of objects not in the list. Only the verb `read` uses the list.
 *
 * No reader gets older data than it got before: within one refresh the list answers each reader once, and only if the
 * list was started after the refresh.
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

  /** The answer from the held list, if any: such a read need not wait for a batch. */
  fromHeld(read: Read): V | undefined {
    const found = this.isNew(read) ? this.held(read.ctx, this.began)?.get(read.name) : undefined;
    if (found !== undefined) this.answered.add(readerOf(read));
    return found;
  }

  /**
   * The answers from the list, in the order of the reads.
   *
   * @param callsFor how many calls this many names need without a list
   */
  async answers(reads: readonly Read[], callsFor: (names: number) => number): Promise<(V | undefined)[]> {
    const first = reads.map((read) => this.isFirst(read));
    const bulk = reads.filter((_, index) => first[index]);
    const [any] = bulk;
    if (!any) return [];
    this.calls += callsFor(new Set(bulk.map(({ name }) => name)).size);
    if (this.calls < MANY_CALLS) return [];
    const most = Math.max(Math.min(DOZEN, BET * this.calls), this.calls);
    const byName = await this.listed(any.ctx, most, this.began);
    // A slow walk does not count as a pause.
    this.last = any.ctx.clock.now();
    return reads.map(({ name }, index) => (first[index] ? byName?.get(name) : undefined));
  }

  /** Whether this is the first read by this reader in this refresh. Records it. */
  private isFirst(read: Read): boolean {
    const first = this.isNew(read);
    if (first) this.answered.add(readerOf(read));
    return first;
  }

  private isNew(read: Read): boolean {
    if (!read.ctx.mayUseList) return false;
    const now = read.ctx.clock.now();
    if (now - this.last > PAUSE || this.writes !== this.written()) {
      this.answered = new Set();
      this.calls = 0;
      this.began = now;
    }
    [this.last, this.writes] = [now, this.written()];
    return !this.answered.has(readerOf(read));
  }
}

/** Two resources on one network interface are two readers of it. */
function readerOf({ ctx, name }: Read): string {
  return `${ctx.owner} ${name}`;
}
