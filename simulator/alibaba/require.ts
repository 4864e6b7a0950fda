import { findVisible, isVisible } from "../common/action";
import type { Context } from "./action";
import { Refusal } from "./errors";
import type { Bandwidth, Ipv6Address, OrphanBandwidth } from "./state";

/** Rows that the caller named: each is looked up, and refused if the caller sees none. */

export function findAddress(context: Context, id: string): Ipv6Address | undefined {
  return findVisible(context, context.state.ipv6Addresses, id);
}

export function requireAddress(context: Context, id: string, code: string): Ipv6Address {
  const address = findAddress(context, id);
  if (!address) throw new Refusal(code);
  return address;
}

export function addressesOf(context: Context, networkInterfaceId: string): Ipv6Address[] {
  return context.state.ipv6Addresses.all().filter((row) => row.networkInterface === networkInterfaceId);
}

export function gatewayOf(context: Context, address: Ipv6Address): string | undefined {
  return context.state.vpcs.get(address.vpc)?.ipv6Gateway;
}

/** A bandwidth and its address, if that still exists. */
export type Placed =
  | { readonly bandwidth: Bandwidth; readonly address: Ipv6Address }
  | { readonly bandwidth: OrphanBandwidth; readonly address?: undefined };

function findBandwidth(context: Context, id: string): Placed | undefined {
  const address = context.state.ipv6Addresses.all().find((row) => row.bandwidth?.id === id);
  if (address?.bandwidth && isVisible(context, address)) return { bandwidth: address.bandwidth, address };
  const bandwidth = findVisible(context, context.state.orphanedBandwidths, id);
  return bandwidth && { bandwidth };
}

/** The address that a Modify or Delete locks, named by either of its two ids. */
export function bandwidthSubject(context: Context): string | undefined {
  const id = context.parameters.text("Ipv6InternetBandwidthId");
  return (id && findBandwidth(context, id)?.address?.id) ?? context.parameters.text("Ipv6AddressId") ?? id;
}

interface Missing {
  readonly bothEmpty: string;
  /** The address exists, or the bandwidth did, but there is no bandwidth now. */
  readonly none: string;
}

/** The bandwidth named by Ipv6InternetBandwidthId, by Ipv6AddressId, or by both. */
export function requireBandwidth(context: Context, codes: Missing): Placed {
  const { parameters, state } = context;
  const addressId = parameters.text("Ipv6AddressId");
  const bandwidthId = parameters.text("Ipv6InternetBandwidthId");
  if (bandwidthId === undefined) {
    if (addressId === undefined) throw new Refusal(codes.bothEmpty);
    const address = requireAddress(context, addressId, "InvalidIpv6Instance.NotFound");
    if (!address.bandwidth) throw new Refusal(codes.none);
    return { address, bandwidth: address.bandwidth };
  }
  const placed = findBandwidth(context, bandwidthId);
  if (!placed) {
    throw new Refusal(state.deletedBandwidths.has(bandwidthId) ? codes.none : "InvalidIpv6Instance.NotFound");
  }
  if (addressId !== undefined && placed.address?.id !== addressId) {
    throw new Refusal("ParamExclusive.Ipv6AddressIdAndIpv6InternetBandwidthId");
  }
  return placed;
}
