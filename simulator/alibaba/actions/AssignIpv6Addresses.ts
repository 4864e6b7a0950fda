import { assumed, documented } from "../../common/rules";
import { type Context, defineChange } from "../action";
import { addMore, putAddresses, requireFreeAddresses } from "../assignments";
import { Refusal } from "../errors";
import { checkNetworkInterfaceState, checkRoom, requireNetworkInterface } from "../network-interfaces";
import type { NetworkInterface, VSwitch } from "../state";

const AT_ONCE = 10;

/**
 * Assigns IPv6 addresses to a network interface: those named, or a number of the cloud's choice. All or none. Answers the
 * addresses as text; DescribeIpv6Addresses shows their ipv6- ids. Repeatable with a client token; no dry run.
 * Source: ECS API reference, AssignIpv6Addresses.
 */
export const assignIpv6Addresses = defineChange<{ nic: NetworkInterface; addresses: string[] }>({
  name: "AssignIpv6Addresses",
  takes: ["NetworkInterfaceId", "Ipv6Address", "Ipv6AddressCount"],
  product: "ecs",
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
    assumed("Order: parameters, network interface, its state, instance, vSwitch, addresses, limits."),
    assumed("An instance type without IPv6 answers InvalidOperation.Ipv6NotSupport."),
  ],
  check: (context) => {
    const { parameters } = context;
    const named = parameters.list("Ipv6Address");
    const count = wantedCount(context, named);
    const nic = requireNetworkInterface(context);
    checkNetworkInterfaceState(context, nic, { checkInstanceType: true });
    const vSwitch = context.state.vSwitches.get(nic.vSwitch) as VSwitch;
    const addresses = requireFreeAddresses(context, vSwitch, named);
    checkRoom(context, nic, count);
    addMore(context, vSwitch, addresses, count);
    return { nic, addresses };
  },
  act: (context, { nic, addresses }) => {
    putAddresses(context, nic, addresses);
    return {
      NetworkInterfaceId: nic.id,
      Ipv6Sets: { Ipv6Address: addresses },
    };
  },
});

function wantedCount({ parameters }: Context, named: readonly string[]): number {
  const count = parameters.integer("Ipv6AddressCount");
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
