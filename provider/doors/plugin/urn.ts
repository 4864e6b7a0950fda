/** `urn:pulumi:<stack>::<project>::<type>$<type>::<name>`: the parents' types, then the resource's own. */
interface Urn {
  readonly stack: string;
  readonly project: string;
  readonly parents: string;
  readonly type: string;
  readonly name: string;
}

function parse(urn: string): Urn {
  const [head = "", project = "", qualified = "", ...name] = urn.split("::");
  const types = qualified.split("$");
  const type = types.pop() ?? "";
  return { stack: head.split(":").slice(2).join(":"), project, parents: types.join("$"), type, name: name.join("::") };
}

/** Cloud and resource of a type such as `ipv6:<cloud>:<Resource>`. */
export function typeOf(urn: string): string {
  return parse(urn).type.replace(/^ipv6:/, "");
}

/**
 * Which declared resource this is, for the tokens of its orders, in the words of the dynamic door, so that a stack
 * that moves keeps its tokens. Two things a URN does not tell: the organisation, which is this word in every
 * backend but Pulumi Cloud; and the parents' names, so below a component the text is of its types only. Where it
 * differs, a run that was killed in one door is not continued in the other: the place is then refused as taken.
 */
export function identityOf(urn: string): string {
  const { stack, project, parents, type, name } = parse(urn);
  const own = `${type}::${name}`;
  const below = parents ? `${parents}::${own}` : own;
  return `organization/${project}/${stack}::${below}`;
}
