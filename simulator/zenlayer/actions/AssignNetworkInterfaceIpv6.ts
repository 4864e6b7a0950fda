import { assumed, documented } from "../../common/rules";
import { defineChange } from "../action";
import { billingOf, putIpv6 } from "../billing";
import { Refusal } from "../errors";
import { requireNetworkInterface, requireReady } from "../network-interfaces";
import type { Billing, NetworkInterface, Subnet } from "../state";

/**
 * Assigns the one IPv6 of a network interface; on a public subnet with internet bandwidth, billed at once. Answers only
 * the request's id. No token: a second call is refused because the network interface has an IPv6.
 * Source: API reference, AssignNetworkInterfaceIpv6.
 */
export const assignNetworkInterfaceIpv6 = defineChange<{
  nic: NetworkInterface;
  subnet: Subnet;
  billing: Billing | undefined;
}>({
  name: "AssignNetworkInterfaceIpv6",
  takes: ["nicId", "internetChargeType", "bandwidth", "packageSize", "clusterId", "rateLimitMode"],
  old: true,
  rules: [
    documented("The network interface is AVAILABLE or USED, its stack IPv4, its subnet's stack IPv4_IPv6."),
    documented("internetChargeType is required if the subnet's IPv6 is public, clusterId for BandwidthCluster."),
    documented("packageSize is 0 or a multiple of 0.1 TB and counts only with ByTrafficPackage; default 0."),
    documented("STRICT needs bandwidth in the same call."),
    assumed("ByBandwidth needs bandwidth; the other two charge types do not (the pages disagree)."),
    assumed("Billing fields are ignored on a private subnet. rateLimitMode is LOOSE unless given."),
    assumed("Bandwidth is at most 10000 Mbit/s, a package at most 10000 TB."),
    assumed(
      "An IPv6 that was created with the network interface answers OPERATION_DENIED_NIC_EXIST_IPV6, else INVALID_NIC_IPV6_EXISTS.",
    ),
    assumed(
      "The IPv6 exists when the call is answered. Order: network interface, state, IPv6, subnet, billing, capacity.",
    ),
  ],
  check: (context) => {
    const nic = requireNetworkInterface(context);
    requireReady(nic);
    if (nic.ipv6)
      throw new Refusal(nic.ipv6.madeWithCard ? "OPERATION_DENIED_NIC_EXIST_IPV6" : "INVALID_NIC_IPV6_EXISTS");
    const subnet = context.state.subnets.get(nic.subnet) as Subnet;
    if (subnet.stackType !== "IPv4_IPv6") throw new Refusal("INVALID_SUBNET_IPSTACK_NOT_SUPPORT");
    const billing = billingOf(context, subnet);
    if (subnet.ipv6Left === 0) throw new Refusal("INVALID_SUBNET_IPV6_INSUFFICIENT");
    return { nic, subnet, billing };
  },
  act: (context, { nic, subnet, billing }) => {
    putIpv6(context, nic, subnet, { billing, madeWithCard: false });
    return {};
  },
});
