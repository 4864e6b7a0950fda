import type { Context } from "../../core/context";
import { type Pages, walk } from "../../core/reads/list-cache";

/** Largest page of VPC lists. */
export const PAGE = 50;

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
