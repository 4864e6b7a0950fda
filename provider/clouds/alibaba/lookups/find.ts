import type { Context } from "../../../core/context";
import { everything } from "../../../core/reads/list-cache";
import type { AlibabaClient } from "../client";
import { type Filter, pagesOf } from "../pages";
import { addressesOn, spelled } from "../reads";
import type { Ipv6AddressRow, NetworkInterfaceRow } from "../wire";

/** Network interfaces per request. */
const NICS = 100;

export type Ctx = Context<AlibabaClient>;

/** An address and the network interface it is on. */
export interface Found {
  readonly row: Ipv6AddressRow;
  readonly nic?: NetworkInterfaceRow | undefined;
}

export function addressesBy(ctx: Ctx, region: string, filter: Filter<"DescribeIpv6Addresses">) {
  const options = { subject: filter.Ipv6Address ?? filter.VpcId };
  return everything(ctx, pagesOf(ctx.client, "DescribeIpv6Addresses", region, filter, options));
}

export function gatewaysBy(ctx: Ctx, region: string, filter: Filter<"DescribeIpv6Gateways">) {
  const options = { subject: filter.Ipv6GatewayId ?? filter.VpcId };
  return everything(ctx, pagesOf(ctx.client, "DescribeIpv6Gateways", region, filter, options));
}

/** One page is enough for the network interfaces of an instance. */
export async function nicsOf(ctx: Ctx, RegionId: string, InstanceId: string): Promise<NetworkInterfaceRow[]> {
  const request = { RegionId, InstanceId, MaxResults: NICS };
  const { NetworkInterfaceSets } = await ctx.client.call(ctx, "DescribeNetworkInterfaces", request, {
    subject: InstanceId,
  });
  return NetworkInterfaceSets.NetworkInterfaceSet;
}

/** The VPC's records of the addresses on these network interfaces. */
export async function onNics(ctx: Ctx, region: string, nics: readonly NetworkInterfaceRow[]): Promise<Found[]> {
  const found = nics.map(async (nic) => {
    const held = new Set(addressesOn(nic));
    const rows = await ctx.client.reads.recordsOn(ctx, region, nic, [...held]);
    // Records associated with an instance may be of another network interface: keep those the interface shows itself.
    return rows.filter((row) => held.has(spelled(row))).map((row) => ({ row, nic: nic }));
  });
  return (await Promise.all(found)).flat();
}

/** Reads each address's network interface: the record of one on a primary interface names only the instance. */
export async function withNics(ctx: Ctx, region: string, rows: readonly Ipv6AddressRow[]): Promise<Found[]> {
  const found = rows.map(async (row) => {
    if (!row.AssociatedInstanceId) return { row };
    const nics = await ctx.client.reads.nicsHolding(ctx, region, spelled(row));
    return { row, nic: nics.find((nic) => nic.VpcId === row.VpcId) };
  });
  return Promise.all(found);
}
