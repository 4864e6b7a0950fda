import type { Values } from "../core/check";
import type { Cloud } from "../core/cloud";
import { type Price, priceOf, priceText } from "../core/price";
import type { Declaration } from "../core/resource";
import { find } from "../doors/registry";

/** What is behind a resource's type. */
export interface Own {
  readonly cloud: Cloud;
  readonly declaration: Declaration;
}

/** @param type through either door. Undefined: a newer version's, a component, or none of ours */
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
 * `pulumi-ipv6/pricing`, for policies: what a resource costs in a month, as the report and `monthlyPrice` tell it.
 *
 * @param inputs with their defaults; null is not known yet
 */
export function priceOfType(type: string, inputs: Values): Price {
  const own = ownOf(type);
  return own ? priceOf(own.cloud, own.declaration, inputs) : { kind: "free" };
}
