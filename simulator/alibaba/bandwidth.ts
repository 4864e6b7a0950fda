import { type Context, record } from "./action";
import type { Placed } from "./find";
import type { Bandwidth, Ipv6Address } from "./world";

/** Effects on bandwidths that more than one action has. */

export function putBandwidth(context: Context, placed: Placed, bandwidth: Bandwidth): void {
  const { world } = context;
  if (placed.address) world.ipv6Addresses.put({ ...placed.address, bandwidth });
  else world.orphans.put({ ...placed.bandwidth, ...bandwidth });
}

/** The id of the address that a bandwidth is, or was, on. */
export function subjectOf(placed: Placed): string {
  return placed.address === undefined ? placed.bandwidth.ipv6AddressId : placed.address.id;
}

export function endBandwidth(context: Context, placed: Placed): void {
  const { world } = context;
  const { bandwidth, address } = placed;
  const subject = subjectOf(placed);
  if (address) world.ipv6Addresses.put(withoutBandwidth(address));
  else world.orphans.delete(bandwidth.id);
  world.deletedBandwidths.add(bandwidth.id);
  const detail = { bandwidth: bandwidth.bandwidth, internetChargeType: bandwidth.internetChargeType };
  record(context, { event: "released", resource: "Ipv6InternetBandwidth", id: bandwidth.id, subject, detail });
}

/** The address is about to go; its bandwidth stays, and stays billed. */
export function orphanBandwidth(context: Context, address: Ipv6Address, bandwidth: Bandwidth): void {
  const { account, region, id } = address;
  context.world.orphans.put({ ...bandwidth, account, region, ipv6AddressId: id });
}

function withoutBandwidth(address: Ipv6Address): Ipv6Address {
  const { bandwidth: _ended, ...rest } = address;
  return rest;
}
