import { canonicalIpv6, inCidr } from "../../kit/ipv6";
import { rule } from "../../kit/rules";
import { type Context, defineChange, record } from "../action";
import { checkAddressList, checkCardState, checkRoom, requireCard } from "../cards";
import { Refusal } from "../errors";
import { freeAddress, takenAddresses } from "../views";
import type { NetworkInterface } from "../world";

const AT_ONCE = 10;

/**
 * Puts IPv6 addresses on a network card: the ones named, or so many of the cloud's choice. All or none. Answers the
 * addresses' texts; their ipv6- ids are found with DescribeIpv6Addresses. Repeatable with a client token; no dry run.
 * Source: ECS API reference, AssignIpv6Addresses.
 */
export const assignIpv6Addresses = defineChange<{ card: NetworkInterface; addresses: string[] }>({
  name: "AssignIpv6Addresses",
  product: "ecs",
  takesToken: true,
  takesDryRun: false,
  subject: ({ input }) => input.text("NetworkInterfaceId"),
  rules: [
    rule(
      "documented",
      "Ipv6Address.N or Ipv6AddressCount, not both; 1 to 10 either way. No DryRun: the parameter is ignored.",
    ),
    rule("documented", "The card must be Available or InUse, and the instance of a primary card Running or Stopped."),
    rule(
      "documented",
      "A card without an instance holds 10 addresses, one with an instance as many as the instance type allows.",
    ),
    rule("documented", "Addresses are of the vSwitch, which must have IPv6."),
    rule("assumed", "One bad address refuses the whole call."),
    rule(
      "assumed",
      "An address on any card answers InvalidIp.IpAssigned, a free address InvalidPrivateIpAddress.Duplicated.",
    ),
    rule(
      "assumed",
      "Both forms at once, or none, answer InvalidParameter and MissingParameter; more than 10, or less than 1, InvalidParameter.",
    ),
    rule("assumed", "Prefixes are not imitated: they answer UnsupportedParameter."),
    rule("assumed", "Order: parameters, card, its state, instance, vSwitch, addresses, limits."),
    rule("assumed", "An instance type without IPv6 answers InvalidOperation.Ipv6NotSupport."),
  ],
  check: (context) => {
    const { input } = context;
    const named = input.list("Ipv6Address");
    const count = wantedCount(context, named);
    const card = requireCard(context);
    checkCardState(context, card, { checkInstanceType: true });
    const vSwitch = context.world.vSwitches.get(card.vSwitch);
    if (vSwitch?.ipv6Cidr === undefined) throw new Refusal("InvalidVSwitch.Ipv6NotTurnOn");
    const taken = takenAddresses(context, card.vpc);
    const addresses = checkAddressList(named);
    for (const address of addresses) checkFree(context, address, vSwitch.ipv6Cidr);
    checkRoom(context, card, count);
    if (named.length === 0 && vSwitch.ipv6Left !== undefined && vSwitch.ipv6Left < count) {
      throw new Refusal("InvalidVSwitchId.IpNotEnough");
    }
    while (addresses.length < count) {
      const address = freeAddress(context, vSwitch.ipv6Cidr, taken);
      taken.add(address);
      addresses.push(address);
    }
    return { card, addresses };
  },
  act: (context, { card, addresses }) => {
    const { services, world, now, account, region } = context;
    const vSwitch = world.vSwitches.get(card.vSwitch);
    if (vSwitch?.ipv6Left !== undefined) {
      world.vSwitches.put({ ...vSwitch, ipv6Left: Math.max(0, vSwitch.ipv6Left - addresses.length) });
    }
    const pendingUntil = now + services.pace.addressPendingMs;
    for (const address of addresses) {
      world.ipv6Addresses.put({
        ...{ id: services.ids.name("ipv6-"), address, account: account.id, region },
        ...{ vpc: card.vpc, vSwitch: card.vSwitch, networkInterface: card.id },
        ...{ kind: "GUA", isp: "BGP", addressType: "IPv6Address", createdAt: now, pendingUntil },
      });
    }
    const subject = card.id;
    record(context, { event: "assigned", resource: "NicIpv6Assignment", id: card.id, subject, detail: { addresses } });
    return {
      NetworkInterfaceId: card.id,
      Ipv6Sets: { Ipv6Address: addresses },
      Ipv6PrefixSets: { Ipv6Prefix: [] },
    };
  },
});

function wantedCount({ input }: Context, named: readonly string[]): number {
  const count = input.integer("Ipv6AddressCount");
  if (input.list("Ipv6Prefix").length > 0 || input.text("Ipv6PrefixCount") !== undefined) {
    throw new Refusal("UnsupportedParameter", "The specified parameter Ipv6Prefix is not supported.");
  }
  if (count === undefined && named.length === 0) {
    throw new Refusal("MissingParameter", "Either Ipv6Address.N or Ipv6AddressCount is mandatory.");
  }
  if (count !== undefined && named.length > 0) {
    throw new Refusal("InvalidParameter", "Ipv6Address.N and Ipv6AddressCount cannot be specified together.");
  }
  const wanted = count ?? named.length;
  if (!(wanted >= 1 && wanted <= AT_ONCE)) {
    throw new Refusal("InvalidParameter", `The number of IPv6 addresses is from 1 to ${AT_ONCE}.`);
  }
  return wanted;
}

function checkFree(context: Context, address: string, cidr: string): void {
  if (!inCidr(address, cidr)) {
    throw new Refusal("InvalidVSwitchId.IpInvalid", `The specified IP ${address} is not in the vSwitch's CIDR block.`);
  }
  const holder = context.world.ipv6Addresses.all().find((row) => row.address === canonicalIpv6(address));
  if (!holder) return;
  if (holder.networkInterface === undefined) throw new Refusal("InvalidPrivateIpAddress.Duplicated");
  throw new Refusal("InvalidIp.IpAssigned", `The specified IP ${address} is already assigned.`);
}
