import { assumed, documented } from "../../common/rules";
import { defineChange } from "../action";
import { Refusal } from "../errors";
import { requireAssigned, requireNamed, requireNetworkInterface, requireStable } from "../network-interfaces";
import type { NicAddress } from "../state";

/**
 * Changes the description of addresses on a network interface at once, without a task.
 * Source: ModifyIpv6AddressesAttribute.
 */
export const modifyIpv6AddressesAttribute = defineChange<NicAddress[]>({
  name: "ModifyIpv6AddressesAttribute",
  takes: ["NetworkInterfaceId", "Ipv6Addresses"],
  rules: [
    documented(
      "The same address twice answers Duplicate, one that is not on the network interface AttachmentNotFound.",
    ),
    assumed("At most 10 addresses, 20 calls a second; while a task of the network interface runs it answers Mutex."),
  ],
  check: (context) => {
    const { entries, addresses } = requireNamed(context);
    if (new Set(addresses).size < addresses.length) throw new Refusal("InvalidParameterValue.Duplicate");
    const nic = requireNetworkInterface(context);
    requireStable(context, nic);
    return addresses.map((address, index) => ({
      ...requireAssigned(context, nic, address),
      description: entries[index]?.text("Description") ?? "",
    }));
  },
  act: ({ state }, rows) => {
    for (const row of rows) state.nicAddresses.put(row);
    return {};
  },
});
