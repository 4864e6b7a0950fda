import { CLOUDS } from "../clouds";
import type { AnyBinding, AnyLookup, Cloud } from "../core/cloud";
import type { ComponentDeclaration } from "../core/component";
import type { Declaration } from "../core/resource";
import { declarePublicIpv6 } from "../resources/public-ipv6";

export interface Entry {
  readonly cloud: Cloud;
  readonly binding: AnyBinding;
}

/** @param type `<cloud>:<Resource>`, the same for both doors */
export function find(type: string): Entry {
  const { cloud, member: binding } = among(type, ({ resources }) => resources);
  if (!cloud || !binding)
    throw new Error(`pulumi-ipv6 knows no ${type}; is an older version installed than the one that made this state?`);
  return { cloud, binding };
}

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

/** @param name `<cloud>:<getSomething>`. @returns undefined if it does not exist */
export function findLookup(name: string): { readonly cloud: Cloud; readonly lookup: AnyLookup } | undefined {
  const { cloud, member: lookup } = among(name, ({ lookups }) => lookups);
  return cloud && lookup && { cloud, lookup };
}

function among<T>(type: string, table: (cloud: Cloud) => Readonly<Record<string, T>>) {
  const [cloudName = "", name = ""] = type.split(":");
  const own = <M>(members: Readonly<Record<string, M>>, key: string) =>
    Object.hasOwn(members, key) ? members[key] : undefined;
  const cloud = own<Cloud>(CLOUDS, cloudName);
  return { cloud, member: cloud && own(table(cloud), name) };
}

export const clouds: readonly Cloud[] = Object.values(CLOUDS);

const titles = Object.fromEntries(clouds.map(({ name, title }) => [name, title]));
export const publicIpv6 = declarePublicIpv6(titles as Readonly<Record<keyof typeof CLOUDS, string>>);

/** Components by name. */
export const COMPONENTS: Readonly<Record<string, ComponentDeclaration>> = { [publicIpv6.name]: publicIpv6 };

/** The type token of a component, the same for both doors. */
export const tokenOf = (component: string) => `ipv6:index:${component}`;

/** The message for a component with invalid inputs: all reasons at once. */
export function refusedComponent(component: string, name: string, reasons: readonly string[]): string {
  return [`${component} "${name}" is refused:`, ...reasons.map((reason) => `  ${reason}`)].join("\n");
}
