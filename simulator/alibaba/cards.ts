import { canonicalIpv6 } from "../kit/ipv6";
import type { Context } from "./action";
import { Refusal } from "./errors";
import { addressesOf, findCard } from "./find";
import type { NetworkInterface } from "./world";

/** Checks on network cards that Assign and Unassign share. */

const MOST_ON_DETACHED = 10;

export function requireCard(context: Context): NetworkInterface {
  const id = context.input.required("NetworkInterfaceId");
  if (!id.startsWith("eni-")) throw new Refusal("InvalidParams.EniId");
  const card = findCard(context, id);
  if (!card) throw new Refusal("InvalidEniId.NotFound", `The specified NetworkInterfaceId ${id} does not exist.`);
  return card;
}

export function checkCardState(
  context: Context,
  card: NetworkInterface,
  { checkInstanceType }: { readonly checkInstanceType: boolean },
): void {
  if (card.serviceManaged) throw new Refusal("InvalidOperation.EniServiceManaged");
  if (card.type !== "Primary" && card.type !== "Secondary") throw new Refusal("InvalidOperation.InvalidEniType");
  if (card.status !== "Available" && card.status !== "InUse") throw new Refusal("InvalidOperation.InvalidEniState");
  const instance = card.instance === undefined ? undefined : context.world.instances.get(card.instance);
  if (!instance) return;
  if (card.type === "Primary" && instance.status !== "Running" && instance.status !== "Stopped") {
    throw new Refusal("InvalidOperation.InvalidEcsState");
  }
  if (checkInstanceType && instance.ipv6PerCard === 0) throw new Refusal("InvalidOperation.Ipv6NotSupport");
}

/** The addresses in their one spelling. */
export function checkAddressList(texts: readonly string[]): string[] {
  const addresses = texts.map((text) => {
    const address = canonicalIpv6(text);
    if (address === undefined) throw new Refusal("InvalidIp.Address", `The specified IP ${text} is not valid.`);
    return address;
  });
  const repeated = addresses.find((address, index) => addresses.indexOf(address) !== index);
  if (repeated !== undefined) throw new Refusal("InvalidIp.IpRepeated", `The specified IP ${repeated} is repeated.`);
  return addresses;
}

/** Limits of card, instance type, VPC and security group. */
export function checkRoom(context: Context, card: NetworkInterface, wanted: number): void {
  const { world } = context;
  const assigned = addressesOf(context, card.id).length;
  const instance = card.instance === undefined ? undefined : world.instances.get(card.instance);
  const limit = instance?.ipv6PerCard ?? MOST_ON_DETACHED;
  if (assigned + wanted > limit) {
    const figures = `limit ${limit}, assigned ${assigned}, to be assigned ${wanted}`;
    const code = instance ? "InvalidOperation.Ipv6CountExceeded" : "MaxEniIpv6IpsCountExceeded";
    throw new Refusal(code, `The maximum number of IPv6 addresses of ${card.id} is exceeded: ${figures}.`);
  }
  if (world.vpcs.get(card.vpc)?.full) throw new Refusal("QuotaExceeded.PrivateIpAddress");
  if (card.securityGroupFull) throw new Refusal("SecurityGroupInstanceLimitExceed");
}
