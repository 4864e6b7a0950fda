import { type Price, priceText } from "../../core/price";
import type { Billed } from "./collect";

/** Monthly list prices of several objects together. */
export interface Sums {
  /** By currency. */
  readonly amounts: Readonly<Record<string, number>>;
  /** Objects billed by what is sent: not in the amounts. */
  readonly byTraffic: number;
  /** Objects whose price is not known: not in the amounts. */
  readonly unknown: number;
}

export function sumOf(billed: readonly Pick<Billed, "price">[]): Sums {
  const amounts: Record<string, number> = {};
  let [byTraffic, unknown] = [0, 0];
  for (const { price } of billed) {
    if (price.kind === "amount") {
      const { currency } = price.row;
      amounts[currency] = Math.round(((amounts[currency] ?? 0) + price.amount) * 100) / 100;
    } else if (price.kind === "rate") byTraffic++;
    else if (price.kind !== "free") unknown++;
  }
  return { amounts, byTraffic, unknown };
}

/** `1,446.00 USD a month, and 12 by traffic, 3 at an unknown price`. */
export function sumText({ amounts, byTraffic, unknown }: Sums): string {
  const known = Object.entries(amounts).map(([currency, value]) => `${money(value)} ${currency} a month`);
  const rest = [
    ...(byTraffic > 0 ? [`${byTraffic} by traffic`] : []),
    ...(unknown > 0 ? [`${unknown} at an unknown price`] : []),
  ].join(", ");
  if (known.length === 0) return rest || "nothing";
  return rest ? `${known.join(", ")}, and ${rest}` : known.join(", ");
}

/** For a table cell. */
export function costText(price: Price): string {
  if (price.kind === "free") return "no charge listed";
  if (price.kind === "amount") return `${money(price.amount)} ${price.row.currency}`;
  return price.kind === "rate" ? priceText(price) : "unknown";
}

function money(value: number): string {
  return value.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}
