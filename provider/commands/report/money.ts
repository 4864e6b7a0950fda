import type { Price } from "../../core/price";
import type { Item } from "./plan";

/** The price of one object, for a table cell. */
export function priceLabel(price: Price): string {
  if (price.kind === "unknown") return `unknown (${price.why})`;
  if (price.kind === "open") return `known after up (it depends on ${price.input})`;
  if (price.kind === "rate") return `${price.each} ${price.row.currency} per GB sent`;
  return price.kind === "free" ? "no charge listed" : `${amount(price.amount)} ${price.row.currency}`;
}

function amount(value: number): string {
  return value.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

type Kind = Price["kind"];
export const pricesOf = ({ before, after }: Item) => [before, after].flatMap((price) => price ?? []);

/** The sum for the plan. It does not include unchanged resources. */
export function moneyOf(items: readonly Item[]): string | undefined {
  const label = items.filter((item) => pricesOf(item).length > 0);
  if (label.length === 0) return undefined;
  const has = (...kinds: Kind[]) => label.filter((item) => pricesOf(item).some(({ kind }) => kinds.includes(kind)));
  const unknown = has("unknown", "open");
  const byTraffic = has("rate").filter((item) => !unknown.includes(item));
  const sums = new Map<string, { before: number; after: number }>();
  for (const { before, after } of label.filter((item) => !unknown.includes(item) && !byTraffic.includes(item))) {
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
  const known = [...sums].map(([currency, { before, after }]) => {
    const more = after - before;
    return `${amount(before)} → ${amount(after)} ${currency} (${more < 0 ? "−" : "+"}${amount(Math.abs(more))})`;
  });
  if (known.length === 0 && unknown.length === label.length)
    return "Monthly estimate: unknown, no price for this plan is published.";
  if (known.length + byTraffic.length + unknown.length === 0)
    return "Monthly estimate: no charge is listed for this plan.";
  const rest = [
    ...(byTraffic.length > 0 ? [`Not included, billed by traffic: ${byTraffic.length}.`] : []),
    ...(unknown.length > 0 ? [`Not included, price unknown: ${unknown.length}.`] : []),
  ];
  return [`Monthly estimate for this plan: ${known.join(", ") || "no amount"}.`, ...rest].join(" ");
}
