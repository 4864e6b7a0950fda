import type { Composition } from "../../core/cloud";
import { REPLACES } from "../../core/diff";

/** An address on the network interface, then bandwidth for that address. */
export const publicIpv6: Composition = {
  parts: {
    NicIpv6Assignment: {
      networkInterfaceId: { input: "networkInterfaceId" },
      ipv6Addresses: { input: "ipv6Address", asList: true },
      ipv6AddressCount: { value: 1, unless: "ipv6Address" },
      // An address with bandwidth cannot be unassigned, so another address means a new assignment and new bandwidth.
      [REPLACES]: { value: ["ipv6Addresses"] },
    },
    Ipv6InternetBandwidth: {
      ip6Address: { part: "NicIpv6Assignment", output: "address" },
      bandwidth: { input: "bandwidth" },
      tags: { input: "tags" },
    },
  },
  standIns: { instanceId: { lookup: "getPrimaryNetworkInterface", output: "networkInterfaceId" } },
  choiceIn: "Ipv6InternetBandwidth",
  choices: {
    traffic: { internetChargeType: { value: "TRAFFIC_POSTPAID_BY_HOUR" } },
    bandwidth: "classic IPv6 is billed by traffic or in a shared package",
    package: {
      internetChargeType: { value: "BANDWIDTH_PACKAGE" },
      bandwidthPackageId: { input: "bandwidthPackageId" },
    },
    cluster: "there are no bandwidth clusters",
  },
  unsupported: {
    packageSize: "the size belongs to the shared package, which bandwidthPackageId names",
    clusterId: "there are no bandwidth clusters",
  },
  outputs: {
    address: { part: "Ipv6InternetBandwidth", output: "ip6Address" },
    addressId: { part: "Ipv6InternetBandwidth", output: "addressId" },
    bandwidth: { part: "Ipv6InternetBandwidth", output: "bandwidth" },
  },
};
