import type { Context } from "./action";
import { Refusal } from "./errors";
import type { Bandwidth, Ipv6Address, NetworkInterface, OrphanBandwidth } from "./world";

/** Whether a row belongs to the caller and is in the region asked for. Rows elsewhere do not exist for the caller. */
export function mine(context: Context, row: { readonly account: string; readonly region: string }): boolean {
  return row.account === context.account.id && row.region === context.region;
}

export function findAddress(context: Context, id: string): Ipv6Address | undefined {
  const row = context.world.ipv6Addresses.get(id);
  return row && mine(context, row) ? row : undefined;
}

export function findCard(context: Context, id: string): NetworkInterface | undefined {
  const row = context.world.networkInterfaces.get(id);
  return row && mine(context, row) ? row : undefined;
}

export function addressesOf(context: Context, networkInterfaceId: string): Ipv6Address[] {
  return context.world.ipv6Addresses.all().filter((row) => row.networkInterface === networkInterfaceId);
}

export function gatewayOf(context: Context, address: Ipv6Address): string | undefined {
  return context.world.vpcs.get(address.vpc)?.ipv6Gateway;
}

/** A bandwidth and where it hangs: on an address, or on nothing any more. */
export type Placed =
  | { readonly bandwidth: Bandwidth; readonly address: Ipv6Address }
  | { readonly bandwidth: OrphanBandwidth; readonly address?: undefined };

export function findBandwidth(context: Context, id: string): Placed | undefined {
  const address = context.world.ipv6Addresses.all().find((row) => row.bandwidth?.id === id);
  if (address?.bandwidth && mine(context, address)) return { bandwidth: address.bandwidth, address };
  const orphan = context.world.orphans.get(id);
  return orphan && mine(context, orphan) ? { bandwidth: orphan } : undefined;
}

/** The address a Modify or Delete is about, by either of its two ids: what they lock. */
export function bandwidthSubject(context: Context): string | undefined {
  const id = context.input.text("Ipv6InternetBandwidthId");
  return (id && findBandwidth(context, id)?.address?.id) ?? context.input.text("Ipv6AddressId") ?? id;
}

interface Missing {
  readonly bothEmpty: string;
  /** The address is there, or the bandwidth was, but there is no bandwidth now. */
  readonly none: string;
}

/** The bandwidth named by Ipv6InternetBandwidthId, by Ipv6AddressId, or by both. */
export function requireBandwidth(context: Context, codes: Missing): Placed {
  const { input, world } = context;
  const addressId = input.text("Ipv6AddressId");
  const bandwidthId = input.text("Ipv6InternetBandwidthId");
  if (bandwidthId === undefined) {
    if (addressId === undefined) throw new Refusal(codes.bothEmpty);
    const address = findAddress(context, addressId);
    if (!address) throw new Refusal("InvalidIpv6Instance.NotFound");
    if (!address.bandwidth) throw new Refusal(codes.none);
    return { address, bandwidth: address.bandwidth };
  }
  const placed = findBandwidth(context, bandwidthId);
  if (!placed) {
    throw new Refusal(world.deletedBandwidths.has(bandwidthId) ? codes.none : "InvalidIpv6Instance.NotFound");
  }
  if (addressId !== undefined && placed.address?.id !== addressId) {
    throw new Refusal("ParamExclusive.Ipv6AddressIdAndIpv6InternetBandwidthId");
  }
  return placed;
}
