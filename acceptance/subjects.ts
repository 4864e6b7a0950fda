// What the stories look at and change at the vendors, beside the provider.

import { TAG } from "./stories";
import type { Body, Vendor } from "./vendor";

/** Outputs in state, by resource. */
export type Outputs = Readonly<Record<string, Readonly<Record<string, Body>>>>;

/** What the cloud holds. */
export interface Held {
  /** The vendor's ids of the objects that exist, by name. */
  readonly ids: Readonly<Record<string, string | undefined>>;
  readonly values: Readonly<Record<string, unknown>>;
}

export interface Subject {
  /** Undefined: the cloud does not show it. */
  readonly read: (vendor: Vendor, outputs: Outputs) => Promise<Held | undefined>;
  /** Sets the bandwidth, as somebody else might. */
  readonly drift?: (vendor: Vendor, outputs: Outputs, mbps: number) => Promise<unknown>;
  /** Puts acceptance's mark on what takes none with its order. */
  readonly mark?: (vendor: Vendor, outputs: Outputs, story: string) => Promise<unknown>;
}

const alibabaAddress = async (vendor: Vendor, id: string): Promise<Body> => {
  const { body } = await vendor.done("DescribeIpv6Addresses", { Ipv6AddressId: id, PageSize: 10 });
  return body.Ipv6Addresses.Ipv6Address[0];
};

/** The tag follows the assignment: an address takes none with it. The same tag again changes nothing. */
const markAssigned: Required<Subject>["mark"] = (vendor, { address }, story) => {
  const Tag = [{ Key: TAG, Value: story }];
  const about = { ResourceType: "IPV6ADDRESS", ResourceId: address?.ipv6AddressIds };
  return vendor.done("TagResources", { ...about, Tag }, true);
};

/** Sets a bandwidth, whatever it is: an answer that was lost is asked for again. */
const set = (vendor: Vendor, action: string, params: object) => vendor.done(action, params, true);

const driftOf =
  (name: string): Required<Subject>["drift"] =>
  async (vendor, outputs, bandwidth) => {
    const nicId = outputs[name]?.nicId;
    const row = await publicIpv6(vendor, nicId);
    if (!row) throw new Error(`${vendor.cloud.title}: ${nicId} has no public IPv6 whose bandwidth can be changed`);
    return set(vendor, "ModifyIpv6Bandwidth", { ipv6Id: row.ipv6CidrId, bandwidth });
  };

/** By story. */
export const SUBJECTS: Readonly<Record<string, Subject>> = {
  "alibaba-nic": {
    read: async (vendor, { address }) => {
      const row = await alibabaAddress(vendor, address?.ipv6AddressIds[0]);
      const bought = row?.Ipv6InternetBandwidth;
      return (
        row && {
          ids: { address: row.Ipv6AddressId, bandwidth: bought?.Ipv6InternetBandwidthId || undefined },
          values: { bandwidth: bought?.Bandwidth, internetChargeType: bought?.InternetChargeType },
        }
      );
    },
    drift: (vendor, { bandwidth }, Bandwidth) =>
      set(vendor, "ModifyIpv6InternetBandwidth", {
        ...{ Ipv6InternetBandwidthId: bandwidth?.internetBandwidthId, Bandwidth },
      }),
    mark: markAssigned,
  },
  "alibaba-outbound": {
    read: async (vendor, { address, rule }) => {
      const row = await alibabaAddress(vendor, address?.ipv6AddressIds[0]);
      const found = rule && (await egressOnlyRule(vendor, rule));
      const bought = row?.Ipv6InternetBandwidth;
      return (
        row && {
          ids: {
            ...{ address: row.Ipv6AddressId, bandwidth: bought?.Ipv6InternetBandwidthId || undefined },
            rule: found?.Ipv6EgressOnlyRuleId,
          },
          values: { bandwidth: bought?.Bandwidth, rule: found?.Name },
        }
      );
    },
    mark: markAssigned,
  },
  "alibaba-address": {
    read: async (vendor, { address }) => {
      const row = await alibabaAddress(vendor, address?.ipv6AddressId);
      return row && { ids: { address: row.Ipv6AddressId }, values: { name: row.Ipv6AddressName } };
    },
  },
  "tencent-nic": {
    read: async (vendor, { bandwidth }) => {
      // The first step orders none, and an address without it has no id of its own.
      if (!bandwidth) return { ids: {}, values: {} };
      const { body } = await vendor.done("DescribeIp6Addresses", { Ip6AddressIds: [bandwidth.addressId] });
      return tencentRow(body);
    },
    drift: (vendor, { bandwidth }, InternetMaxBandwidthOut) =>
      set(vendor, "ModifyIp6AddressesBandwidth", { Ip6AddressIds: [bandwidth?.addressId], InternetMaxBandwidthOut }),
  },
  "tencent-elastic": {
    read: async (vendor, { elastic }) => {
      const { body } = await vendor.done("DescribeIPv6Addresses", { IPv6AddressIds: [elastic?.addressId] });
      return tencentRow(body);
    },
    drift: (vendor, { elastic }, InternetMaxBandwidthOut) =>
      set(vendor, "ModifyIPv6AddressesBandwidth", { IPv6AddressIds: [elastic?.addressId], InternetMaxBandwidthOut }),
  },
  "zenlayer-nic": {
    read: (vendor, { address }) => zenlayerHeld(vendor, address?.nicId),
    drift: driftOf("address"),
  },
  "zenlayer-bandwidth": {
    read: (vendor, { bandwidth }) => zenlayerHeld(vendor, bandwidth?.nicId),
    drift: driftOf("bandwidth"),
  },
};

async function egressOnlyRule(vendor: Vendor, { ipv6GatewayId, instanceId }: Body): Promise<Body> {
  const asked = { Ipv6GatewayId: ipv6GatewayId, InstanceId: instanceId, PageNumber: 1, PageSize: 10 };
  return (await vendor.done("DescribeIpv6EgressOnlyRules", asked)).body.Ipv6EgressOnlyRules.Ipv6EgressOnlyRule[0];
}

function tencentRow({ AddressSet: [row] }: Body): Held | undefined {
  return (
    row && {
      ids: { address: row.AddressIp, bandwidth: row.AddressId },
      values: { bandwidth: row.Bandwidth, internetChargeType: row.InternetChargeType },
    }
  );
}

async function zenlayerHeld(vendor: Vendor, nicId: string): Promise<Held | undefined> {
  const row = await publicIpv6(vendor, nicId);
  const { ipv6CidrId, bandwidth, internetChargeType } = row ?? {};
  return row && { ids: { address: ipv6CidrId }, values: { bandwidth: Number(bandwidth), internetChargeType } };
}

async function publicIpv6(vendor: Vendor, nicId: string): Promise<Body> {
  return (await vendor.done("DescribeNetworkInterfacePublicIPv6", { nicId })).body.address;
}
