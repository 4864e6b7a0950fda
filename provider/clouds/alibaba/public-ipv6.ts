import type { Composition } from "../../core/cloud";
import { REPLACES } from "../../core/diff";

/** An address on the card, then bandwidth for the address by its id. */
export const publicIpv6: Composition = {
  parts: {
    NicIpv6Assignment: {
      networkInterfaceId: { input: "networkInterfaceId" },
      ipv6Addresses: { input: "ipv6Address", asList: true },
      ipv6AddressCount: { value: 1, unless: "ipv6Address" },
      // An address that has bandwidth is not given back, so another one is a new assignment under a new bandwidth.
      [REPLACES]: { value: ["ipv6Addresses"] },
    },
    Ipv6InternetBandwidth: {
      ipv6AddressId: { part: "NicIpv6Assignment", output: "ipv6AddressIds", first: true },
      bandwidth: { input: "bandwidth" },
    },
  },
  choiceIn: "Ipv6InternetBandwidth",
  choices: {
    traffic: { internetChargeType: { value: "PayByTraffic" } },
    bandwidth: { internetChargeType: { value: "PayByBandwidth" } },
    package: "a shared bandwidth package is another product, which this provider does not order",
    cluster: "there are no bandwidth clusters",
  },
  unsupported: {
    bandwidthPackageId: "the bandwidth is billed by itself",
    packageSize: "no traffic is bought for the month",
    clusterId: "there are no bandwidth clusters",
    tags: "the resources it is made of set none here",
  },
  outputs: {
    address: { part: "Ipv6InternetBandwidth", output: "ipv6Address" },
    addressId: { part: "NicIpv6Assignment", output: "ipv6AddressIds", first: true },
    bandwidth: { part: "Ipv6InternetBandwidth", output: "bandwidth" },
  },
};
