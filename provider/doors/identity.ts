/** What tells one declared resource from another, in every stack of every project. */
export interface Named {
  readonly project: string;
  readonly stack: string;
  /** The types of what it is in, joined by `$`; empty if it is in nothing. */
  readonly parents: string;
  /** `ipv6:<cloud>:<Resource>`, through either door. */
  readonly type: string;
  readonly name: string;
}

/**
 * The seed of a resource's tokens and marks: what its URN says, without the door. No organisation: it tells nobody apart
 * on backends that have none.
 */
export function identity({ project, stack, parents, type, name }: Named): string {
  // A parent of ours has its type by the door.
  const within = parents.replaceAll("pulumi-nodejs:dynamic/ipv6/", "ipv6:");
  return `${project}/${stack}::${within ? `${within}$` : ""}${type}::${name}`;
}
