// How rules see resources: those of pulumi-ipv6 only, through either door, and of each only what is known.
import { UnknownValueError } from "@pulumi/policy";
import schema from "pulumi-ipv6/schema.json";

/** What the engine tells a rule of a resource, alone or in a stack. */
export interface Told {
  readonly type: string;
  readonly urn: string;
  readonly name: string;
  readonly props: Record<string, unknown>;
  readonly opts: { readonly protect?: boolean };
}

interface Declared {
  readonly inputProperties?: Readonly<Record<string, unknown>>;
  readonly isComponent?: boolean;
}

/** `ipv6:tencent:NicIpv6Assignment` of the plugin is `pulumi-nodejs:dynamic/ipv6/tencent:NicIpv6Assignment` of a Node program. */
const tokenOf = (type: string) => type.replace(/^pulumi-nodejs:dynamic\/ipv6\//, "ipv6:");

/** The resource's declaration. A component has none here: it is judged by what it is made of. */
export function declarationOf({ type }: Told): Declared | undefined {
  const found = (schema.resources as Readonly<Record<string, Declared>>)[tokenOf(type)];
  return found?.isComponent ? undefined : found;
}

export const isOurs = (resource: Told): boolean => declarationOf(resource) !== undefined;

/** Whether the resource has such an input. */
export const takes = (resource: Told, input: string): boolean =>
  declarationOf(resource)?.inputProperties?.[input] !== undefined;

/** Resources whose bandwidth to the internet is paid for. */
export const isBandwidth = (resource: Told): boolean => takes(resource, "bandwidth");

/** Whether a property is there but not known yet: at preview the engine's package throws instead of telling it. */
export function isOpen(resource: Told, name: string): boolean {
  try {
    return resource.props[name] === null;
  } catch (error) {
    if (error instanceof UnknownValueError) return true;
    throw error;
  }
}

/** A property, or undefined while it is not known. */
export const known = (resource: Told, name: string): unknown =>
  isOpen(resource, name) ? undefined : resource.props[name];

/** Peak bandwidth in Mbps; undefined if there is none, or none known yet. */
export function mbpsOf(resource: Told): number | undefined {
  const value = isBandwidth(resource) ? known(resource, "bandwidth") : undefined;
  return typeof value === "number" ? value : undefined;
}

/** `urn:pulumi:STACK::PROJECT::…` */
export const stackOf = ({ urn }: Told): string => urn.split("::")[0]?.slice("urn:pulumi:".length) ?? "";

export type Price = { readonly amount: number; readonly currency: string } | { readonly unknown: string };

/** Reads the output `monthlyPrice`: "144.60 USD" is a price, any other text says why there is none. */
export function priceOf(resource: Told): Price | undefined {
  const text = isOurs(resource) ? known(resource, "monthlyPrice") : undefined;
  if (typeof text !== "string" || text === "") return undefined;
  const [, amount, currency = ""] = /^(\d+(?:\.\d+)?) ([A-Z]{3})$/.exec(text) ?? [];
  return amount === undefined ? { unknown: text } : { amount: Number(amount), currency };
}
