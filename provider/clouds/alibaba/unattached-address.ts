import { Refusal } from "../../core/api/errors";
import type { Context } from "../../core/context";
import { type OnChange, text } from "../../core/field";
import type { AlibabaClient } from "./client";
import { HELD, isHeld, OWNER_KEY, tagList, tagsOf } from "./ownership";
import { spelled } from "./reads";
import { TITLE } from "./wire";

/** Finds and tags free addresses. */

type Ctx = Context<AlibabaClient>;
type Tags = Readonly<Record<string, string>>;
interface Place {
  readonly region: string;
  readonly vSwitchId: string;
  readonly ipv6Address?: string | undefined;
}

/** The row of a named address. Refuses one that is on a network interface or belongs to another service. */
export async function named(ctx: Ctx, { region, vSwitchId, ipv6Address: wanted = "" }: Place) {
  const rows = await inVSwitch(ctx, region, vSwitchId, { Ipv6Address: wanted });
  const row = rows.find((each) => spelled(each) === wanted);
  if (row?.AssociatedInstanceId) {
    const what = `${wanted} is ${row.Ipv6AddressId} on ${row.AssociatedInstanceId}; an Ipv6Address must be unattached`;
    throw new Refusal(`${TITLE}: ${what}. Declare it with NicIpv6Assignment, or choose another address`, "conflict");
  }
  if (row?.ServiceManaged) {
    const what = `${wanted} is ${row.Ipv6AddressId} and belongs to another cloud service`;
    throw new Refusal(`${TITLE}: ${what}. Choose another address`, "conflict");
  }
  return row;
}

/** The free address of a vSwitch that has our owner tag and is in no state yet. */
export async function marked(ctx: Ctx, { region, vSwitchId }: Place) {
  const rows = await inVSwitch(ctx, region, vSwitchId, { Tag: [{ Key: OWNER_KEY, Value: ctx.owner }] });
  const mine = rows.filter((row) => tagsOf(row).owner === ctx.owner && !isHeld(row, HELD.address));
  return mine.find((row) => !row.AssociatedInstanceId);
}

async function inVSwitch(ctx: Ctx, RegionId: string, VSwitchId: string, filter: object) {
  const request = { RegionId, VSwitchId, ...filter, PageSize: 50 };
  const { Ipv6Addresses } = await ctx.client.call(ctx, "DescribeIpv6Addresses", request, { subject: VSwitchId });
  return Ipv6Addresses.Ipv6Address.filter((row) => (row.VSwitchId ?? VSwitchId) === VSwitchId);
}

/** Changes the tags from `now` to `wanted`; the provider's own tags stay. */
export async function retag(ctx: Ctx, RegionId: string, id: string, now: Tags, wanted: Tags): Promise<void> {
  const target = { RegionId, ResourceType: "IPV6ADDRESS", ResourceId: [id] } as const;
  const gone = Object.keys(now).filter((name) => !Object.hasOwn(wanted, name));
  // Untag first: old and new tags together could exceed the limit per address.
  if (gone.length > 0) await ctx.client.call(ctx, "UnTagResources", { ...target, TagKey: gone }, { subject: id });
  const put = Object.fromEntries(Object.entries(wanted).filter(([name, value]) => now[name] !== value));
  if (Object.keys(put).length > 0)
    await ctx.client.call(ctx, "TagResources", { ...target, Tag: tagList(put) }, { subject: id });
}

/** A name or description within the VPC limits: a maximum length, and no http:// or https:// at the start. */
export function vpcText<const C extends OnChange>(options: {
  doc: string;
  longest: number;
  source: string;
  onChange: C;
}) {
  const { longest, ...rest } = options;
  return text({
    ...rest,
    pattern: new RegExp(`^(?!https?://)[^]{0,${longest}}$`),
    shape: `text of at most ${longest} characters that does not begin with http:// or https://`,
  });
}
