/** What a cloud charges for an order, as data. Each cloud has its own reading of the vendor's price page. */

export interface Price {
  readonly regions?: RegExp;
  readonly internetChargeType?: string;
  readonly currency: string;
  /** "GB": for what is sent, which is nothing here. */
  readonly per: "day" | "hour" | "GB";
  /** What is counted, in the detail of a ledger entry. */
  readonly of?: "bandwidth" | "packageSize";
  /** Per unit, up to a number of units. */
  readonly steps: ReadonlyArray<{ readonly upTo?: number; readonly each: number }>;
  /** Beside the units, for each period. */
  readonly base?: number;
}

export interface PriceList {
  /** How orders are counted and billed, for people. */
  readonly rule: string;
  readonly source: string;
  /** No price of the vendor: made up, so that there is one. */
  readonly invented: boolean;
  /** Hours ahead of UTC of the day that is billed. */
  readonly dayOffsetHours: number;
  readonly prices: readonly Price[];
  /** Why an order has none of these prices. */
  readonly unknown: string;
}

/** The price of one period for a number of units. */
export function costOf({ steps, base = 0 }: Price, units: number): number {
  let [cost, from] = [base, 0];
  for (const { upTo = Number.POSITIVE_INFINITY, each } of steps) {
    cost += Math.max(0, Math.min(units, upTo) - from) * each;
    from = upTo;
  }
  return cost;
}
