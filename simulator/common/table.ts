import type { Clock } from "./clock";

interface Version<T> {
  readonly at: number;
  readonly row: T | undefined;
}

/** When the change ends that is under way in a row; undefined if none is. */
export type EndOf<T> = Ending<T>["of"];
/** As a method, so that a table of a narrower row is still a table of the wider one. */
interface Ending<T> {
  of(row: T): number | undefined;
}

/** How many past versions of a row a lagging read can see. */
const VERSIONS_KEPT = 32;

export interface SavedTable<T> {
  /** Ids of the rows that exist. */
  readonly order: readonly string[];
  readonly past: ReadonlyArray<readonly [string, readonly Version<T>[]]>;
}

/**
 * Rows by id, in the order they were first put, each with its recent versions, so that a lagging read sees the table as
 * it was. Rows are never changed in place: put a new one.
 */
export class Table<T extends { readonly id: string }> {
  readonly #rows = new Map<string, T>();
  readonly #past = new Map<string, Version<T>[]>();
  readonly #clock: Clock;
  /** When the change ends that is under way in a row, by its id. Kept apart so that asking for due rows is cheap. */
  readonly #endings = new Map<string, number>();
  readonly #endOf: EndOf<T>;

  constructor(clock: Clock, endOf: EndOf<T> = () => undefined) {
    this.#clock = clock;
    this.#endOf = endOf;
  }

  /** Adds a row of the seed, which every lagging read sees. */
  seed(row: T): void {
    this.#set(row);
    this.#past.set(row.id, [{ at: Number.NEGATIVE_INFINITY, row }]);
  }

  put(row: T): T {
    this.#set(row);
    this.#remember(row.id, row);
    return row;
  }

  delete(id: string): void {
    this.#endings.delete(id);
    if (this.#rows.delete(id)) this.#remember(id, undefined);
  }

  /** The rows with a change that has ended by now, the earliest first. */
  due(now: number): T[] {
    const ended = [...this.#endings].filter(([, end]) => end <= now).sort(([, a], [, b]) => a - b);
    return ended.flatMap(([id]) => this.#rows.get(id) ?? []);
  }

  get(id: string): T | undefined {
    return this.#rows.get(id);
  }

  /** Whether a row of this id exists or existed. */
  known(id: string): boolean {
    return this.#past.has(id);
  }

  all(): T[] {
    return [...this.#rows.values()];
  }

  /** The table as it was `lagMs` ago. */
  asOf(lagMs: number): T[] {
    if (lagMs <= 0) return this.all();
    const moment = this.#clock() - lagMs;
    const rows: T[] = [];
    for (const versions of this.#past.values()) {
      const row = versions.filter((version) => version.at <= moment).at(-1)?.row;
      if (row) rows.push(row);
    }
    return rows;
  }

  clear(): void {
    this.#rows.clear();
    this.#past.clear();
    this.#endings.clear();
  }

  save(): SavedTable<T> {
    return { order: [...this.#rows.keys()], past: [...this.#past] };
  }

  load({ order, past }: SavedTable<T>): void {
    this.clear();
    for (const [id, versions] of past) {
      // JSON has no infinity: the time of a row of the seed is null in it.
      this.#past.set(
        id,
        versions.map(({ at, row }) => ({ at: at ?? Number.NEGATIVE_INFINITY, row })),
      );
    }
    for (const id of order) {
      const row = this.#past.get(id)?.at(-1)?.row;
      if (!row) throw new Error(`no row ${id}`);
      this.#set(row);
    }
  }

  #set(row: T): void {
    this.#rows.set(row.id, row);
    const end = this.#endOf(row);
    if (end === undefined) this.#endings.delete(row.id);
    else this.#endings.set(row.id, end);
  }

  #remember(id: string, row: T | undefined): void {
    const versions = this.#past.get(id) ?? [];
    versions.push({ at: this.#clock(), row });
    if (versions.length > VERSIONS_KEPT) versions.shift();
    this.#past.set(id, versions);
  }
}
