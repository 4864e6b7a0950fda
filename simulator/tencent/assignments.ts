import { isVisible } from "../common/action";
import { freeAddress, inCidr } from "../common/ipv6";
import type { Context } from "./action";
import { boundAt, change, UNBOUND } from "./elastic";
import { Refusal } from "./errors";
import { endBandwidth } from "./orders";
import type { Parameters } from "./parameters";
import { publishedAt, requireAddresses } from "./require";
import { kindOf, type NetworkInterface, type NicAddress, type Subnet } from "./state";

/** How IPv6 addresses come to network interfaces, and leave them. */

export interface Wanted {
  readonly address: string;
  readonly description: string;
}

/** The entries of `Ipv6Addresses`: their addresses in canonical form. */
export function requireEntries(named: readonly Parameters[]): string[] {
  if (named.some((entry) => entry.flag("Primary"))) {
    throw new Refusal("InvalidParameterValue", "Primary must be false.");
  }
  const texts = named.map((entry) => entry.required("Address"));
  const addresses = requireAddresses(texts, "InvalidParameterValue.Malformed");
  if (new Set(addresses).size < addresses.length) throw new Refusal("InvalidParameterValue.Duplicate");
  return addresses;
}

export function requireFreeAddresses(context: Context, subnet: Subnet, addresses: readonly string[]): void {
  const { ipv6Cidr, reserved } = subnet;
  if (ipv6Cidr === undefined) throw new Refusal("UnsupportedOperation.UnassignCidrBlock");
  for (const address of addresses) {
    if (!inCidr(address, ipv6Cidr)) throw new Refusal("InvalidParameterValue.Range");
    if (reserved?.includes(address)) throw new Refusal("InvalidParameterValue.Reserved");
  }
  const taken = takenIn(context, subnet.vpc);
  if (addresses.some((address) => taken.has(address))) throw new Refusal("ResourceInUse.Address");
}

/** The named addresses, and as many of the cloud's choice as are missing. */
export function wantedAddresses(
  context: Context,
  subnet: Subnet,
  named: readonly Parameters[],
  size: number,
): Wanted[] {
  const taken = takenIn(context, subnet.vpc);
  const wanted = requireEntries(named).map((address, index) => {
    taken.add(address);
    return { address, description: named[index]?.text("Description") ?? "" };
  });
  while (wanted.length < size) {
    const address = freeAddress(context.services.ids, subnet.ipv6Cidr ?? "", taken);
    taken.add(address);
    wanted.push({ address, description: "" });
  }
  return wanted;
}

export function putPending(context: Context, nic: NetworkInterface, wanted: readonly Wanted[]): NicAddress[] {
  const { state, services, now, account, region } = context;
  const pendingUntil = now + services.pace.addressPendingMs;
  return wanted.map(({ address, description }) => {
    const place = { address, vpc: nic.vpc, networkInterface: nic.id, account: account.id, region };
    const id = `${nic.vpc}/${address}`;
    return state.nicAddresses.put({
      ...{ ...place, id, description, primary: false, kind: kindOf(address), pendingUntil, state: "PENDING" },
      createdAt: now,
    });
  });
}

/** Refuses, where a setting says so, what would take an address away that is public. */
export function requirePrivate(context: Context, rows: readonly NicAddress[]): void {
  const isPublic = rows.some((row) => publishedAt(context, row.address) ?? boundAt(context, row));
  if (isPublic && context.services.pace.unassignWithBandwidth === "refuse") {
    throw new Refusal("UnsupportedOperation.AddressPublished");
  }
}

/** Takes an address off, and what is public about it, as a setting says. */
export function dropAddress(context: Context, row: NicAddress, at: number): void {
  const { state, services } = context;
  const published = publishedAt(context, row.address);
  const bound = boundAt(context, row);
  if (services.pace.unassignWithBandwidth === "drop") {
    if (published) endBandwidth(context, at, published);
    if (bound) change(context, bound, { meanwhile: {}, after: UNBOUND, event: "unassigned" }).done(at);
  }
  state.nicAddresses.delete(row.id);
}

function takenIn(context: Context, vpc: string): Set<string> {
  const rows = context.state.nicAddresses.all().filter((row) => row.vpc === vpc && isVisible(context, row));
  return new Set(rows.map((row) => row.address));
}
