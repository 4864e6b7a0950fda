import type { Context } from "../../../core/context";
import { everything, pageOf } from "../../../core/reads/list-cache";
import type { AlibabaClient } from "../client";
import { spelled, textsOn } from "../reads";
import type { Ipv6AddressRow, Ipv6GatewayRow, NetworkInterfaceRow, Requests } from "../wire";

/** Largest page of the VPC's lists. */
const PAGE = 50;
/** Cards asked for in one answer. */
const CARDS = 100;

export type Ctx = Context<AlibabaClient>;
type Filter<A extends keyof Requests> = Omit<Requests[A], "RegionId" | "PageNumber" | "PageSize">;

/** An address, with the card it is on. */
export interface Found {
  readonly row: Ipv6AddressRow;
  readonly card?: NetworkInterfaceRow | undefined;
}

export function addressesBy(ctx: Ctx, RegionId: string, filter: Filter<"DescribeIpv6Addresses">) {
  return everything<Ipv6AddressRow>(ctx, async (_, number) => {
    const request = { RegionId, ...filter, PageNumber: number, PageSize: PAGE };
    const answer = await ctx.client.call(ctx, "DescribeIpv6Addresses", request, {
      subject: filter.Ipv6Address ?? filter.VpcId,
    });
    return pageOf(answer.Ipv6Addresses.Ipv6Address, answer.TotalCount, number, PAGE);
  });
}

export function gatewaysBy(ctx: Ctx, RegionId: string, filter: Filter<"DescribeIpv6Gateways">) {
  return everything<Ipv6GatewayRow>(ctx, async (_, number) => {
    const request = { RegionId, ...filter, PageNumber: number, PageSize: PAGE };
    const answer = await ctx.client.call(ctx, "DescribeIpv6Gateways", request, {
      subject: filter.Ipv6GatewayId ?? filter.VpcId,
    });
    return pageOf(answer.Ipv6Gateways.Ipv6Gateway, answer.TotalCount, number, PAGE);
  });
}

/** An instance has fewer cards than a page. */
export async function cardsOf(ctx: Ctx, RegionId: string, InstanceId: string): Promise<NetworkInterfaceRow[]> {
  const request = { RegionId, InstanceId, MaxResults: CARDS };
  const { NetworkInterfaceSets } = await ctx.client.call(ctx, "DescribeNetworkInterfaces", request, {
    subject: InstanceId,
  });
  return NetworkInterfaceSets.NetworkInterfaceSet;
}

/** The VPC's records of what is on these cards. */
export async function onCards(ctx: Ctx, region: string, cards: readonly NetworkInterfaceRow[]): Promise<Found[]> {
  const found = cards.map(async (card) => {
    const held = new Set(textsOn(card));
    const rows = await ctx.client.reads.recordsOn(ctx, region, card, [...held]);
    // What is filed under an instance is its primary card's; who holds an address, the card itself tells.
    return rows.filter((row) => held.has(spelled(row))).map((row) => ({ row, card }));
  });
  return (await Promise.all(found)).flat();
}

/** Which card each is on: an address on a primary card is filed under its instance, so the cards are asked. */
export async function withCards(ctx: Ctx, region: string, rows: readonly Ipv6AddressRow[]): Promise<Found[]> {
  const found = rows.map(async (row) => {
    if (!row.AssociatedInstanceId) return { row };
    const cards = await ctx.client.reads.cardsHolding(ctx, region, spelled(row));
    return { row, card: cards.find((card) => card.VpcId === row.VpcId) };
  });
  return Promise.all(found);
}
