import { CLOUDS } from "../clouds";
import type { AnyBinding, AnyLookup, Cloud } from "../core/cloud";
import type { ComponentDeclaration } from "../core/component";
import { declarePublicIpv6 } from "../resources/public-ipv6";

export interface Entry {
  readonly cloud: Cloud;
  readonly binding: AnyBinding;
}

/** @param type cloud and resource, as both doors name them: `<cloud>:<Resource>` */
export function find(type: string): Entry {
  const { cloud, member: binding } = among(type, ({ resources }) => resources);
  if (!cloud || !binding)
    throw new Error(`pulumi-ipv6 knows no ${type}; is an older version installed than the one that made this state?`);
  return { cloud, binding };
}

/** @param name cloud and look-up: `<cloud>:<getSomething>`. Undefined if there is none such */
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

/** Every component, by its name. */
export const COMPONENTS: Readonly<Record<string, ComponentDeclaration>> = { [publicIpv6.name]: publicIpv6 };

/** The type of a component, through both doors. */
export const tokenOf = (component: string) => `ipv6:index:${component}`;

/** What a component is called that has not been understood, and all that is wrong with it. */
export function refusedComponent(component: string, name: string, reasons: readonly string[]): string {
  return [`${component} "${name}" is refused:`, ...reasons.map((reason) => `  ${reason}`)].join("\n");
}
