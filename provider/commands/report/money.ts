import { MONTH_DAYS, type Price } from "../../core/price";
import type { Item } from "./plan";

/** The price of one object, for a table cell. */
export function priceLabel(price: Price): string {
  if (price.kind === "unknown") return `unknown (${price.why})`;
  if (price.kind === "open") return `known after up (it depends on ${price.input})`;
  if (price.kind === "rate") return `${price.each} ${price.row.currency} per GB sent`;
  return price.kind === "free" ? "no charge listed" : `${amount(price.amount)} ${price.row.currency}`;
}

/** An amount of money, for people. */
export function amount(value: number): string {
  return value.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

type Kind = Price["kind"];
export const pricesOf = ({ before, after }: Item) => [before, after].flatMap((price) => price ?? []);

/** Amounts by currency, and how many items have no amount. */
export interface Totals {
  readonly sums: ReadonlyMap<string, { readonly before: number; readonly after: number }>;
  /** Amounts after the change of items that have none before it, by currency. They are not in `sums`. */
  readonly fromNone: ReadonlyMap<string, number>;
  readonly byTraffic: number;
  readonly unknown: number;
  /** Items that a price is listed or asked for. */
  readonly priced: number;
}

export function totalsOf(items: readonly Item[]): Totals {
  const priced = items.filter((item) => pricesOf(item).length > 0);
  const has = (...kinds: Kind[]) => priced.filter((item) => pricesOf(item).some(({ kind }) => kinds.includes(kind)));
  const unknown = has("unknown", "open");
  const byTraffic = has("rate").filter((item) => !unknown.includes(item));
  const sums = new Map<string, { before: number; after: number }>();
  for (const { before, after } of priced.filter((item) => !unknown.includes(item) && !byTraffic.includes(item))) {
    for (const [side, price] of [
      ["before", before],
      ["after", after],
    ] as const) {
      if (price?.kind !== "amount") continue;
      const sum = sums.get(price.row.currency) ?? { before: 0, after: 0 };
      sum[side] += price.amount;
      sums.set(price.row.currency, sum);
    }
  }
  const fromNone = new Map<string, number>();
  for (const { before, after } of [...unknown, ...byTraffic]) {
    if (after?.kind !== "amount" || before?.kind === "amount") continue;
    const { currency } = after.row;
    fromNone.set(currency, (fromNone.get(currency) ?? 0) + after.amount);
  }
  return { sums, fromNone, byTraffic: byTraffic.length, unknown: unknown.length, priced: priced.length };
}

/** The monthly amounts, such as `96.00 → 2,946.00 USD (+2,850.00)`. */
export function changesIn({ sums }: Totals): string[] {
  return [...sums].map(([currency, { before, after }]) => {
    const more = after - before;
    return `${amount(before)} → ${amount(after)} ${currency} (${more < 0 ? "−" : "+"}${amount(Math.abs(more))})`;
  });
}

/** The sum for the plan. It does not include unchanged resources. */
export function moneyOf(items: readonly Item[]): string | undefined {
  const totals = totalsOf(items);
  const { byTraffic, unknown, priced } = totals;
  if (priced === 0) return undefined;
  const known = changesIn(totals);
  if (known.length === 0 && unknown === priced) {
    const isOpen = items.some((item) => pricesOf(item).some(({ kind }) => kind === "open"));
    const why = isOpen ? "it depends on values that are known after up" : "no price for this plan is published";
    return `Monthly estimate: unknown, ${why}.`;
  }
  if (known.length + byTraffic + unknown === 0) return "Monthly estimate: no charge is listed for this plan.";
  const rest = [
    ...(byTraffic > 0 ? [`Not included, billed by traffic: ${byTraffic}.`] : []),
    ...(unknown > 0 ? [`Not included, price unknown: ${unknown}.`] : []),
  ];
  return [`Monthly estimate for this plan: ${known.join(", ") || "no amount"}.`, ...rest].join(" ");
}

/**
 * What the plan adds to the bill of the day on which it runs, by currency. Only whole days at the day's highest
 * bandwidth are known; the time of day does not matter to them. A new order costs its day; a change, what it adds to
 * the bandwidth; a replacement, the day of the new order beside that of the old one; a release saves nothing before
 * tomorrow.
 */
export function todayOf(items: readonly Item[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { fate, before, after } of items) {
    if (after?.kind !== "amount" || after.row.per !== "day") continue;
    const old = before?.kind === "amount" && before.row.per === "day" ? before.amount : 0;
    const more = fate === "ordered" || fate === "replaced" ? after.amount : Math.max(0, after.amount - old);
    if (fate === "adopted" || fate === "forgotten") continue;
    sums.set(after.row.currency, (sums.get(after.row.currency) ?? 0) + more / MONTH_DAYS);
  }
  return sums;
}

/** The same for people. */
export function todayText(items: readonly Item[]): string {
  const byDay = (price: Price | undefined) => price?.kind === "amount" && price.row.per === "day";
  const daily = items.filter(({ before, after }) => byDay(before) || byDay(after));
  if (daily.length === 0) return "Today: nothing in this plan is billed by whole days.";
  const sums = [...todayOf(items)].map(([currency, more]) => `${amount(more)} ${currency}`);
  const twice = daily.filter(({ fate, before, after }) => fate === "replaced" && byDay(before) && byDay(after)).length;
  const ended = daily.filter(({ fate, after }) => fate === "released" || (fate === "replaced" && !byDay(after))).length;
  const titles = [...new Set(daily.map(({ cloud }) => cloud.title))].join(", ");
  return [
    `Today: ${sums.join(", ") || "nothing"} more than without this plan, because ${titles} bills whole days at the day's highest bandwidth.`,
    ...(twice > 0 ? [`Replaced, so the old order and the new one both cost this day: ${twice}.`] : []),
    ...(ended > 0 ? [`Ended, and paid for until the day ends: ${ended}.`] : []),
  ].join(" ");
}
