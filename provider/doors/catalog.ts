import { CLOUDS } from "../clouds";
import type { AnyBinding, Cloud } from "../core/cloud";

export interface Entry {
  readonly cloud: Cloud;
  readonly binding: AnyBinding;
}

/** @param type cloud and resource, as both doors name them: `<cloud>:<Resource>` */
export function find(type: string): Entry {
  const [cloudName = "", resourceName = ""] = type.split(":");
  const own = <T>(table: Readonly<Record<string, T>>, name: string) =>
    Object.hasOwn(table, name) ? table[name] : undefined;
  const cloud = own<Cloud>(CLOUDS, cloudName);
  const binding = cloud && own(cloud.resources, resourceName);
  if (!cloud || !binding)
    throw new Error(`pulumi-ipv6 knows no ${type}; is an older version installed than the one that made this state?`);
  return { cloud, binding };
}
