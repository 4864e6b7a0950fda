/** More pages than any account has rows for: an answer that never ends is not followed for ever. */
const MOST = 1_000;

export interface Page<T> {
  readonly rows: readonly T[];
  /** Rows on all pages together, where the cloud tells. */
  readonly total?: number | undefined;
}

/**
 * Every row of a list, page after page, until one is not full or the total is reached.
 *
 * @param size rows asked for in one page
 * @param fetch the page with this number, from 0
 */
export async function everyPage<T>(size: number, fetch: (number: number) => Promise<Page<T>>): Promise<T[]> {
  const all: T[] = [];
  for (let number = 0; number < MOST; number++) {
    const { rows, total = Number.POSITIVE_INFINITY } = await fetch(number);
    all.push(...rows);
    if (rows.length < size || (number + 1) * size >= total) break;
  }
  return all;
}
