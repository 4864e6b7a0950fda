/** Largest page of VPC lists. */
export const PAGE = 50;
/** More pages than any account has objects for: an answer that never ends is not followed for ever. */
const MOST_PAGES = 1_000;

export interface Page<Row> {
  readonly rows: readonly Row[];
  /** How many there are in all, if the answer says so. */
  readonly total: number | undefined;
}

/** All rows of a list, from one of its pages on. */
export async function allPages<Row>(page: (number: number) => Promise<Page<Row>>, from = 1): Promise<Row[]> {
  const found: Row[] = [];
  for (let number = from; number <= MOST_PAGES; number++) {
    const { rows, total } = await page(number);
    found.push(...rows);
    if (rows.length < PAGE || (total !== undefined && number * PAGE >= total)) break;
  }
  return found;
}

/** The whole list, unless it takes more calls than asking one by one would. */
export async function wholeIfFewer<Row>(
  page: (number: number) => Promise<Page<Row>>,
  asks: number,
): Promise<Row[] | undefined> {
  if (asks <= 2) return undefined;
  const { rows, total } = await page(1);
  if (rows.length < PAGE) return [...rows];
  if (total === undefined || Math.ceil(total / PAGE) > asks) return undefined;
  return [...rows, ...(total > PAGE ? await allPages(page, 2) : [])];
}
