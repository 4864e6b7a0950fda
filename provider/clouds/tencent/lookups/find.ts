import { kindOf } from "../../../core/api/errors";
import type { Context } from "../../../core/context";
import { text } from "../../../core/field";
import { everything, pageOf } from "../../../core/reads/list-cache";
import type { TencentClient } from "../client";
import { type AddressRow, type BandwidthPackageRow, type NetworkInterfaceRow, PRIVATE, type Requests } from "../wire";

/** Largest page, and most values of one filter. */
export const PAGE = 100;

export type Ctx = Context<TencentClient>;
type Asked<A extends keyof Requests> = Omit<Requests[A], "Offset" | "Limit">;

export const place = {
  networkInterfaceId: text({
    doc: "Id of the network card that the address is on.",
    pattern: /^eni-[\w-]+$/,
    shape: "the id of a network card, such as eni-m6dyj72l",
    source: "DescribeNetworkInterfaces",
  }),
  instanceId: text({
    doc: "Id of the machine that the address is on, on any of its network cards.",
    source: "DescribeNetworkInterfaces",
  }),
};

export function cardsBy(ctx: Ctx, region: string, asked: Asked<"DescribeNetworkInterfaces">, subject?: string) {
  return everything<NetworkInterfaceRow>(ctx, async (_, number) => {
    const request = { ...asked, Offset: (number - 1) * PAGE, Limit: PAGE };
    const answer = await ctx.client.call(ctx, "DescribeNetworkInterfaces", request, { region, subject });
    return pageOf(answer.NetworkInterfaceSet, answer.TotalCount, number, PAGE);
  });
}

/** What has internet bandwidth. Something that is not there is an empty list. */
export async function publishedBy(ctx: Ctx, region: string, asked: Asked<"DescribeIp6Addresses">, subject?: string) {
  const rows = await everything<AddressRow>(ctx, async (_, number) => {
    const request = { ...asked, Offset: (number - 1) * PAGE, Limit: PAGE };
    const answer = await ctx.client.call(ctx, "DescribeIp6Addresses", request, { region, subject });
    return pageOf(answer.AddressSet, answer.TotalCount, number, PAGE);
  }).catch((error: unknown) => {
    if (kindOf(error) !== "gone") throw error;
    return [];
  });
  return rows.filter((row) => row.AddressStatus !== PRIVATE);
}

export function packagesBy(ctx: Ctx, region: string, asked: Asked<"DescribeBandwidthPackages">) {
  return everything<BandwidthPackageRow>(ctx, async (_, number) => {
    const request = { ...asked, Offset: (number - 1) * PAGE, Limit: PAGE };
    const answer = await ctx.client.call(ctx, "DescribeBandwidthPackages", request, { region });
    return pageOf(answer.BandwidthPackageSet, answer.TotalCount, number, PAGE);
  });
}

export interface Place {
  readonly region: string;
  readonly networkInterfaceId?: string | undefined;
  readonly instanceId?: string | undefined;
}

/** The card, or every card of the machine. Both named: the card, if it is the machine's. */
export async function cardsAt(ctx: Ctx, { region, networkInterfaceId, instanceId }: Place) {
  if (instanceId) {
    const Filters = [{ Name: "attachment.instance-id" as const, Values: [instanceId] }];
    const cards = await cardsBy(ctx, region, { Filters }, instanceId);
    return cards.filter((card) => !networkInterfaceId || card.NetworkInterfaceId === networkInterfaceId);
  }
  const card = networkInterfaceId && (await ctx.client.reads.networkInterface(ctx, region, networkInterfaceId));
  return card ? [card] : [];
}
