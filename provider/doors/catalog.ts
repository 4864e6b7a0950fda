import { CLOUDS } from "../clouds";
import type { AnyBinding, AnyLookup, Cloud } from "../core/cloud";

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
