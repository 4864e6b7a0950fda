import type { Context } from "../../core/context";
import { BETWEEN, type HeldTag, marksOf, ownKey, tagsOn } from "./assignment-tags";
import type { TencentClient } from "./client";
import { markOf } from "./ownership";
import { addressesOf } from "./reads";
import type { NetworkInterfaceRow } from "./wire";

/** Which addresses of a network interface some state has: the held tags of assignments. */

type Ctx = Context<TencentClient>;

/** Tags the addresses of one assignment, and removes its earlier tags. */
export async function holdAssignment(
  ctx: Ctx,
  region: string,
  id: string,
  addresses: readonly string[],
): Promise<void> {
  const row = await ctx.client.reads.networkInterface(ctx, region, id);
  const [own, mine] = [ownKey(ctx.owner, id), marksOf(id, addresses)];
  await ctx.client.assignmentTags(ctx, region, [id, own, ...mine].join(BETWEEN));
  const earlier = tagsOn(row).filter(({ marks, key }) => {
    const meant = marks.filter((mark) => presentMarks(row).has(mark));
    return key !== own && meant.length > 0 && meant.every((mark) => mine.includes(mark));
  });
  await release(ctx, region, id, earlier);
}

/** Removes what is left of an assignment that is gone. */
export async function releaseAssignment(
  ctx: Ctx,
  region: string,
  id: string,
  addresses: readonly string[],
): Promise<void> {
  const row = await ctx.client.reads.networkInterface(ctx, region, id);
  const [own, mine] = [ownKey(ctx.owner, id), marksOf(id, addresses)];
  const left = tagsOn(row).filter(
    (tag) => tag.key === own || (isStale(row, tag) && tag.marks.some((mark) => mine.includes(mark))),
  );
  await release(ctx, region, id, left);
}

/**
 * Removes the tags of assignments that are gone, which would otherwise be read as a new one's.
 *
 * @param named the addresses to be ordered, if they are named
 */
export async function releaseStaleAssignments(
  ctx: Ctx,
  region: string,
  id: string,
  named: readonly string[] | undefined,
): Promise<void> {
  const row = await ctx.client.reads.networkInterface(ctx, region, id);
  const present = presentMarks(row);
  const open = marksOf(id, named ?? []).filter((mark) => !present.has(mark));
  const own = ownKey(ctx.owner, id);
  const isOpen = ({ key, marks }: HeldTag) => key === own && marks.some((mark) => open.includes(mark));
  await release(
    ctx,
    region,
    id,
    tagsOn(row).filter((tag) => isStale(row, tag) || isOpen(tag)),
  );
}

async function release(ctx: Ctx, region: string, id: string, tags: readonly HeldTag[]): Promise<void> {
  await Promise.all(tags.map(({ key }) => ctx.client.heldTags.release(ctx, region, key, id)));
}

function presentMarks(row: NetworkInterfaceRow | undefined): Set<string> {
  return new Set(row ? marksOf(row.NetworkInterfaceId, [...addressesOf(row).keys()]) : []);
}

/** None of its addresses is on the network interface any more. */
function isStale(row: NetworkInterfaceRow | undefined, { marks }: HeldTag): boolean {
  const present = presentMarks(row);
  return !marks.some((mark) => present.has(mark));
}

/** Which of these addresses some state has, by the tags of all assignments on the network interface. */
export function heldOn(row: NetworkInterfaceRow | undefined, addresses: readonly string[]): string[] {
  const marks = new Set(tagsOn(row).flatMap((tag) => tag.marks));
  return row ? addresses.filter((address) => marks.has(markOf(row.NetworkInterfaceId, address))) : [];
}
