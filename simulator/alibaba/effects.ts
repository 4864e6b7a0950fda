import { record } from "../common/action";
import type { Context } from "./action";
import type { Placed } from "./require";
import type { Bandwidth, Ipv6Address } from "./state";

/** Effects on addresses and their bandwidths that more than one action has. */

export function putBandwidth(context: Context, placed: Placed, bandwidth: Bandwidth): void {
  const { state } = context;
  if (placed.address) state.ipv6Addresses.put({ ...placed.address, bandwidth });
  else state.orphanedBandwidths.put({ ...placed.bandwidth, ...bandwidth });
}

/** The id of the address that a bandwidth is, or was, on. */
export function subjectOf(placed: Placed): string {
  return placed.address === undefined ? placed.bandwidth.ipv6AddressId : placed.address.id;
}

export function endBandwidth(context: Context, placed: Placed): void {
  const { state } = context;
  const { bandwidth, address } = placed;
  const subject = subjectOf(placed);
  if (address) state.ipv6Addresses.put(withoutBandwidth(address));
  else state.orphanedBandwidths.delete(bandwidth.id);
  state.deletedBandwidths.add(bandwidth.id);
  const detail = { bandwidth: bandwidth.bandwidth, internetChargeType: bandwidth.internetChargeType };
  record(context, { event: "released", resource: "Ipv6InternetBandwidth", id: bandwidth.id, subject, detail });
}

/** Keeps the bandwidth, still billed, of an address that the caller deletes. */
export function orphanBandwidth(context: Context, address: Ipv6Address, bandwidth: Bandwidth): void {
  const { account, region, id } = address;
  context.state.orphanedBandwidths.put({ ...bandwidth, account, region, ipv6AddressId: id });
}

function withoutBandwidth(address: Ipv6Address): Ipv6Address {
  const { bandwidth: _ended, ...rest } = address;
  return rest;
}

/** Changes an address. The ledger has only those of addresses on no network interface. */
export function putChanged(context: Context, row: Ipv6Address, change: Partial<Ipv6Address>): void {
  const { tags = {}, ...rest } = { ...row, ...change };
  context.state.ipv6Addresses.put(Object.keys(tags).length > 0 ? { ...rest, tags } : rest);
  if (row.networkInterface !== undefined) return;
  const { id, vSwitch: subject } = row;
  record(context, { event: "changed", resource: "Ipv6Address", id, subject, detail: change });
}
