import type { Composition } from "../../core/cloud";

/** One resource, because an address is sold with its bandwidth. */
export const publicIpv6: Composition = {
  parts: {
    NicIpv6Assignment: {
      nicId: { input: "networkInterfaceId" },
      bandwidth: { input: "bandwidth" },
    },
  },
  standIns: { instanceId: { lookup: "getPrimaryNic", output: "nicId" } },
  choiceIn: "NicIpv6Assignment",
  choices: {
    // With a package of 0 TB all traffic is billed by the GB.
    traffic: { internetChargeType: { value: "ByTrafficPackage" }, packageSize: { value: 0 } },
    bandwidth: { internetChargeType: { value: "ByBandwidth" } },
    package: { internetChargeType: { value: "ByTrafficPackage" }, packageSize: { input: "packageSize" } },
    cluster: { internetChargeType: { value: "BandwidthCluster" }, clusterId: { input: "clusterId" } },
  },
  unsupported: {
    ipv6Address: "the cloud chooses the address",
    bandwidthPackageId: "a package belongs to one address; packageSize is its size",
    tags: "tags belong to the network interface",
  },
  outputs: {
    address: { part: "NicIpv6Assignment", output: "address" },
    addressId: { part: "NicIpv6Assignment", output: "ipv6Id" },
    bandwidth: { part: "NicIpv6Assignment", output: "bandwidth" },
  },
};
