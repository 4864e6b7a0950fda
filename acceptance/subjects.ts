// What the stories look at and change at the vendors, beside the provider.

import { TAG } from "./stories";
import type { Body, Vendor } from "./vendor";

/** Outputs in state, by resource. */
export type Outputs = Readonly<Record<string, Readonly<Record<string, Body>>>>;

export interface Subject {
  /** What the cloud holds. Undefined: nothing. */
  readonly read: (vendor: Vendor, outputs: Outputs) => Promise<Readonly<Record<string, unknown>> | undefined>;
  /** Sets the bandwidth, as somebody else might. */
  readonly drift?: (vendor: Vendor, outputs: Outputs, mbps: number) => Promise<unknown>;
  /** Puts acceptance's mark on what takes none with its order. */
  readonly mark?: (vendor: Vendor, outputs: Outputs, story: string) => Promise<unknown>;
}

const alibabaAddress = async (vendor: Vendor, id: string): Promise<Body> => {
  const { body } = await vendor.done("DescribeIpv6Addresses", { Ipv6AddressId: id, PageSize: 10 });
  return body.Ipv6Addresses.Ipv6Address[0];
};

/** The tag follows the assignment: an address takes none with it. */
const markAssigned: Required<Subject>["mark"] = (vendor, { address }, story) =>
  vendor.done("TagResources", {
    ...{ ResourceType: "IPV6ADDRESS", ResourceId: address?.ipv6AddressIds, Tag: [{ Key: TAG, Value: story }] },
  });

const driftOf =
  (name: string): Required<Subject>["drift"] =>
  async (vendor, outputs, bandwidth) => {
    const row = await publicIpv6(vendor, outputs[name]?.nicId);
    return vendor.done("ModifyIpv6Bandwidth", { ipv6Id: row.ipv6CidrId, bandwidth });
  };

/** By story. */
export const SUBJECTS: Readonly<Record<string, Subject>> = {
  "alibaba-nic": {
    read: async (vendor, { address }) => {
      const row = await alibabaAddress(vendor, address?.ipv6AddressIds[0]);
      const bought = row?.Ipv6InternetBandwidth;
      return row && { bandwidth: bought?.Bandwidth, internetChargeType: bought?.InternetChargeType };
    },
    drift: (vendor, { bandwidth }, Bandwidth) =>
      vendor.done("ModifyIpv6InternetBandwidth", {
        ...{ Ipv6InternetBandwidthId: bandwidth?.internetBandwidthId, Bandwidth },
      }),
    mark: markAssigned,
  },
  "alibaba-outbound": {
    read: async (vendor, { address, rule }) => {
      const row = await alibabaAddress(vendor, address?.ipv6AddressIds[0]);
      const asked = { Ipv6GatewayId: rule?.ipv6GatewayId, InstanceId: rule?.instanceId, PageNumber: 1, PageSize: 10 };
      const { body } = await vendor.done("DescribeIpv6EgressOnlyRules", asked);
      const [found] = body.Ipv6EgressOnlyRules.Ipv6EgressOnlyRule;
      return row && { bandwidth: row.Ipv6InternetBandwidth?.Bandwidth, rule: found?.Name };
    },
    mark: markAssigned,
  },
  "alibaba-address": {
    read: async (vendor, { address }) => {
      const row = await alibabaAddress(vendor, address?.ipv6AddressId);
      return row && { name: row.Ipv6AddressName };
    },
  },
  "tencent-nic": {
    read: async (vendor, { bandwidth }) => {
      const { body } = await vendor.done("DescribeIp6Addresses", { Ip6AddressIds: [bandwidth?.addressId] });
      return tencentRow(body);
    },
    drift: (vendor, { bandwidth }, InternetMaxBandwidthOut) =>
      vendor.done("ModifyIp6AddressesBandwidth", { Ip6AddressIds: [bandwidth?.addressId], InternetMaxBandwidthOut }),
  },
  "tencent-elastic": {
    read: async (vendor, { elastic }) => {
      const { body } = await vendor.done("DescribeIPv6Addresses", { IPv6AddressIds: [elastic?.addressId] });
      return tencentRow(body);
    },
    drift: (vendor, { elastic }, InternetMaxBandwidthOut) =>
      vendor.done("ModifyIPv6AddressesBandwidth", { IPv6AddressIds: [elastic?.addressId], InternetMaxBandwidthOut }),
  },
  "zenlayer-nic": {
    read: async (vendor, { address }) => {
      const row = await publicIpv6(vendor, address?.nicId);
      return row && { bandwidth: Number(row.bandwidth), internetChargeType: row.internetChargeType };
    },
    drift: driftOf("address"),
  },
  "zenlayer-bandwidth": {
    read: async (vendor, { bandwidth }) => {
      const row = await publicIpv6(vendor, bandwidth?.nicId);
      return row && { bandwidth: Number(row.bandwidth) };
    },
    drift: driftOf("bandwidth"),
  },
};

function tencentRow({ AddressSet: [row] }: Body) {
  return row && { bandwidth: row.Bandwidth, internetChargeType: row.InternetChargeType };
}

async function publicIpv6(vendor: Vendor, nicId: string): Promise<Body> {
  return (await vendor.done("DescribeNetworkInterfacePublicIPv6", { nicId })).body.address;
}
