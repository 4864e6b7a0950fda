import type { Values } from "../core/check";
import type { Cloud } from "../core/cloud";
import { type Price, priceOf, priceText } from "../core/price";
import type { Declaration } from "../core/resource";
import { find } from "../doors/registry";

/** The cloud and the declaration of a resource type. */
export interface Own {
  readonly cloud: Cloud;
  readonly declaration: Declaration;
}

/** @param type of either door. @returns undefined for components, unknown types and those of other packages */
export function ownOf(type: string): Own | undefined {
  const name = /^(?:pulumi-nodejs:dynamic\/ipv6\/|ipv6:)(\w+:\w+)$/.exec(type)?.[1];
  try {
    if (!name) return undefined;
    const { cloud, binding } = find(name);
    return { cloud, declaration: binding.declaration };
  } catch {
    return undefined;
  }
}

export { type Price, priceText };

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
export function priceOfType(type: string, inputs: Values): Price {
  const own = ownOf(type);
  return own ? priceOf(own.cloud, own.declaration, inputs) : { kind: "free" };
}
