import { priceText as inWords, priceOf } from "../core/price";
import type { Monthly, Price, PriceRow } from "../core/price-types";
import { ownOf } from "../doors/registry";

export type { Monthly, Price, PriceRow };

/** The price as the report writes it: `96.00 USD`. */
export const priceText: (price: Monthly) => string = inWords;

/**
 * `pulumi-ipv6/pricing`, for policies: the monthly price of a resource, the same as in the report and `monthlyPrice`.
 *
 * @param type of a resource, of either door
 * @param inputs with their defaults; null for unknown values
 * @returns `{ kind: "free" }` for a type of another package
 * @example
 * const price = priceOfType(resource.type, resource.props);
 * if (price.kind === "amount" && price.amount > 500) reportViolation(`costs ${priceText(price)} a month`);
 */
export function priceOfType(type: string, inputs: Readonly<Record<string, unknown>>): Price {
  const own = ownOf(type);
  return own ? priceOf(own.cloud, own.declaration, inputs) : { kind: "free" };
}
