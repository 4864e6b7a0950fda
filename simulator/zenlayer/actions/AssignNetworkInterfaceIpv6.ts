import { assumed, documented } from "../../common/rules";
import { type Context, defineChange } from "../action";
import { Refusal } from "../errors";
import {
  checkBandwidth,
  checkPackage,
  recordOn,
  requireCluster,
  requireNetworkInterface,
  requireReady,
} from "../network-interfaces";
import type { Billing, NetworkInterface, Subnet } from "../state";

export const CHARGE_TYPES = ["ByBandwidth", "ByTrafficPackage", "BandwidthCluster"];
export const MODES = ["LOOSE", "STRICT"];

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
    const billing = subnet.ipv6Type === "Public" ? billingOf(context, subnet) : undefined;
    if (subnet.ipv6Left === 0) throw new Refusal("INVALID_SUBNET_IPV6_INSUFFICIENT");
    return { nic, subnet, billing };
  },
  act: (context, { nic, subnet, billing }) => {
    const { state, now } = context;
    if (subnet.ipv6Left !== undefined) state.subnets.put({ ...subnet, ipv6Left: subnet.ipv6Left - 1 });
    const ipv6 = { id: state.newId(), ...state.nextPrefix(subnet), createdAt: now, madeWithCard: false };
    state.networkInterfaces.put({ ...nic, ipv6: billing ? { ...ipv6, billing } : ipv6 });
    const detail = { address: ipv6.address, ...(billing ?? { private: true }) };
    recordOn(context, nic, { event: "assigned", resource: "NicIpv6Assignment", id: ipv6.id, detail });
    return {};
  },
});

function billingOf(context: Context, subnet: Subnet): Billing {
  const { parameters } = context;
  const internetChargeType = parameters.word("internetChargeType", CHARGE_TYPES);
  const rateLimitMode = parameters.word("rateLimitMode", MODES) ?? "LOOSE";
  const mbps = parameters.number("bandwidth");
  const bandwidth = mbps === undefined ? {} : { bandwidth: checkBandwidth(mbps) };
  if (internetChargeType === undefined) throw new Refusal("MISSING_PARAMETER", "internetChargeType is required.");
  if (!(subnet.chargeTypes ?? CHARGE_TYPES).includes(internetChargeType)) {
    throw new Refusal("OPERATION_DENIED_INTERNET_CHARGE_TYPE_NOT_SUPPORT");
  }
  if (mbps === undefined && (internetChargeType === "ByBandwidth" || rateLimitMode === "STRICT")) {
    throw new Refusal("MISSING_PARAMETER", "bandwidth is required.");
  }
  const common = { internetChargeType, ...bandwidth, rateLimitMode };
  if (internetChargeType === "ByTrafficPackage") {
    return { ...common, packageSize: checkPackage(parameters.number("packageSize") ?? 0) };
  }
  if (internetChargeType === "BandwidthCluster") {
    return { ...common, clusterId: requireCluster(context, parameters.required("clusterId")).id };
  }
  return common;
}
