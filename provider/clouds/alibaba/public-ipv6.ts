import type { Composition } from "../../core/cloud";
import { REPLACES } from "../../core/diff";

/** An address on the network interface, then bandwidth for that address. */
export const publicIpv6: Composition = {
  parts: {
    NicIpv6Assignment: {
      networkInterfaceId: { input: "networkInterfaceId" },
      ipv6Addresses: { input: "ipv6Address", asList: true },
      ipv6AddressCount: { value: 1, unless: "ipv6Address" },
      // An address with bandwidth cannot be unassigned, so another address needs a new assignment and bandwidth.
      [REPLACES]: { value: ["ipv6Addresses"] },
    },
    Ipv6InternetBandwidth: {
      ipv6AddressId: { part: "NicIpv6Assignment", output: "ipv6AddressId" },
      bandwidth: { input: "bandwidth" },
    },
  },
  standIns: { instanceId: { lookup: "getPrimaryNetworkInterface", output: "networkInterfaceId" } },
  choiceIn: "Ipv6InternetBandwidth",
  choices: {
    traffic: { internetChargeType: { value: "PayByTraffic" } },
    bandwidth: { internetChargeType: { value: "PayByBandwidth" } },
    package: "a shared bandwidth package is a separate product, which this provider does not order",
    cluster: "there are no bandwidth clusters",
  },
  unsupported: {
    bandwidthPackageId: "the bandwidth is billed on its own",
    packageSize: "there are no monthly traffic packages",
    clusterId: "there are no bandwidth clusters",
    tags: "its resources take no tags here",
  },
  outputs: {
    address: { part: "Ipv6InternetBandwidth", output: "ipv6Address" },
    addressId: { part: "NicIpv6Assignment", output: "ipv6AddressId" },
    bandwidth: { part: "Ipv6InternetBandwidth", output: "bandwidth" },
  },
};
