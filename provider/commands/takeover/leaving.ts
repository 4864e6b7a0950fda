import type { Wanted } from "./mapping";
import type { OldSide } from "./old-side";

/** How the old side lets go of what was taken, without destroying it. */
export interface Leaving {
  /** A file for the old side: its name and its text. */
  readonly file?: { readonly name: string; readonly text: string } | undefined;
  /** Commands for what the file cannot say. */
  readonly commands: readonly string[];
  /** What the old side keeps, with attributes that it must ignore from now on. */
  readonly ignored: readonly { readonly at: string; readonly attributes: readonly string[] }[];
}

/** @param taken what of the old side is in the new program */
export function leavingOf(side: OldSide, taken: readonly Wanted[]): Leaving {
  const kept = taken.filter(({ peer }) => peer.keeps !== undefined);
  const gone = taken.filter(({ peer }) => peer.keeps === undefined);
  const spelled = (name: string) => (side.tool === "terraform" ? name : camel(name));
  const ignored = kept.map(({ held, peer }) => ({ at: held.at, attributes: (peer.keeps ?? []).map(spelled) }));
  const ats = [...new Set(gone.map(({ held }) => held.at))];
  return { ...(side.tool === "terraform" ? fromTerraform(side, gone, ats) : fromPulumi(side, ats)), ignored };
}

/** A `removed` block speaks of all instances of a resource, so it is only for those that were taken as a whole. */
function fromTerraform(side: OldSide, gone: readonly Wanted[], ats: readonly string[]) {
  const isGone = new Set(ats);
  const blocks = [...new Set(gone.map(({ held }) => held.block))];
  const whole = blocks.filter((block) => side.held.every((each) => each.block !== block || isGone.has(each.at)));
  const single = gone.filter(({ held }) => !whole.includes(held.block)).map(({ held }) => held.at);
  const text = whole.map((block) => `removed {\n  from = ${block}\n\n  lifecycle {\n    destroy = false\n  }\n}\n`);
  const head =
    "# Written by pulumi-ipv6 takeover, for Terraform 1.7 and OpenTofu 1.7 or newer. Put it into the root module, and\n# remove the resource blocks themselves.\n\n";
  return {
    file: text.length > 0 ? { name: "removed.tf", text: head + text.join("\n") } : undefined,
    commands: [...new Set(single)].map((at) => `terraform state rm ${quoted(at)}`),
  };
}

/** Dependents first: the engine refuses to delete what another entry needs. */
export function fromPulumi(side: Pick<OldSide, "uses" | "protected">, ats: readonly string[]) {
  const isGone = new Set(ats);
  const users = (urn: string) => [...side.uses].filter(([, used]) => used.includes(urn)).map(([user]) => user);
  const ordered: string[] = [];
  const visit = (urn: string, above: ReadonlySet<string>) => {
    if (ordered.includes(urn) || above.has(urn)) return;
    for (const user of users(urn)) if (isGone.has(user)) visit(user, new Set([...above, urn]));
    ordered.push(urn);
  };
  for (const urn of ats) visit(urn, new Set());
  const commands = ordered.map((urn) => {
    // With --force the engine deletes a protected entry.
    const force = side.protected.has(urn) ? " --force" : "";
    return `pulumi state delete ${quoted(urn)}${force} --yes`;
  });
  const text = `#!/bin/sh\n# Written by pulumi-ipv6 takeover: the state forgets, and nothing is deleted. Run it in that project.\nset -eu\n${commands.join("\n")}\n`;
  return { file: commands.length > 0 ? { name: "forget.sh", text } : undefined, commands: [] };
}

/** URNs of the old stack that stay, and depend on one that leaves: their programs refer to it. */
export function dependentsOf(side: OldSide, taken: readonly Wanted[]): string[] {
  const gone = new Set(taken.filter(({ peer }) => peer.keeps === undefined).map(({ held }) => held.at));
  return [...side.uses]
    .filter(([urn, used]) => !gone.has(urn) && used.some((each) => gone.has(each)))
    .map(([urn]) => urn);
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** `ipv6_addresses` becomes `ipv6Addresses`. */
function camel(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
