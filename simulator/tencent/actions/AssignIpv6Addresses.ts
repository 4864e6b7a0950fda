import { isVisible } from "../../common/action";
import { freeAddress, inCidr } from "../../common/ipv6";
import { assumed, documented } from "../../common/rules";
import { type Context, defineChange } from "../action";
import { Refusal } from "../errors";
import { addressesOf, assignmentSteps, requireNetworkInterface, requireStable } from "../network-interfaces";
import { requireAddresses } from "../require";
import { kindOf, type NetworkInterface, type NicAddress } from "../state";
import { nicAddressView } from "../views";

const AT_ONCE = 10;
const MOST_ON_NETWORK_INTERFACE = 10;

interface Wanted {
  readonly address: string;
  readonly description: string;
}

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
    const { parameters, state, services } = context;
    const named = parameters.objects("Ipv6Addresses");
    const count = parameters.integer("Ipv6AddressCount");
    if (named.length > 0 && count !== undefined) throw new Refusal("InvalidParameter.Coexist");
    if (named.length === 0 && count === undefined) parameters.required("Ipv6AddressCount");
    const size = count ?? named.length;
    if (size < 1 || size > AT_ONCE) throw new Refusal("InvalidParameterValue.LimitExceeded");
    if (named.some((entry) => entry.flag("Primary")))
      throw new Refusal("InvalidParameterValue", "Primary must be false.");
    const addresses = requireAddresses(
      named.map((entry) => entry.required("Address")),
      "InvalidParameterValue.Malformed",
    );
    if (new Set(addresses).size < addresses.length) throw new Refusal("InvalidParameterValue.Duplicate");
    const nic = requireNetworkInterface(context);
    requireStable(context, nic);
    const subnet = state.subnets.get(nic.subnet);
    const cidr = subnet?.ipv6Cidr;
    if (cidr === undefined) throw new Refusal("UnsupportedOperation.UnassignCidrBlock");
    for (const address of addresses) {
      if (!inCidr(address, cidr)) throw new Refusal("InvalidParameterValue.Range");
      if (subnet?.reserved?.includes(address)) throw new Refusal("InvalidParameterValue.Reserved");
    }
    const taken = takenIn(context, nic.vpc);
    if (addresses.some((address) => taken.has(address))) throw new Refusal("ResourceInUse.Address");
    if (addressesOf(context, nic.id).length + size > (nic.ipv6Most ?? MOST_ON_NETWORK_INTERFACE)) {
      throw new Refusal("LimitExceeded.Address");
    }
    const wanted = addresses.map((address, index) => ({
      address,
      description: named[index]?.text("Description") ?? "",
    }));
    while (wanted.length < size) {
      const address = freeAddress(services.ids, cidr, taken);
      taken.add(address);
      wanted.push({ address, description: "" });
    }
    return { nic, wanted };
  },
  act: (context, { nic, wanted }) => {
    const { state, services, now, account, region, call } = context;
    const pendingUntil = now + services.pace.addressPendingMs;
    const rows = wanted.map(({ address, description }): NicAddress => {
      const place = { address, vpc: nic.vpc, networkInterface: nic.id, account: account.id, region };
      const id = `${nic.vpc}/${address}`;
      return state.nicAddresses.put({
        ...{ ...place, id, description, primary: false, kind: kindOf(address), pendingUntil, state: "PENDING" },
      });
    });
    const answered = rows.map((row) => ({ ...nicAddressView(context, row), AddressId: "", State: "PENDING" }));
    const steps = assignmentSteps(context, nic, "assigned", rows, {
      done: (row) => void state.nicAddresses.put({ ...row, state: "AVAILABLE" }),
      undo: (row) => state.nicAddresses.delete(row.id),
    });
    state.tasks.begin(context, call.requestId, steps);
    return { Ipv6AddressSet: answered };
  },
});

function takenIn(context: Context, vpc: string): Set<string> {
  const rows = context.state.nicAddresses.all().filter((row) => row.vpc === vpc && isVisible(context, row));
  return new Set(rows.map((row) => row.address));
}
