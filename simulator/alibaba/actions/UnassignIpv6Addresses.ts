import { assumed, documented } from "../../common/rules";
import { defineChange } from "../action";
import { dropAddresses, requireUnpaid } from "../assignments";
import { Refusal } from "../errors";
import { checkAddressList, checkNetworkInterfaceState, requireNetworkInterface } from "../network-interfaces";
import { addressesOf } from "../require";
import type { Ipv6Address, NetworkInterface } from "../state";

const AT_ONCE = 10;

/**
 * Removes IPv6 addresses from a network interface, which deletes them. All or none. No client token and no dry run: a
 * repeat is refused because the address no longer exists.
 * Source: ECS API reference, UnassignIpv6Addresses.
 */
export const unassignIpv6Addresses = defineChange<{ nic: NetworkInterface; rows: Ipv6Address[] }>({
  name: "UnassignIpv6Addresses",
  takes: ["NetworkInterfaceId", "Ipv6Address"],
  product: "ecs",
  subject: ({ parameters }) => parameters.text("NetworkInterfaceId"),
  rules: [
    documented(
      "Ipv6Address.N with 1 to 10 addresses. ClientToken and DryRun are not parameters of it, and are ignored.",
    ),
    documented("An address that is not on the network interface answers InvalidIp.IpUnassigned."),
    assumed("One address that is not on the network interface refuses the whole call."),
    assumed(
      "The setting unassignWithBandwidth decides about an address that still has bandwidth: refuse (OperationDenied), drop the bandwidth, or orphan it, still billed.",
    ),
  ],
  check: (context) => {
    const { parameters } = context;
    const named = parameters.list("Ipv6Address");
    if (named.length === 0) throw new Refusal("MissingParameter", "Ipv6Address.N is mandatory.");
    if (named.length > AT_ONCE) {
      throw new Refusal("InvalidParameter", `The number of IPv6 addresses is from 1 to ${AT_ONCE}.`);
    }
    const nic = requireNetworkInterface(context);
    checkNetworkInterfaceState(context, nic, { checkInstanceType: false });
    const held = addressesOf(context, nic.id);
    const rows = checkAddressList(named).map((address) => {
      const row = held.find((candidate) => candidate.address === address);
      if (!row) throw new Refusal("InvalidIp.IpUnassigned", `The specified IP ${address} is not assigned.`);
      return row;
    });
    requireUnpaid(context, rows);
    return { nic, rows };
  },
  act: (context, { nic, rows }) => {
    dropAddresses(context, nic, rows);
    return {};
  },
});
