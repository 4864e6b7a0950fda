import { assumed, documented } from "../../common/rules";
import { defineChange } from "../action";
import { putPending, requireEntries, requireFreeAddresses, type Wanted, wantedAddresses } from "../assignments";
import { Refusal } from "../errors";
import { addressesOf, assignmentSteps, requireNetworkInterface, requireStable } from "../network-interfaces";
import type { NetworkInterface, Subnet } from "../state";
import { nicAddressView } from "../views";

const AT_ONCE = 10;
const MOST_ON_NETWORK_INTERFACE = 10;

/**
 * Assigns IPv6 addresses to a network interface: those named, or a number of the cloud's choice. All or none. Answers them
 * at once, PENDING; the RequestId names the task. Repeatable with a client token.
 * Source: AssignIpv6Addresses.
 */
export const assignIpv6Addresses = defineChange<{ nic: NetworkInterface; wanted: Wanted[] }>({
  name: "AssignIpv6Addresses",
  takes: ["NetworkInterfaceId", "Ipv6Addresses", "Ipv6AddressCount", "ClientToken"],
  takesToken: true,
  rules: [
    documented("Ipv6Addresses, at most 10 and none of them Primary, or Ipv6AddressCount."),
    documented("Addresses are from the subnet's IPv6 block; one that is in use answers ResourceInUse.Address."),
    documented("Without a token a repeat by count assigns further addresses."),
    assumed(
      "A network interface holds 10 addresses unless the seed says otherwise. One bad address refuses the whole call.",
    ),
    assumed(
      "Both forms at once answer InvalidParameter.Coexist. Order: parameters, network interface, block, addresses, limit.",
    ),
  ],
  check: (context) => {
    const { parameters, state } = context;
    const named = parameters.objects("Ipv6Addresses");
    const count = parameters.integer("Ipv6AddressCount");
    if (named.length > 0 && count !== undefined) throw new Refusal("InvalidParameter.Coexist");
    if (named.length === 0 && count === undefined) parameters.required("Ipv6AddressCount");
    const size = count ?? named.length;
    if (size < 1 || size > AT_ONCE) throw new Refusal("InvalidParameterValue.LimitExceeded");
    const addresses = requireEntries(named);
    const nic = requireNetworkInterface(context);
    requireStable(context, nic);
    const subnet = state.subnets.get(nic.subnet) as Subnet;
    requireFreeAddresses(context, subnet, addresses);
    if (addressesOf(context, nic.id).length + size > (nic.ipv6Most ?? MOST_ON_NETWORK_INTERFACE)) {
      throw new Refusal("LimitExceeded.Address");
    }
    const wanted = wantedAddresses(context, subnet, named, size);
    return { nic, wanted };
  },
  act: (context, { nic, wanted }) => {
    const { state, call } = context;
    const rows = putPending(context, nic, wanted);
    const answered = rows.map((row) => ({ ...nicAddressView(context, row), AddressId: "", State: "PENDING" }));
    const steps = assignmentSteps(context, nic, "assigned", rows, {
      done: (row) => void state.nicAddresses.put({ ...row, state: "AVAILABLE" }),
      undo: (row) => state.nicAddresses.delete(row.id),
    });
    state.tasks.begin(context, call.requestId, steps);
    return { Ipv6AddressSet: answered };
  },
});
