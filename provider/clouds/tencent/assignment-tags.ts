import { batchedWrites } from "../../core/reads/batch";
import { MARKS_IN_A_TAG, markOf, marksIn, ownerTag, refuseUntagged, resourceName, tagsOf } from "./ownership";
import type { NetworkInterfaceRow, TencentApi } from "./wire";

/**
 * The held tags of assignments. They are on the network interface and have a mark for each address that some state has.
 * A lone assignment has a tag of its own. Several that are written together share one, on all their network interfaces:
 * it has the marks of all of them, each of an address on its network interface.
 */

const KEY = /^pulumi-ipv6:[0-9a-f]{10}$/;
const keyOf = (digits: string) => `pulumi-ipv6:${digits}`;
/** Most resources in one request to the product `tag`. */
const AT_ONCE = 10;
/** Between the parts of one member of a batch. */
export const BETWEEN = " ";

/** Key of the tag of a lone assignment: each has its own, because two may be written at once. */
export function ownKey(owner: string, networkInterfaceId: string): string {
  return keyOf(markOf(owner, networkInterfaceId));
}

/** Marks of addresses on one network interface: on another one they mean nothing. */
export const marksOf = (networkInterfaceId: string, addresses: readonly string[]) =>
  addresses.map((address) => markOf(networkInterfaceId, address));

/** Writes the tags of many assignments in few calls. */
export function assignmentTags(client: TencentApi) {
  return batchedWrites(AT_ONCE, async (ctx, region, members) => {
    for (const part of parts(members.map(parsed))) {
      const marks = part.flatMap((member) => member.marks);
      const [first] = part;
      // Never that of an earlier tag, which the caller then removes.
      const shared = keyOf(markOf(ctx.unique(), marks.join()));
      const TagKey = part.length === 1 && first ? first.own : shared;
      const request = {
        ResourceList: part.map(({ id }) => resourceName(region, id)),
        Tags: [{ TagKey, TagValue: ownerTag(marks) }],
      };
      const answer = await client.call(ctx, "TagResources", request, { region, subject: first?.id });
      refuseUntagged(answer);
    }
  });
}

interface Member {
  readonly id: string;
  readonly own: string;
  readonly marks: readonly string[];
}

const parsed = (text: string): Member => {
  const [id = "", own = "", ...marks] = text.split(BETWEEN);
  return { id, own, marks };
};

/** Each network interface at most once, and no more marks than a tag holds. */
function parts(members: readonly Member[]): Member[][] {
  const all: Member[][] = [];
  for (const member of members) {
    const fits = (part: readonly Member[]) =>
      !part.some(({ id }) => id === member.id) &&
      [...part, member].flatMap(({ marks }) => marks).length <= MARKS_IN_A_TAG;
    const part = all.find(fits);
    if (part) part.push(member);
    else all.push([member]);
  }
  return all;
}

export interface HeldTag {
  readonly key: string;
  readonly marks: readonly string[];
}

export function tagsOn(row: NetworkInterfaceRow | undefined): HeldTag[] {
  const tags = Object.entries(row ? tagsOf(row) : {}).filter(([key]) => KEY.test(key));
  return tags.map(([key, value]) => ({ key, marks: marksIn(value) }));
}
