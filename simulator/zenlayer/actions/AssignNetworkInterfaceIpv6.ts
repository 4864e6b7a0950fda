import { rule } from "../../kit/rules";
import { type Action, type Context, record } from "../action";
import { checkBandwidth, checkPackage, requireCard, requireCluster, requireReady } from "../cards";
import { Refusal } from "../errors";
import type { Billing, Subnet } from "../world";

export const CHARGE_TYPES = ["ByBandwidth", "ByTrafficPackage", "BandwidthCluster"];
export const MODES = ["LOOSE", "STRICT"];

/**
 * Gives a network card its one IPv6; on a public subnet with internet bandwidth, billed from now on. Answers nothing
 * but the request's id. No token: a second call is refused because there is an IPv6 already.
 * Source: API reference, AssignNetworkInterfaceIpv6.
 */
export const assignNetworkInterfaceIpv6: Action = {
  name: "AssignNetworkInterfaceIpv6",
  service: "zec",
  old: true,
  rules: [
    rule("documented", "The card is AVAILABLE or USED, its stack IPv4, its subnet's stack IPv4_IPv6."),
    rule("documented", "internetChargeType is needed if the subnet's IPv6 is public, clusterId for BandwidthCluster."),
    rule("documented", "packageSize is 0 or a multiple of 0.1 TB and counts only with ByTrafficPackage; default 0."),
    rule("documented", "STRICT needs bandwidth in the same call."),
    rule("assumed", "ByBandwidth needs bandwidth; the other two charge types do not (the pages disagree)."),
    rule("assumed", "Billing fields are ignored on a private subnet. rateLimitMode is LOOSE unless given."),
    rule("assumed", "Bandwidth ends at 10000 Mbit/s, a package at 10000 TB."),
    rule(
      "assumed",
      "An IPv6 that was made with the card answers OPERATION_DENIED_NIC_EXIST_IPV6, else INVALID_NIC_IPV6_EXISTS.",
    ),
    rule("assumed", "The IPv6 is there when the call is answered. Order: card, state, IPv6, subnet, billing, room."),
  ],
  run: (context) => {
    const { world, now } = context;
    const card = requireCard(context);
    requireReady(card);
    if (card.ipv6)
      throw new Refusal(card.ipv6.madeWithCard ? "OPERATION_DENIED_NIC_EXIST_IPV6" : "INVALID_NIC_IPV6_EXISTS");
    const subnet = world.subnets.get(card.subnet) as Subnet;
    if (subnet.stackType !== "IPv4_IPv6") throw new Refusal("INVALID_SUBNET_IPSTACK_NOT_SUPPORT");
    const billing = subnet.ipv6Type === "Public" ? billingOf(context, subnet) : undefined;
    if (subnet.ipv6Left === 0) throw new Refusal("INVALID_SUBNET_IPV6_INSUFFICIENT");
    if (subnet.ipv6Left !== undefined) world.subnets.put({ ...subnet, ipv6Left: subnet.ipv6Left - 1 });
    const ipv6 = { id: world.newId(), ...world.nextPrefix(subnet), createdAt: now, madeWithCard: false };
    world.networkInterfaces.put({ ...card, ipv6: billing ? { ...ipv6, billing } : ipv6 });
    const detail = { address: ipv6.address, ...(billing ?? { private: true }) };
    record(context, card, { event: "assigned", resource: "NicIpv6Assignment", id: ipv6.id, detail });
    return {};
  },
};

function billingOf(context: Context, subnet: Subnet): Billing {
  const { input } = context;
  const internetChargeType = input.word("internetChargeType", CHARGE_TYPES);
  const rateLimitMode = input.word("rateLimitMode", MODES) ?? "LOOSE";
  const mbps = input.number("bandwidth");
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
    return { ...common, packageSize: checkPackage(input.number("packageSize") ?? 0) };
  }
  if (internetChargeType === "BandwidthCluster") {
    return { ...common, clusterId: requireCluster(context, input.required("clusterId")).id };
  }
  return common;
}
