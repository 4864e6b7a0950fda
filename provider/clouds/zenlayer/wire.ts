import * as z from "zod";
import type { ApiClient } from "../../core/api/client";
import { NETWORK_ACTIONS, type NetworkRequests } from "./network-wire";

export const TITLE = "Zenlayer";

/** Requests and responses in the vendor's spelling. They stay inside this folder. */

export type Service = "zec" | "traffic" | "zrm" | "zbc";
/** API versions this provider uses. */
export const VERSIONS: Record<Service, string> = {
  ...{ zec: "2025-09-01", traffic: "2024-03-26" },
  ...{ zrm: "2025-10-14", zbc: "2024-08-09" },
};

/** Ids have more digits than a double holds exactly. */
const id = z.union([z.string(), z.number()]).transform(String);
const text = z.string();
const amount = z.coerce.number();

const Billing = z.object({
  ipv6Cidr: text.nullish(),
  primaryIpv6Address: text.nullish(),
  internetChargeType: text.nullish(),
  bandwidth: amount.nullish(),
  rateLimitMode: text.nullish(),
  /** In responses; requests of Assign name it `packageSize`. */
  trafficPackageSize: amount.nullish(),
  bandwidthCluster: z.object({ bandwidthClusterId: id }).nullish(),
  /** Null when settled; omitted in older responses. */
  operationInfo: z.object({ operation: text.nullish(), status: text.nullish() }).nullish(),
});
/** Only lists of addresses have `status`. The same id is `ipv6CidrId` in reads of a network interface and `ipv6Id` in reads of addresses. */
const PublicIpv6 = Billing.extend({ ipv6CidrId: id });
const Ipv6Address = Billing.extend({
  ipv6Id: id,
  regionId: text.nullish(),
  nicId: id.nullish(),
  status: text.nullish(),
  associatedId: id.nullish(),
  associatedType: text.nullish(),
  resourceGroupId: id.nullish(),
  resourceGroupName: text.nullish(),
  createTime: text.nullish(),
});

const NetworkInterface = z.object({
  nicId: id,
  name: text.nullish(),
  status: text.nullish(),
  regionId: text.nullish(),
  vpcId: id.nullish(),
  instanceId: id.nullish(),
  /** `Primary` or `Secondary`. */
  nicType: text.nullish(),
  subnetId: id.nullish(),
  securityGroupId: id.nullish(),
  /** Whether there is IPv6: `IPv4`, `IPv4_IPv6` or `IPv6`. */
  nicSubnetType: text.nullish(),
  primaryIpv6: text.nullish(),
  ipv6Cidr: text.nullish(),
  tags: z.object({ tags: z.array(z.object({ key: text, value: text.nullish() })).nullish() }).nullish(),
});
const Subnet = z.object({
  subnetId: id,
  vpcId: id.nullish(),
  stackType: text.nullish(),
  ipv6Type: text.nullish(),
  ipv6CidrBlock: text.nullish(),
});
/** Its charge types are not those of an IPv6. */
const BandwidthCluster = z.object({
  bandwidthClusterId: id,
  bandwidthClusterName: text.nullish(),
  networkLineType: text.nullish(),
  areaCode: text.nullish(),
  internetChargeType: text.nullish(),
  commitBandwidthMbps: amount.nullish(),
  resourceNumber: amount.nullish(),
});

const PriceItem = z.object({
  discountPrice: amount.nullish(),
  originalPrice: amount.nullish(),
  chargeUnit: text.nullish(),
  stepPrices: z.array(z.unknown()).nullish(),
});
const Prices = z.object({ bandwidthPrice: PriceItem.nullish() });

export type PriceItem = z.infer<typeof PriceItem>;
export type SubnetRow = z.infer<typeof Subnet>;
export type BandwidthClusterRow = z.infer<typeof BandwidthCluster>;
/** With its state where it comes from the list of addresses: the call for one network interface does not tell it. */
export type PublicIpv6Row = z.infer<typeof PublicIpv6> & Partial<Pick<Ipv6AddressRow, "status">>;
export type Ipv6AddressRow = z.infer<typeof Ipv6Address>;
export type NetworkInterfaceRow = z.infer<typeof NetworkInterface>;

