import { record } from "../common/action";
import { canonicalIpv6, freeAddress, inCidr } from "../common/ipv6";
import type { Context } from "./action";
import { endBandwidth, orphanBandwidth } from "./effects";
import { dropRulesOf } from "./egress-rules";
import { Refusal } from "./errors";
import { checkAddressList, takenAddresses } from "./network-interfaces";
import type { Ipv6Address, NetworkInterface, VSwitch } from "./state";

/** How IPv6 addresses come to network interfaces, and leave them. */

/** The named addresses, which are in the vSwitch and free, in canonical form. */
export function requireFreeAddresses(context: Context, vSwitch: VSwitch, named: readonly string[]): string[] {
  const { ipv6Cidr } = vSwitch;
  if (ipv6Cidr === undefined) throw new Refusal("InvalidVSwitch.Ipv6NotTurnOn");
  const addresses = checkAddressList(named);
  for (const address of addresses) requireFree(context, address, ipv6Cidr);
  return addresses;
}

function requireFree(context: Context, address: string, cidr: string): void {
  if (!inCidr(address, cidr)) {
    throw new Refusal("InvalidVSwitchId.IpInvalid", `The specified IP ${address} is not in the vSwitch's CIDR block.`);
  }
  const holder = context.state.ipv6Addresses.all().find((row) => row.address === canonicalIpv6(address));
  if (!holder) return;
  if (holder.networkInterface === undefined) throw new Refusal("InvalidPrivateIpAddress.Duplicated");
  throw new Refusal("InvalidIp.IpAssigned", `The specified IP ${address} is already assigned.`);
}

/** Adds addresses of the cloud's choice until there are `count`. */
export function addMore(context: Context, vSwitch: VSwitch, addresses: string[], count: number): void {
  const wanted = count - addresses.length;
  if (wanted > 0 && vSwitch.ipv6Left !== undefined && vSwitch.ipv6Left < wanted) {
    throw new Refusal("InvalidVSwitchId.IpNotEnough");
  }
  const taken = takenAddresses(context, vSwitch.vpc);
  while (addresses.length < count) {
    const address = freeAddress(context.services.ids, vSwitch.ipv6Cidr ?? "", taken);
    taken.add(address);
    addresses.push(address);
  }
}

export function putAddresses(context: Context, nic: NetworkInterface, addresses: readonly string[]): void {
  const { services, state, now, account, region } = context;
  const vSwitch = state.vSwitches.get(nic.vSwitch);
  if (vSwitch?.ipv6Left !== undefined) {
    state.vSwitches.put({ ...vSwitch, ipv6Left: Math.max(0, vSwitch.ipv6Left - addresses.length) });
  }
  const pendingUntil = now + services.pace.addressPendingMs;
  for (const address of addresses) {
    state.ipv6Addresses.put({
      ...{ id: services.ids.name("ipv6-"), address, account: account.id, region },
      ...{ vpc: nic.vpc, vSwitch: nic.vSwitch, networkInterface: nic.id },
      ...{ kind: "GUA", isp: "BGP", addressType: "IPv6Address", createdAt: now, pendingUntil },
    });
  }
  const subject = nic.id;
  record(context, { event: "assigned", resource: "NicIpv6Assignment", id: nic.id, subject, detail: { addresses } });
}

/** Refuses, where a setting says so, what would take an address away that still has bandwidth. */
export function requireUnpaid({ services }: Context, rows: readonly Ipv6Address[]): void {
  const paid = rows.find((row) => row.bandwidth);
  if (!paid || services.pace.unassignWithBandwidth !== "refuse") return;
  const message = `The operation is denied: IPv6 internet bandwidth is enabled for ${paid.address}.`;
  throw new Refusal("OperationDenied", message);
}

export function dropAddresses(context: Context, nic: NetworkInterface, rows: readonly Ipv6Address[]): void {
  const { services, state } = context;
  for (const address of rows) {
    const { bandwidth } = address;
    if (bandwidth && services.pace.unassignWithBandwidth === "orphan") orphanBandwidth(context, address, bandwidth);
    else if (bandwidth) endBandwidth(context, { address, bandwidth });
    dropRulesOf(context, address.id);
    state.ipv6Addresses.delete(address.id);
  }
  const detail = { addresses: rows.map((row) => row.address) };
  record(context, { event: "unassigned", resource: "NicIpv6Assignment", id: nic.id, subject: nic.id, detail });
}
