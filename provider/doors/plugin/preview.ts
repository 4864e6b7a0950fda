import type { Values } from "../../core/check";
import type { Log } from "../../core/context";
import { UNKNOWN } from "../../core/field";
import { type Monthly, monthly, priceText } from "../../core/price";
import type { Entry } from "../registry";
import { markSecrets, type Properties } from "./properties";

/**
 * Adds the price to a preview's properties: as a value for policies, and as a line on the resource's row.
 *
 * @param olds properties in state; left out for a create
 */
export function withPriceLine(
  { cloud, binding }: Entry,
  log: Log,
  values: Values,
  news: Properties,
  olds?: Properties,
) {
  const { name, outputs } = binding.declaration;
  if (!Object.hasOwn(outputs, "monthlyPrice")) return markSecrets(binding, values, news);
  const before = olds && monthly(cloud.prices, name, olds.values);
  const after = monthly(cloud.prices, name, { ...olds?.values, ...values });
  const monthlyPrice = after.kind === "open" ? UNKNOWN : priceText(after);
  const line = lineOf(before, after);
  // The price would reveal secret values.
  const hidden = news.secrets.size > 0 || (olds?.secrets.size ?? 0) > 0;
  if (line && !hidden) log("info", line);
  return markSecrets(binding, { ...values, monthlyPrice }, news);
}

function lineOf(before: Monthly | undefined, after: Monthly): string | undefined {
  if (!("row" in after)) return undefined;
  const source = `list price: ${after.row.source}`;
  const [from, to] = [before && "row" in before ? priceLabel(before) : undefined, priceLabel(after)];
  if (from === to) return undefined;
  return `about ${from === undefined ? "" : `${from} → `}${to} (${source})`;
}

function priceLabel(price: Monthly): string {
  return `${priceText(price)}${price.kind === "amount" ? " a month" : ""}`;
}
