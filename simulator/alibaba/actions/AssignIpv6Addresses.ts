import { record } from "../../common/action";
import { canonicalIpv6, freeAddress, inCidr } from "../../common/ipv6";
import { assumed, documented } from "../../common/rules";
import { type Context, defineChange } from "../action";
import { Refusal } from "../errors";
import {
  checkAddressList,
  checkNetworkInterfaceState,
  checkRoom,
  requireNetworkInterface,
  takenAddresses,
} from "../network-interfaces";
import type { NetworkInterface } from "../state";

const AT_ONCE = 10;

/**
 * Assigns IPv6 addresses to a network interface: those named, or a number of the cloud's choice. All or none. Answers the
 * addresses as text; DescribeIpv6Addresses shows their ipv6- ids. Repeatable with a client token; no dry run.
 * Source: ECS API reference, AssignIpv6Addresses.
 */
export const assignIpv6Addresses = defineChange<{ nic: NetworkInterface; addresses: string[] }>({
  name: "AssignIpv6Addresses",
  product: "ecs",
  takesToken: true,
  subject: ({ parameters }) => parameters.text("NetworkInterfaceId"),
  rules: [
    documented("Ipv6Address.N or Ipv6AddressCount, not both; 1 to 10 either way. No DryRun: the parameter is ignored."),
    documented(
      "The network interface must be Available or InUse, and the instance of a primary network interface Running or Stopped.",
    ),
    documented(
      "A network interface without an instance holds 10 addresses, one with an instance as many as the instance type allows.",
    ),
    documented("Addresses are from the vSwitch, which must have IPv6."),
    assumed("One bad address refuses the whole call."),
    assumed(
      "An address on any network interface answers InvalidIp.IpAssigned, an unattached one InvalidPrivateIpAddress.Duplicated.",
    ),
    assumed(
      "Both forms at once, or none, answer InvalidParameter and MissingParameter; more than 10, or less than 1, InvalidParameter.",
    ),
    assumed("Prefixes are not simulated: they answer UnsupportedParameter."),
    assumed("Order: parameters, network interface, its state, instance, vSwitch, addresses, limits."),
    assumed("An instance type without IPv6 answers InvalidOperation.Ipv6NotSupport."),
  ],
  check: (context) => {
    const { parameters } = context;
    const named = parameters.list("Ipv6Address");
    const count = wantedCount(context, named);
    const nic = requireNetworkInterface(context);
    checkNetworkInterfaceState(context, nic, { checkInstanceType: true });
    const vSwitch = context.state.vSwitches.get(nic.vSwitch);
    if (vSwitch?.ipv6Cidr === undefined) throw new Refusal("InvalidVSwitch.Ipv6NotTurnOn");
    const taken = takenAddresses(context, nic.vpc);
    const addresses = checkAddressList(named);
    for (const address of addresses) checkFree(context, address, vSwitch.ipv6Cidr);
    checkRoom(context, nic, count);
    if (named.length === 0 && vSwitch.ipv6Left !== undefined && vSwitch.ipv6Left < count) {
      throw new Refusal("InvalidVSwitchId.IpNotEnough");
    }
    while (addresses.length < count) {
      const address = freeAddress(context.services.ids, vSwitch.ipv6Cidr, taken);
      taken.add(address);
      addresses.push(address);
    }
    return { nic, addresses };
  },
  act: (context, { nic, addresses }) => {
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
    return {
      NetworkInterfaceId: nic.id,
      Ipv6Sets: { Ipv6Address: addresses },
      Ipv6PrefixSets: { Ipv6Prefix: [] },
    };
  },
});

function wantedCount({ parameters }: Context, named: readonly string[]): number {
  const count = parameters.integer("Ipv6AddressCount");
  if (parameters.list("Ipv6Prefix").length > 0 || parameters.text("Ipv6PrefixCount") !== undefined) {
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
  const holder = context.state.ipv6Addresses.all().find((row) => row.address === canonicalIpv6(address));
  if (!holder) return;
  if (holder.networkInterface === undefined) throw new Refusal("InvalidPrivateIpAddress.Duplicated");
  throw new Refusal("InvalidIp.IpAssigned", `The specified IP ${address} is already assigned.`);
}
