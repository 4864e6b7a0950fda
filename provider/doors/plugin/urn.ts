import { identity } from "../identity";

/** `urn:pulumi:<stack>::<project>::<type>$<type>::<name>`: the parents' types, then the resource's own. */
export interface Urn {
  readonly stack: string;
  readonly project: string;
  readonly parents: string;
  readonly type: string;
  readonly name: string;
}

export function parse(urn: string): Urn {
  const [head = "", project = "", qualified = "", ...name] = urn.split("::");
  const types = qualified.split("$");
  const type = types.pop() ?? "";
  return { stack: head.split(":").slice(2).join(":"), project, parents: types.join("$"), type, name: name.join("::") };
}

/** `<cloud>:<Resource>`, from a type such as `ipv6:<cloud>:<Resource>`. */
export function typeOf(urn: string): string {
  return parse(urn).type.replace(/^ipv6:/, "");
}

/** Identity of the declared resource, the same for both doors. The tokens of its orders are derived from it. */
export function identityOf(urn: string): string {
  const { stack, project, parents, type, name } = parse(urn);
  return identity({ stack, project, parents, type, name });
}
