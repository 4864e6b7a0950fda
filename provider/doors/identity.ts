/** What identifies a declared resource among all stacks and projects. */
export interface Named {
  readonly project: string;
  readonly stack: string;
  /** Types of its parents, joined by `$`; empty without a parent. */
  readonly parents: string;
  /** `ipv6:<cloud>:<Resource>` for both doors. */
  readonly type: string;
  readonly name: string;
}

/**
 * The seed of a resource's tokens and owner tags: its URN without the door. No organization, because not every backend
 * has one.
 */
export function identity({ project, stack, parents, type, name }: Named): string {
  // The type of a parent from this package depends on the door.
  const within = parents.replaceAll("pulumi-nodejs:dynamic/ipv6/", "ipv6:");
  return `${project}/${stack}::${within ? `${within}$` : ""}${type}::${name}`;
}
