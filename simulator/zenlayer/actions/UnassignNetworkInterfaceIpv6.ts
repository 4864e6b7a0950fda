import { assumed, documented } from "../../common/rules";
import { defineChange } from "../action";
import { Refusal } from "../errors";
import { removeIpv6, requireNetworkInterface, requireReady } from "../network-interfaces";
import type { Ipv6, NetworkInterface } from "../state";

/**
 * Removes the IPv6, public or private, from a network interface, which falls back to IPv4. Its billing ends at once.
 * Source: the vendor's SDKs, since June 2026. Its error codes are not published.
 */
export const unassignNetworkInterfaceIpv6 = defineChange<{ nic: NetworkInterface; ipv6: Ipv6 }>({
  name: "UnassignNetworkInterfaceIpv6",
  takes: ["nicId"],
  rules: [
    documented("Accepts public and private IPv6."),
    assumed(
      "A network interface without IPv6 answers OPERATION_FAILED_RESOURCE_NOT_FOUND, one in transition INVALID_NIC_STATUS.",
    ),
  ],
  check: (context) => {
    const nic = requireNetworkInterface(context);
    requireReady(nic);
    if (!nic.ipv6) throw new Refusal("OPERATION_FAILED_RESOURCE_NOT_FOUND", "The vNIC has no IPv6.");
    return { nic, ipv6: nic.ipv6 };
  },
  act: (context, { nic, ipv6 }) => {
    removeIpv6(context, nic, ipv6);
    return {};
  },
});
