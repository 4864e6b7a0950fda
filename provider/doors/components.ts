import { CLOUDS } from "../clouds";
import type { Cloud } from "../core/cloud";
import type { ComponentDeclaration } from "../core/component";
import { declarePublicIpv6 } from "../resources/public-ipv6";

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
