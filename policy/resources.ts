// How rules read resources: only those of pulumi-ipv6, through either door, and only values that are known.
import { UnknownValueError } from "@pulumi/policy";
import { type Price, priceOfType } from "pulumi-ipv6/pricing";
import schema from "pulumi-ipv6/schema.json";

/** A resource as the engine passes it to a rule, alone or in a stack. */
export interface Told {
  readonly type: string;
  readonly urn: string;
  readonly name: string;
  readonly props: Record<string, unknown>;
  readonly opts: { readonly protect?: boolean };
}

interface Declared {
  readonly inputProperties?: Readonly<Record<string, { readonly default?: unknown }>>;
  readonly isComponent?: boolean;
}

/** The plugin's `ipv6:tencent:X` is `pulumi-nodejs:dynamic/ipv6/tencent:X` through the dynamic door. */
const tokenOf = (type: string) => type.replace(/^pulumi-nodejs:dynamic\/ipv6\//, "ipv6:");

/** The resource's schema. Undefined for a component: rules check its children. */
export function declarationOf({ type }: Told): Declared | undefined {
  const found = (schema.resources as Readonly<Record<string, Declared>>)[tokenOf(type)];
  return found?.isComponent ? undefined : found;
}

export const isOurs = (resource: Told): boolean => declarationOf(resource) !== undefined;

/** Whether the resource type has this input. */
export const takes = (resource: Told, input: string): boolean =>
  declarationOf(resource)?.inputProperties?.[input] !== undefined;

/** Whether a property is set but unknown. At preview the engine's package throws on reading it. */
export function isOpen(resource: Told, name: string): boolean {
  try {
    return resource.props[name] === null;
  } catch (error) {
    if (error instanceof UnknownValueError) return true;
    throw error;
  }
}

/** An input, or its default if it is omitted. Undefined while it is unknown. */
export const known = (resource: Told, name: string): unknown =>
  isOpen(resource, name)
    ? undefined
    : (resource.props[name] ?? declarationOf(resource)?.inputProperties?.[name]?.default);

/** Peak bandwidth in Mbps; 0 if there is none or it is unknown. */
export function mbpsOf(resource: Told): number {
  const value = takes(resource, "bandwidth") ? known(resource, "bandwidth") : undefined;
  return typeof value === "number" ? value : 0;
}

/** `urn:pulumi:STACK::PROJECT::…` */
export const stackOf = ({ urn }: Told): string => urn.split("::")[0]?.slice("urn:pulumi:".length) ?? "";

/** Monthly price, from the inputs: no output is known before an order. */
export function priceOf(resource: Told): Price {
  const names = Object.keys(declarationOf(resource)?.inputProperties ?? {});
  const value = (name: string) => (isOpen(resource, name) ? null : known(resource, name));
  return priceOfType(resource.type, Object.fromEntries(names.map((name) => [name, value(name)])));
}

export const isPaidFor = (resource: Told): boolean => priceOf(resource).kind !== "free";
