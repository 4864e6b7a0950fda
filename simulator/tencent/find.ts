import { canonicalIpv6 } from "../kit/ipv6";
import type { Context } from "./action";
import { Refusal } from "./errors";
import type { NetworkInterface, NicAddress, PublicAddress } from "./world";

/** Of the caller's account, in the region asked for. Rows elsewhere do not exist for the caller. */
export function mine(context: Context, row: { readonly account: string; readonly region: string }): boolean {
  return row.account === context.account.id && row.region === context.region;
}

/** Addresses of a list parameter in their one spelling. */
export function requireAddresses(texts: readonly string[], code = "InvalidParameterValue.InvalidIpv6"): string[] {
  return texts.map((text) => {
    const address = canonicalIpv6(text);
    if (address === undefined) throw new Refusal(code, `${text} is not an IPv6 address.`);
    return address;
  });
}

export function publishedAt(context: Context, address: string): PublicAddress | undefined {
  return context.world.publicAddresses.all().find((row) => row.address === address && mine(context, row));
}

export function onCardAt(context: Context, address: string): NicAddress | undefined {
  return context.world.nicAddresses.all().find((row) => row.address === address && mine(context, row));
}

export function requireCard(context: Context): NetworkInterface {
  const id = context.input.required("NetworkInterfaceId");
  if (!id.startsWith("eni-")) throw new Refusal("InvalidParameterValue.Malformed", `${id} is not an id of a card.`);
  const card = context.world.networkInterfaces.get(id);
  if (!card || !mine(context, card)) throw new Refusal("ResourceNotFound", `The card ${id} is not found.`);
  return card;
}

export function requireWorkable(context: Context, card: NetworkInterface): void {
  if (context.world.tasks.holds(card.id)) throw new Refusal("UnsupportedOperation.MutexOperationTaskRunning");
  if (card.state !== "AVAILABLE") throw new Refusal("UnsupportedOperation.InvalidState");
}

export function addressesOf(context: Context, card: string): NicAddress[] {
  return context.world.nicAddresses.all().filter((row) => row.networkInterface === card);
}

/** Public addresses named by exactly one of Ip6Addresses and Ip6AddressIds. */
export function requirePublished(context: Context): PublicAddress[] {
  const { input, world } = context;
  const ids = input.list("Ip6AddressIds");
  const addresses = input.list("Ip6Addresses");
  if (ids.length > 0 && addresses.length > 0) throw new Refusal("InvalidParameter.Coexist");
  if (ids.length + addresses.length === 0) input.requiredList("Ip6AddressIds");
  const byId = ids.map((id) => {
    if (!id.startsWith("eip-")) throw new Refusal("InvalidParameterValue.AddressIdMalformed");
    const row = world.publicAddresses.get(id);
    if (!row || !mine(context, row)) throw new Refusal("InvalidAddressId.NotFound", `${id} does not exist.`);
    return row;
  });
  const byAddress = requireAddresses(addresses).map((address) => {
    const row = publishedAt(context, address);
    if (!row) throw new Refusal("InvalidParameterValue.AddressIpNotFound", `${address} is not found.`);
    return row;
  });
  const rows = [...byId, ...byAddress];
  for (const row of rows) requireFree(context, row.address);
  return rows;
}

export function requireFree({ world }: Context, address: string): void {
  if (world.tasks.holds(address)) throw new Refusal("OperationDenied.MutexTaskRunning");
}
