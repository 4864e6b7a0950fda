import type { Context } from "../../core/context";
import { type Page, type Pages, walk } from "../../core/listing";

/** Largest page of VPC lists. */
export const PAGE = 50;

/** One page of a VPC list. Where the answer does not tell how many there are, a full page has a next one. */
export function pageOf<Row>(rows: readonly Row[], total: number | undefined, number: number): Page<Row> {
  if (total !== undefined) return { rows, total };
  return { rows, next: rows.length >= PAGE ? String(number + 1) : undefined };
}

/** The whole list, unless it takes more calls than asking one by one would. */
export async function wholeIfFewer<Row>(
  ctx: Context,
  page: Pages<Row>,
  asks: number,
): Promise<readonly Row[] | undefined> {
  if (asks <= 2) return undefined;
  const { rows, pages } = await walk(ctx, page, asks);
  return pages > asks ? undefined : rows;
}
