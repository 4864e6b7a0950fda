import type { Services } from "./cloud";
import { type EndOf, type SavedTable, Table } from "./table";

/** The fields of every row of a seed. */
export interface SeedRow {
  readonly id: string;
  /** Default: the first account. */
  readonly account?: string;
}

export interface Owned {
  readonly id: string;
  readonly account: string;
  readonly region: string;
}

/** When the objects of the seed were made. */
export const SEEDED_AT = Date.parse("2026-01-01T00:00:00Z");

interface AnySeed {
  readonly accounts: ReadonlyArray<{ readonly id: string }>;
}

export interface SavedState {
  readonly tables: Readonly<Record<string, SavedTable<{ readonly id: string }>>>;
}

/** Everything that a simulated cloud holds. It is empty until the first `reset`. */
export abstract class CloudState<Seed extends AnySeed = AnySeed> {
  constructor(
    protected readonly services: Services,
    readonly seed: Seed,
  ) {}

  /** Fills the empty tables from the seed. */
  protected abstract fill(): void;

  protected table<Row extends { readonly id: string }>(endOf?: EndOf<Row>): Table<Row> {
    return new Table(this.services.clock, endOf);
  }

  /** The account that a row of the seed belongs to. */
  protected accountOf(row: { readonly account?: string }): string {
    return row.account ?? this.seed.accounts[0]?.id ?? "";
  }

  reset(): void {
    for (const [, table] of this.#tables()) table.clear();
    this.fill();
  }

  /** The rows of each table, by its name. */
  rows(): Record<string, unknown> {
    return Object.fromEntries(this.#tables().map(([name, table]) => [name, table.all()]));
  }

  /** What a restart keeps, as JSON can hold it. A cloud with more than tables and sessions adds to it. */
  save(): SavedState {
    const tables = this.#tables().map(([name, table]) => [name, table.save()] as const);
    return { tables: Object.fromEntries(tables) };
  }

  load({ tables }: SavedState): void {
    for (const [name, table] of this.#tables()) {
      const saved = tables[name];
      if (!saved) throw new Error(`no table ${name}`);
      table.load(saved);
    }
  }

  operate(table: string, id: string, change: Readonly<Record<string, unknown>> | undefined): void {
    const found = this.#tables().find(([name]) => name === table)?.[1];
    const row = found?.get(id);
    if (!found || !row) throw new Error(`no row ${id} in a table ${table}`);
    if (change) found.put({ ...merged(row as unknown as Values, change), id });
    else found.delete(id);
  }

  #tables(): Array<[string, Table<{ readonly id: string }>]> {
    return Object.entries(this).filter(([, value]) => value instanceof Table);
  }
}

type Values = Readonly<Record<string, unknown>>;

/** An object in both is merged in turn; null takes a field away; everything else is replaced. */
function merged(row: Values, change: Values): Values {
  const isObject = (value: unknown): value is Values =>
    typeof value === "object" && value !== null && !Array.isArray(value);
  const entries = Object.entries(change).map(([name, value]) => {
    const before = row[name];
    return [name, isObject(before) && isObject(value) ? merged(before, value) : (value ?? undefined)] as const;
  });
  return { ...row, ...Object.fromEntries(entries) };
}

/** A row that another row of the seed names. */
export function seeded<Row extends { readonly id: string }>(table: Table<Row>, id: string): Row {
  const row = table.get(id);
  if (!row) throw new Error(`seed: no object has the id ${id}`);
  return row;
}
