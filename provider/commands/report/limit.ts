import type { Price } from "../../core/price";
import { amount, type Totals } from "./money";

/** `--max-increase`: an amount of a currency, or a share of what is paid now. */
export type Limit =
  | { readonly text: string; readonly most: number; readonly currency: string }
  | { readonly text: string; readonly percent: number };

/** @returns undefined if the text is neither `500USD` nor `10%` */
export function limitOf(text: string): Limit | undefined {
  const [, number, unit = ""] = /^(\d{1,12}(?:\.\d{1,6})?)\s?(%|[A-Za-z]{3})$/.exec(text.trim()) ?? [];
  if (number === undefined) return undefined;
  const value = Number(number);
  return unit === "%" ? { text, percent: value } : { text, most: value, currency: unit.toUpperCase() };
}

/**
 * By how much the plan is over the limits, in words. Empty: it is within them. What had no amount before, such as a
 * bandwidth that was billed by traffic, counts in full.
 *
 * @param kept prices of what is unchanged: with what changes, the base of a percentage
 */
export function overLimits(limits: readonly Limit[], { sums, fromNone }: Totals, kept: readonly Price[]): string[] {
  if (limits.length === 0) return [];
  return [...new Set([...sums.keys(), ...fromNone.keys()])].flatMap((currency) => {
    const { before, after } = sums.get(currency) ?? { before: 0, after: 0 };
    const more = after - before + (fromNone.get(currency) ?? 0);
    if (more <= 0) return [];
    const rest = kept.reduce((sum, price) => sum + (isIn(price, currency) ? price.amount : 0), 0);
    const base = before + rest;
    const judged = limits.flatMap((limit) => {
      if ("most" in limit && limit.currency !== currency) return [];
      const most = "most" in limit ? limit.most : (base * limit.percent) / 100;
      const of = "most" in limit ? "" : ` of ${amount(base)} ${currency} a month`;
      const by = `is ${amount(more - most)} ${currency} over --max-increase ${limit.text}${of}`;
      // Half a cent, because prices have more digits than a double keeps.
      return [more > most + 0.005 ? `the monthly increase of ${amount(more)} ${currency} ${by}` : ""];
    });
    if (judged.length === 0)
      return [`the monthly increase of ${amount(more)} ${currency} has no --max-increase in ${currency}`];
    return judged.filter(Boolean);
  });
}

function isIn(price: Price, currency: string): price is Extract<Price, { kind: "amount" }> {
  return price.kind === "amount" && price.row.currency === currency;
}
