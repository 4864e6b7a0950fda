import { Refusal } from "../api/errors";
import type { Context } from "../context";

/** More than any account has. */
const MOST_PAGES = 1_000;
/** Pages fetched concurrently. */
const AT_ONCE = 4;
/** Maximum milliseconds of a walk, retries included. Readers can then still read by name. */
const LONGEST_WALK = 10_000;
/** Milliseconds a finished walk stays fresh, counted from its last use. */
const FRESH_FOR = 3_000;
/** Maximum age in milliseconds, however often used. The first reads of a slow refresh are as old as this. */
const LONGEST_HELD = 30_000;

export interface Page<Row> {
  readonly rows: readonly Row[];
  /** Total rows on all pages, if the cloud reports it. */
  readonly total?: number;
  /** Token of the next page, where one is needed; undefined on the last page. */
  readonly next?: string | undefined;
}
/** @param number from 1 */
export type Pages<Row> = (ctx: Context, number: number, next?: string) => Promise<Page<Row>>;

export interface Walk<Row> {
  /** Only the first page, if the cloud reports more pages than allowed. */
  readonly rows: readonly Row[];
  /** Number of pages; infinite if unknown. */
  readonly pages: number;
}

/** Reads all pages, unless there are more than `most`. */
export async function walk<Row>(ctx: Context, page: Pages<Row>, most: number): Promise<Walk<Row>> {
  const first = await page(ctx, 1);
  if (first.total === undefined) return follow(ctx, page, most, first);
  const rows = [...first.rows];
  // Pages may be smaller than requested.
  const pages = rows.length > 0 ? Math.ceil(first.total / rows.length) : 1;
  for (let from = 2; from <= pages && pages <= most; from += AT_ONCE) {
    const numbers = Array.from({ length: Math.min(AT_ONCE, pages - from + 1) }, (_, index) => from + index);
    for (const each of await Promise.all(numbers.map((number) => page(ctx, number)))) rows.push(...each.rows);
  }
  return { rows, pages };
}

/**
 * Reads all pages.
 *
 * @throws Refusal if the list does not end within MOST_PAGES
 */
export async function everything<Row>(ctx: Context, page: Pages<Row>): Promise<readonly Row[]> {
  const { rows, pages } = await walk(ctx, page, MOST_PAGES);
  if (pages > MOST_PAGES) throw new Refusal(`a list of more than ${MOST_PAGES} pages is not walked`);
  return rows;
}

/** One page. Without a total, a full page implies a next one. */
export function pageOf<Row>(rows: readonly Row[], total: number | undefined, number: number, size: number): Page<Row> {
  if (total !== undefined) return { rows, total };
  return { rows, next: rows.length >= size ? String(number + 1) : undefined };
}

/** For lists where each page only names the next one. */
async function follow<Row>(ctx: Context, page: Pages<Row>, most: number, first: Page<Row>): Promise<Walk<Row>> {
  const rows = [...first.rows];
  let [number, next] = [1, first.next];
  while (next && number < most) {
    number++;
    const each = await page(ctx, number, next);
    rows.push(...each.rows);
    next = each.next;
  }
  return { rows, pages: next ? Number.POSITIVE_INFINITY : number };
}

/** Counts the writes of a client. A list from before or during a write is not used. */
export class Writes {
  count = 0;

  /** Called before and after each write. */
  noted(): void {
    this.count++;
  }
}

interface Held<Row> {
  readonly rows: readonly Row[];
  /** Page limit of the walk. */
  readonly most: number;
  /** Write count when the walk began. */
  readonly writes: number;
  /** Milliseconds since the epoch, as the next two. */
  readonly begun: number;
  readonly walked: number;
  used: number;
}

/**
 * One list shared by many reads. It stays valid while reads continue, until the first write. It never proves absence. A
 * walk that fails is not repeated.
 */
export class ListCache<Row> {
  /** Page count of the last walk. */
  private pages = 0;
  private held: Held<Row> | undefined;
  private underway: Promise<void> | undefined;

  constructor(
    readonly writes: Writes,
    private readonly page: Pages<Row>,
  ) {}

  /**
   * Fresh rows; undefined if there are none and a walk would take more than `most` pages.
   *
   * @param since earliest acceptable start of the walk, in milliseconds since the epoch
   */
  async rows(ctx: Context, most: number, since: number): Promise<readonly Row[] | undefined> {
    await this.underway;
    const held = this.current(ctx, since);
    if (held && (this.pages <= held.most || this.pages > most)) return held.rows;
    if (this.pages > most) return undefined;
    this.underway ??= this.walk(ctx, most).finally(() => {
      this.underway = undefined;
    });
    await this.underway;
    return this.current(ctx, since)?.rows;
  }

  /** The held list, if still fresh. */
  current({ clock }: Context, since: number): Held<Row> | undefined {
    const { held } = this;
    const now = clock.now();
    if (!held || held.writes !== this.writes.count || held.begun < since) return undefined;
    if (now >= held.used + FRESH_FOR || now >= held.walked + LONGEST_HELD) return undefined;
    held.used = now;
    return held;
  }

  private async walk(ctx: Context, most: number): Promise<void> {
    const [writes, begun] = [this.writes.count, ctx.clock.now()];
    const deadline = Math.min(ctx.deadline, begun + LONGEST_WALK);
    try {
      const { rows, pages } = await walk({ ...ctx, deadline }, this.page, most);
      this.pages = pages;
      const walked = ctx.clock.now();
      this.held = { rows, most, writes, begun, walked, used: walked };
    } catch {
      this.pages = Number.POSITIVE_INFINITY;
    }
  }
}
