import { findVisible, isVisible } from "../common/action";
import { canonicalIpv6 } from "../common/ipv6";
import type { Context } from "./action";
import { Refusal } from "./errors";
import type { PublicAddress } from "./state";

/** Addresses of a list parameter in canonical form. */
export function requireAddresses(texts: readonly string[], code = "InvalidParameterValue.InvalidIpv6"): string[] {
  return texts.map((text) => {
    const address = canonicalIpv6(text);
    if (address === undefined) throw new Refusal(code, `${text} is not an IPv6 address.`);
    return address;
  });
}

/** Refuses, where a setting says so, a list by ids of which one does not exist. */
export function requireKnownIds({ services }: Context, ids: readonly string[], known: readonly string[]): void {
  const missing = ids.find((id) => !known.includes(id));
  if (missing === undefined || services.pace.unknownIds === "omitted") return;
  throw new Refusal("InvalidAddressId.NotFound", `${missing} does not exist.`);
}

export function publishedAt(context: Context, address: string): PublicAddress | undefined {
  return context.state.publicAddresses.all().find((row) => row.address === address && isVisible(context, row));
}

/**
 * Public addresses named by exactly one of Ip6Addresses and Ip6AddressIds.
 *
 * @param unknownId the code of the action for an id that does not exist
 */
export function requirePublished(context: Context, unknownId: string): PublicAddress[] {
  const { parameters, state } = context;
  const ids = parameters.list("Ip6AddressIds");
  const addresses = parameters.list("Ip6Addresses");
  if (ids.length > 0 && addresses.length > 0) throw new Refusal("InvalidParameter.Coexist");
  if (ids.length + addresses.length === 0) parameters.requiredList("Ip6AddressIds");
  const byId = ids.map((id) => {
    if (!id.startsWith("eip-")) throw new Refusal("InvalidParameterValue.AddressIdMalformed");
    const row = findVisible(context, state.publicAddresses, id);
    if (!row) throw new Refusal(unknownId, `${id} does not exist.`);
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

/** Refuses while a task changes the address. */
export function requireFree({ state }: Context, address: string): void {
  if (state.tasks.holds(address)) throw new Refusal("OperationDenied.MutexTaskRunning");
}
