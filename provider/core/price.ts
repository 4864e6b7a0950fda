import type { Values } from "./check";
import { hasUnknown } from "./field";
import type { billed, Declaration, Outputs } from "./resource";

/** Days of the month that an estimate is for. */
export const MONTH_DAYS = 30;

/**
 * One row of a cloud's published prices. What no row is about has no price that we know: it is said so, never guessed.
 */
export interface PriceRow {
  /** Name of the resource. */
  readonly resource: string;
  /** Ids of regions. Unset: everywhere. */
  readonly regions?: RegExp;
  /** Inputs and their values that the row is about. */
  readonly when?: Readonly<Record<string, string>>;
  readonly currency: string;
  /** `day`: for each unit of `of` and each whole day begun. `GB`: for each gigabyte sent. `nothing`: no charge is listed. */
  readonly per: "day" | "GB" | "nothing";
  /** The input that is paid for. */
  readonly of?: string;
  /** What a unit costs: the first units, up to `upTo`, and so on to the last step, which has no end. */
  readonly steps?: readonly { readonly upTo?: number; readonly each: number }[];
  /** The page, and the date of the copy that was read. */
  readonly source: string;
}

/** What one object costs in a month by the list: an amount, what a gigabyte costs, or why that cannot be said. */
export type Monthly =
  | { readonly kind: "amount"; readonly amount: number; readonly row: PriceRow }
  | { readonly kind: "rate"; readonly each: number; readonly row: PriceRow }
  | { readonly kind: "open"; readonly input: string }
  | { readonly kind: "unknown"; readonly why: string };

/** `free`: it is not paid for. */
export type Price = Monthly | { readonly kind: "free" };

/** What one object costs in a month, if it is paid for. @param values @param trafficGb as those of `monthly` */
export function priceOf(
  cloud: { readonly prices?: readonly PriceRow[] },
  declaration: Declaration,
  values: Values,
  trafficGb?: number,
): Price {
  return isPaidFor(declaration, values) ? monthly(cloud.prices, declaration.name, values, trafficGb) : { kind: "free" };
}

/**
 * The one notion of what is paid for: what has a price is, unless it may be left out how it is to be billed, and is. A
 * way that is `fixed` is there already, and so is that of what is adopted: left out, it is not told, but not free.
 */
export function isPaidFor({ fields, outputs }: Declaration, values: Values): boolean {
  const { internetChargeType: way } = fields;
  const chosen = way?.presence === "optional" && way.onChange !== "fixed" && values.adopt !== true;
  return hasPrice(outputs) && !(chosen && values.internetChargeType === undefined);
}

const hasPrice = (outputs: Outputs) => Object.hasOwn(outputs, "monthlyPrice" satisfies keyof typeof billed);

/**
 * What one object costs in a month by the list, without the account's own discounts.
 *
 * @param values inputs as they are or will be; what is not known yet is left out or marked so
 * @param trafficGb gigabytes it sends in a month. Undefined: of what is paid by the gigabyte, only that price is told
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
  if (chosen.length === 0) return { kind: "unknown", why: "no price is published for this way of billing" };
  const row = chosen.find(({ regions }) => !regions || regions.test(String(values.region)));
  if (!row) return { kind: "unknown", why: `no price was read for ${values.region}` };
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

/** For people and policies: `144.60 USD`, `0.123 USD per GB`, or why there is none. */
export function priceText(price: Monthly): string {
  if (price.kind === "unknown") return `unknown: ${price.why}`;
  if (price.kind === "open") return `unknown: it depends on ${price.input}`;
  if (price.kind === "rate") return `${price.each} ${price.row.currency} per GB`;
  return `${price.amount.toFixed(2)} ${price.row.currency}`;
}

/** With what the object costs, if that is an output of it. @param cloud its `prices` are what is told from */
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
