import type { Values } from "../../../provider/core/check";
import type { Refusal } from "./refusal";

const card = (last: string) => ({ nicId: `16808559993526758${last}` });
const FLAT = { internetChargeType: "ByBandwidth", bandwidth: 100 };
const PACKAGE = { internetChargeType: "ByTrafficPackage", bandwidth: 100, packageSize: 1 };
const cluster = (last: number) => ({
  ...{ internetChargeType: "BandwidthCluster", bandwidth: 20, clusterId: `169000000000000000${last}` },
});

const refusal =
  (resource: string) =>
  (what: string, inputs: Values, says: string, more: Partial<Refusal> = {}): Refusal => ({
    ...{ resource, what, inputs, says },
    ...more,
  });
const assign = refusal("NicIpv6Assignment");
const charge = refusal("Ipv6InternetBandwidth");

export const zenlayerRefusals: readonly Refusal[] = [
  assign("no such card", { nicId: "1680855999352670001", ...FLAT }, "INVALID_NIC_NOT_FOUND"),
  assign("a card of another account", { ...card("99"), ...FLAT }, "INVALID_NIC_NOT_FOUND"),
  assign("a card that has IPv6", { ...card("77"), ...FLAT }, "INVALID_NIC_IPV6_EXISTS"),
  assign(
    "a card that was made with IPv6: two codes say the same, and no read tells which",
    { ...card("83"), ...FLAT },
    "OPERATION_DENIED_NIC_EXIST_IPV6",
    { previewSays: "INVALID_NIC_IPV6_EXISTS" },
  ),
  assign("a subnet without IPv6", { ...card("80"), ...FLAT }, "INVALID_SUBNET_IPSTACK_NOT_SUPPORT"),
  assign("public, without a charge type", card("75"), "MISSING_PARAMETER"),
  assign("private, with a charge type", { ...card("79"), ...FLAT }, "so nothing is billed"),
  assign("a card that is DELETING", { ...card("84"), ...FLAT }, "is DELETING on Zenlayer"),
  assign("no such cluster", { ...card("75"), ...cluster(9) }, "INVALID_CLUSTER_NOT_FOUND"),
  assign("a subnet that is full", { ...card("82"), ...FLAT }, "INVALID_SUBNET_IPV6_INSUFFICIENT", {
    unforeseen: "no read tells how many prefixes are left",
  }),
  assign("a charge type not sold there", { ...card("85"), ...PACKAGE }, "INTERNET_CHARGE_TYPE_NOT_SUPPORT", {
    unforeseen: "no call tells what is sold where",
  }),
  assign("more bandwidth than there is", { ...card("75"), ...FLAT, bandwidth: 20_000 }, "BANDWIDTH_EXCEED", {
    unforeseen: "no page tells the most",
  }),
  assign("too large a package", { ...card("75"), ...PACKAGE, packageSize: 20_000 }, "TRAFFIC_PACKAGE_EXCEED", {
    unforeseen: "no page tells the most",
  }),
  assign("a card that is PENDING", { ...card("81"), ...FLAT }, "INVALID_NIC_STATUS", {
    unforeseen: "it is waited for",
  }),
  assign("to a cluster elsewhere", { clusterId: cluster(3).clusterId }, "OPERATION_DENIED_CLUSTER_NOT_MATCH", {
    from: { ...card("78"), ...cluster(1) },
  }),
  assign("to no cluster", { clusterId: cluster(9).clusterId }, "INVALID_CLUSTER_NOT_FOUND", {
    from: { ...card("78"), ...cluster(1) },
  }),
  assign("changed to too much", { bandwidth: 20_000 }, "BANDWIDTH_EXCEED", {
    from: { ...card("77"), ...FLAT, bandwidth: 20 },
    unforeseen: "no page tells the most",
  }),

  charge("nothing to adopt", { ...card("75"), bandwidth: 10 }, "has no public IPv6"),
  charge("another charge type", { ...card("77"), ...PACKAGE }, "is ByBandwidth there and ByTrafficPackage here"),
  charge("a package where none is billed", { ...card("77"), packageSize: 1 }, "only an IPv6 billed ByTrafficPackage"),
  charge("a cluster elsewhere", { ...card("78"), ...cluster(3) }, "OPERATION_DENIED_CLUSTER_NOT_MATCH"),
  charge("no such cluster", { ...card("78"), ...cluster(9) }, "INVALID_CLUSTER_NOT_FOUND"),
  charge("changed to a cluster elsewhere", { clusterId: cluster(3).clusterId }, "OPERATION_DENIED_CLUSTER_NOT_MATCH", {
    from: { ...card("78"), ...cluster(1) },
  }),
];
