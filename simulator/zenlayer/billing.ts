import type { Context } from "./action";
import { Refusal } from "./errors";
import { checkBandwidth, checkPackage, recordOn, requireCluster } from "./network-interfaces";
import type { Billing, NetworkInterface, Subnet } from "./state";

/** The billing of a new public IPv6, alone or with its network interface. */

export const CHARGE_TYPES = ["ByBandwidth", "ByTrafficPackage", "BandwidthCluster"];
export const MODES = ["LOOSE", "STRICT"];

/** The billing that a call asks for, or undefined on a subnet whose IPv6 is private. */
export function billingOf(context: Context, subnet: Subnet): Billing | undefined {
  const { parameters } = context;
  if (subnet.ipv6Type !== "Public") return undefined;
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

interface Made {
  readonly billing: Billing | undefined;
  readonly madeWithCard: boolean;
}

/** Puts the next prefix of the subnet on a network interface, billed at once. */
export function putIpv6(
  context: Context,
  nic: NetworkInterface,
  subnet: Subnet,
  { billing, madeWithCard }: Made,
): void {
  const { state, now } = context;
  if (subnet.ipv6Left !== undefined) state.subnets.put({ ...subnet, ipv6Left: subnet.ipv6Left - 1 });
  const ipv6 = { id: state.newId(), ...state.nextPrefix(subnet), createdAt: now, madeWithCard };
  state.networkInterfaces.put({ ...nic, ipv6: billing ? { ...ipv6, billing } : ipv6 });
  const detail = { address: ipv6.address, ...(billing ?? { private: true }) };
  recordOn(context, nic, { event: "assigned", resource: "NicIpv6Assignment", id: ipv6.id, detail });
}
