import type { Peers } from "../../core/peers";

const REGISTRY = "https://registry.terraform.io/providers/zenlayer/zenlayercloud/latest/docs/resources";

/** From the pages and the source of terraform-provider-zenlayercloud 0.2.28. Pulumi has no bridged package of it. */
export const peers: Peers = {
  provider: { name: "zenlayercloud", source: "zenlayer/zenlayercloud" },
  types: [
    {
      type: "zenlayercloud_zec_vnic",
      resource: "Ipv6InternetBandwidth",
      id: "{id}",
      addresses: "primary_ipv6",
      inputs: {
        nicId: "id",
        internetChargeType: "ipv6_internet_charge_type",
        bandwidth: "ipv6_bandwidth",
        packageSize: "ipv6_traffic_package_size",
        clusterId: "ipv6_bandwidth_cluster_id",
      },
      keeps: ["ipv6_internet_charge_type", "ipv6_bandwidth", "ipv6_traffic_package_size", "ipv6_bandwidth_cluster_id"],
      page: `${REGISTRY}/zec_vnic`,
    },
    {
      type: "zenlayercloud_zec_vnic_public_ipv6",
      resource: "Ipv6InternetBandwidth",
      id: "{nic_id|id}",
      inputs: {
        nicId: "nic_id",
        rateLimitMode: "rate_limit_mode",
        bandwidth: "bandwidth",
        internetChargeType: "internet_charge_type",
        packageSize: "traffic_package_size",
      },
      back: {
        id: "{nicId}",
        only: ["nicId", "rateLimitMode"],
        required: ["rate_limit_mode"],
        note: "this type can change rate_limit_mode alone",
      },
      page: `${REGISTRY}/zec_vnic_public_ipv6`,
    },
  ],
  references: [],
};
