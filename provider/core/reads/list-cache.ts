import { Refusal } from "../api/errors";
import type { Context } from "../context";

/** More than any account has. */
const MOST_PAGES = 1_000;
/** Pages of one walk that are asked for together. */
const AT_ONCE = 4;
/** Milliseconds that a walk may take, retries included: whoever waits for it can still ask by name. */
const LONGEST_WALK = 10_000;
/** Milliseconds that a finished walk counts as now, and again from each time that it is asked for something. */
const FRESH_FOR = 3_000;
/** Milliseconds after which it does not, however many still ask. As old as this is what a slow refresh read first. */
const LONGEST_HELD = 30_000;

export interface Page<Row> {
  readonly rows: readonly Row[];
  /** How many rows there are on all pages, where the cloud tells. */
  readonly total?: number;
  /** What the next page is asked for with, where it must be told; left out with the last one. */
  readonly next?: string | undefined;
}
/** @param number from 1 */
export type Pages<Row> = (ctx: Context, number: number, next?: string) => Promise<Page<Row>>;

export interface Walk<Row> {
  /** Of the first page alone, if there are more pages than were allowed and the cloud tells so. */
  readonly rows: readonly Row[];
  /** How many pages there are; infinite if that is not known yet. */
  readonly pages: number;
}

/** Everything there is, page by page, unless that takes more than `most` pages. */
export async function walk<Row>(ctx: Context, page: Pages<Row>, most: number): Promise<Walk<Row>> {
  const first = await page(ctx, 1);
  if (first.total === undefined) return follow(ctx, page, most, first);
  const rows = [...first.rows];
  // A cloud may give smaller pages than it was asked for.
  const pages = rows.length > 0 ? Math.ceil(first.total / rows.length) : 1;
  for (let from = 2; from <= pages && pages <= most; from += AT_ONCE) {
    const numbers = Array.from({ length: Math.min(AT_ONCE, pages - from + 1) }, (_, index) => from + index);
    for (const each of await Promise.all(numbers.map((number) => page(ctx, number)))) rows.push(...each.rows);
  }
  return { rows, pages };
}

/** All of it, or an error: an answer that never ends is not followed for ever. */
export async function everything<Row>(ctx: Context, page: Pages<Row>): Promise<readonly Row[]> {
  const { rows, pages } = await walk(ctx, page, MOST_PAGES);
  if (pages > MOST_PAGES) throw new Refusal(`a list of more than ${MOST_PAGES} pages is not walked`);
  return rows;
}

/** One page; where the answer does not tell how many rows there are, a full page has a next one. */
export function pageOf<Row>(rows: readonly Row[], total: number | undefined, number: number, size: number): Page<Row> {
  if (total !== undefined) return { rows, total };
  return { rows, next: rows.length >= size ? String(number + 1) : undefined };
}

/** Where each page only tells of the next one. */
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

/** The writes of one connection: what was listed before one began, or while it was under way, is no longer told. */
export class Writes {
  count = 0;

  /** Once before the call goes, and once when it is over. */
  noted(): void {
    this.count++;
  }
}

interface Held<Row> {
  readonly rows: readonly Row[];
  /** Pages that it was allowed. */
  readonly most: number;
  /** How many writes there had been. */
  readonly writes: number;
  /** Milliseconds since the epoch, as the next two. */
  readonly begun: number;
  readonly walked: number;
  used: number;
}

/**
 * One walk for many who read, and only for them: it tells of what it showed while they go on asking, until the first
 * write. It proves no absence. A walk that fails is not tried again.
 */
export class ListCache<Row> {
  /** As the last walk told. */
  private pages = 0;
  private held: Held<Row> | undefined;
  private underway: Promise<void> | undefined;

  constructor(
    readonly writes: Writes,
    private readonly page: Pages<Row>,
  ) {}

  /**
   * Undefined when there is nothing that counts as now, and no walk of so few pages would bring it.
   *
   * @param since nothing that was begun earlier is good enough; milliseconds since the epoch
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

  /** What is held, if it counts as now. */
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