/** An empty list may be null, but only if the count is 0 too; anything else is rejected. */
function listOf<T extends z.ZodType>(row: T) {
  return z
    .object({ totalCount: z.coerce.number().int().min(0), dataSet: z.array(row).nullish() })
    .refine(({ totalCount, dataSet }) => dataSet || totalCount === 0, { path: ["dataSet"] })
    .transform(({ totalCount, dataSet }) => ({ totalCount, dataSet: (dataSet ?? []) as z.output<T>[] }));
}
/** Nothing is read of it. The transport tells a response without a body from one that is none. */
const done = z.object({}).nullable();

/** Every action with its service and the schema of its response. */
export const ACTIONS = {
  AssignNetworkInterfaceIpv6: { service: "zec", answer: done },
  UnassignNetworkInterfaceIpv6: { service: "zec", answer: done },
  DescribeNetworkInterfaces: { service: "zec", answer: listOf(NetworkInterface) },
  DescribeNetworkInterfacePublicIPv6: { service: "zec", answer: z.object({ address: PublicIpv6.nullish() }) },
  DescribeIpv6Addresses: { service: "zec", answer: listOf(Ipv6Address) },
  DescribeSubnets: { service: "zec", answer: listOf(Subnet) },
  InquiryPricePublicIpv6: { service: "zec", answer: Prices },
  InquiryPriceModifyIpv6Bandwidth: { service: "zec", answer: Prices.extend({ previousPrices: Prices.nullish() }) },
  ModifyIpv6Bandwidth: { service: "zec", answer: done },
  ModifyIpv6TrafficPackage: { service: "zec", answer: done },
  ModifyNetworkInterfacePublicIPv6BandwidthLimitMode: { service: "zec", answer: done },
  DescribeBandwidthClusters: { service: "traffic", answer: listOf(BandwidthCluster) },
  MigrateBandwidthClusterResources: { service: "traffic", answer: done },
  ModifyResourceTags: { service: "zrm", answer: done },
  TagBindResources: { service: "zrm", answer: done },
  DescribeCustomerBalance: { service: "zbc", answer: z.object({ accountUid: id }) },
  ...NETWORK_ACTIONS,
} as const;
export type Action = keyof typeof ACTIONS;
export type Answers = { [A in Action]: z.output<(typeof ACTIONS)[A]["answer"]> };

interface Page {
  pageSize: number;
  pageNum?: number;
}
export interface Requests extends NetworkRequests {
  AssignNetworkInterfaceIpv6: {
    nicId: string;
    internetChargeType?: string | undefined;
    bandwidth?: number | undefined;
    packageSize?: number | undefined;
    clusterId?: string | undefined;
    rateLimitMode?: string | undefined;
  };
  UnassignNetworkInterfaceIpv6: { nicId: string };
  /** At most 100 ids. */
  DescribeNetworkInterfaces: Page & {
    nicIds?: readonly string[];
    regionId?: string | undefined;
    vpcId?: string | undefined;
    subnetId?: string | undefined;
    instanceId?: string | undefined;
    tags?: readonly { key: string; value: string }[];
  };
  DescribeNetworkInterfacePublicIPv6: { nicId: string };
  DescribeIpv6Addresses: Page & { ipv6Ids?: readonly string[]; regionId?: string };
  DescribeSubnets: Page & { subnetIds: readonly string[] };
  DescribeBandwidthClusters: Page & {
    bandwidthClusterIds?: readonly string[];
    bandwidthClusterName?: string | undefined;
  };
  InquiryPricePublicIpv6: { regionId: string; bandwidth?: number | undefined; packageSize?: number | undefined };
  InquiryPriceModifyIpv6Bandwidth: { ipv6Id: string; bandwidth: number };
  ModifyIpv6Bandwidth: { ipv6Id: string; bandwidth: number };
  ModifyIpv6TrafficPackage: { ipv6Id: string; trafficPackageSize: number };
  ModifyNetworkInterfacePublicIPv6BandwidthLimitMode: { ipv6CidrId: string; rateLimitMode: string };
  MigrateBandwidthClusterResources: { targetBandwidthClusterId: string; resourceIdList: readonly string[] };
  ModifyResourceTags: {
    resourceUuid: string;
    /** Adds tags or replaces those with the same key; all others stay. */
    replaceTags?: readonly { key: string; value: string }[];
    deleteTagKeys?: readonly string[];
  };
  TagBindResources: { tag: { key: string; value: string }; resourceUuids: readonly string[] };
  DescribeCustomerBalance: object;
}

/** Plain API calls, without the batched reads. */
export type ZenlayerApi = ApiClient<Requests, Answers>;
