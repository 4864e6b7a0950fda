import type { Values } from "./check";
import { hasUnknown } from "./field";
import type { Monthly, Price, PriceRow } from "./price-types";
import type { billed, Declaration, Outputs } from "./resource";

export type { Monthly, Price, PriceRow };

/** Days per month in estimates. */
export const MONTH_DAYS = 30;

/** Monthly price of one object, if it is billed. `values` and `trafficGb` are those of `monthly`. */
export function priceOf(
  cloud: { readonly prices?: readonly PriceRow[] },
  declaration: Declaration,
  values: Values,
  trafficGb?: number,
): Price {
  return isPaidFor(declaration, values) ? monthly(cloud.prices, declaration.name, values, trafficGb) : { kind: "free" };
}

/**
 * Whether the object is billed: it has a price output, and its billing method is not optional and omitted. A `fixed`
 * billing method, or that of an adopted object, already exists: if omitted it is unknown, not free.
 */
export function isPaidFor({ fields, outputs }: Declaration, values: Values): boolean {
  const { internetChargeType: way } = fields;
  const chosen = way?.presence === "optional" && way.onChange !== "fixed" && values.adopt !== true;
  return hasPrice(outputs) && !(chosen && values.internetChargeType === undefined);
}

const hasPrice = (outputs: Outputs) => Object.hasOwn(outputs, "monthlyPrice" satisfies keyof typeof billed);

/**
 * Monthly list price of one object, without the account's discounts.
 *
 * @param values current or planned inputs; unknown ones are omitted or `UNKNOWN`
 * @param trafficGb gigabytes sent per month. Undefined: billing by traffic gives only the rate
 */
export function monthly(
  rows: readonly PriceRow[] | undefined,
  resource: string,
  values: Values,
  trafficGb?: number,
): Monthly {
  const about = (rows ?? []).filter((row) => row.resource === resource);
  if (about.length === 0) return { kind: "unknown", why: "no price is published" };
  const query = about.flatMap(({ when = {}, regions }) => [...Object.keys(when), ...(regions ? ["region"] : [])]);
  const open = query.find((name) => !isText(values[name]));
  if (open) return { kind: "open", input: open };
  const chosen = about.filter(({ when = {} }) => Object.entries(when).every(([name, word]) => values[name] === word));
  if (chosen.length === 0) return { kind: "unknown", why: "no price is published for this billing method" };
  const row = chosen.find(({ regions }) => !regions || regions.test(String(values.region)));
  if (!row) return { kind: "unknown", why: `no price is known for ${values.region}` };
  if (row.per === "nothing") return { kind: "amount", amount: 0, row };
  if (row.per === "GB") {
    const each = row.steps?.[0]?.each ?? 0;
    return trafficGb === undefined
      ? { kind: "rate", each, row }
      : { kind: "amount", amount: costOf(row, trafficGb), row };
  }
  const units = values[row.of ?? ""];
  if (typeof units !== "number") return { kind: "open", input: row.of ?? "" };
  return { kind: "amount", amount: costOf(row, units) * MONTH_DAYS, row };
}

const isText = (value: unknown) => typeof value === "string" && !hasUnknown(value);

/** Price for people and policies: `144.60 USD`, `0.123 USD per GB`, or why it is unknown. */
export function priceText(price: Monthly): string {
  if (price.kind === "unknown") return `unknown: ${price.why}`;
  if (price.kind === "open") return `unknown: it depends on ${price.input}`;
  if (price.kind === "rate") return `${price.each} ${price.row.currency} per GB`;
  return `${price.amount.toFixed(2)} ${price.row.currency}`;
}

/** How a price is billed, in words. */
function billedAs(price: Monthly): string {
  if (price.kind === "unknown") return `costs an amount that is not known here (${price.why})`;
  if (price.kind === "open") return `costs an amount that depends on ${price.input}`;
  const of = price.kind === "rate" ? "sent" : "for 30 days, however much is sent";
  return `costs ${priceText(price)} ${of}`;
}

/**
 * A warning if an order takes its charge type from the default, and that bills for the bandwidth ordered. It names the
 * list prices of every choice.
 *
 * @param given inputs as the program wrote them
 * @param inputs checked inputs of a new order
 */
export function unsaidChargeType(
  { title, prices = [] }: { readonly title: string; readonly prices?: readonly PriceRow[] },
  { name, fields }: Pick<Declaration, "name" | "fields">,
  given: Values,
  inputs: Values,
): string[] {
  const usual = fields.internetChargeType?.default;
  const rows = prices.filter(({ resource, when }) => resource === name && when?.internetChargeType);
  const isFlat = rows.some(({ per, when }) => per === "day" && when?.internetChargeType === usual);
  if ((given.internetChargeType ?? undefined) !== undefined || inputs.internetChargeType !== usual || !isFlat)
    return [];
  const others = new Set(rows.flatMap(({ when }) => when?.internetChargeType ?? []));
  others.delete(String(usual));
  const cost = (way: unknown) => `${way} ${billedAs(monthly(prices, name, { ...inputs, internetChargeType: way }))}`;
  const amount = typeof inputs.bandwidth === "number" ? `${inputs.bandwidth} Mbps` : "the bandwidth";
  const what = `is not written down, so ${title} bills ${amount} at a flat rate: by the list prices, ${cost(usual)}; ${[...others].map(cost).join("; ")}`;
  return [`internetChargeType: ${what}. Write internetChargeType down to choose, which also ends this warning`];
}

/** Adds the monthly price, if the resource has that output. */
export function withPrice(
  cloud: { readonly prices?: readonly PriceRow[] },
  { name, outputs }: Pick<Declaration, "name" | "outputs">,
  values: Values,
): Values {
  if (!hasPrice(outputs)) return values;
  return { ...values, monthlyPrice: priceText(monthly(cloud.prices, name, values)) };
}

function costOf({ steps = [] }: PriceRow, units: number): number {
  let [cost, from] = [0, 0];
  for (const { upTo = Number.POSITIVE_INFINITY, each } of steps) {
    cost += Math.max(0, Math.min(units, upTo) - from) * each;
    from = upTo;
  }
  return cost;
}
