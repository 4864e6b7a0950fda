import * as z from "zod";
import type { ApiClient } from "../../core/api/client";
import { NETWORK_ACTIONS, type NetworkRequests } from "./network-wire";

export const TITLE = "Alibaba Cloud";

/** Requests and responses in the vendor's spelling. They stay inside this folder. */

/** An id as text. One old page shows the number 2; long numbers arrive as objects with a `toString`. */
const id = z.custom<unknown>((v) => v !== undefined && v !== null && typeof v !== "boolean").transform(String);
const text = z.string();
const count = z.coerce.number().int().min(0);

/** Without bandwidth the strings are empty and Bandwidth is 0; some responses omit the object. */
const Ipv6InternetBandwidth = z.object({
  Ipv6InternetBandwidthId: z.union([z.literal(""), id]).optional(),
  Bandwidth: z.coerce.number().optional(),
  InternetChargeType: text.optional(),
  InstanceChargeType: text.optional(),
  BusinessStatus: text.optional(),
});
const Tags = z.object({ Tag: z.array(z.object({ Key: text, Value: text.default("") })).default([]) }).nullish();
const Ipv6Address = z.object({
  Ipv6AddressId: text,
  Ipv6Address: text,
  Status: text.optional(),
  NetworkType: text.optional(),
  AddressType: text.optional(),
  Ipv6Isp: text.optional(),
  RealBandwidth: z.coerce.number().optional(),
  AllocationTime: text.optional(),
  VpcId: text.optional(),
  VSwitchId: text.optional(),
  Ipv6AddressName: text.optional(),
  Ipv6AddressDescription: text.optional(),
  ResourceGroupId: text.optional(),
  /** 0 or 1, although the filter of this name is a boolean. */
  ServiceManaged: z.coerce.boolean().optional(),
  Tags,
  Ipv6GatewayId: text.optional(),
  AssociatedInstanceType: text.optional(),
  AssociatedInstanceId: text.optional(),
  Ipv6InternetBandwidth: Ipv6InternetBandwidth.nullish(),
});
const Ipv6Gateway = z.object({
  Ipv6GatewayId: text,
  VpcId: text,
  Name: text.optional(),
  Status: text.optional(),
  BusinessStatus: text.optional(),
  Tags,
});
const NetworkInterface = z.object({
  NetworkInterfaceId: text,
  Status: text.optional(),
  Type: text.optional(),
  InstanceId: text.optional(),
  VpcId: text.optional(),
  VSwitchId: text.optional(),
  SecurityGroupIds: z.object({ SecurityGroupId: z.array(text).default([]) }).nullish(),
  NetworkInterfaceName: text.optional(),
  ServiceManaged: z.union([z.boolean(), z.number()]).optional(),
  Tags: z.object({ Tag: z.array(z.object({ TagKey: text, TagValue: text.default("") })).default([]) }).nullish(),
  Ipv6Sets: z.object({ Ipv6Set: z.array(z.object({ Ipv6Address: text })).default([]) }).nullish(),
});
/** Temporary credentials. */
export const SessionKeys = z.object({
  AccessKeyId: text.min(1),
  AccessKeySecret: text.min(1),
  SecurityToken: text.min(1),
  Expiration: text,
});
const Ipv6EgressOnlyRule = z.object({
  Ipv6EgressOnlyRuleId: text,
  InstanceId: text,
  Name: text.optional(),
  Description: text.optional(),
  Status: text.optional(),
});
export type Ipv6AddressRow = z.infer<typeof Ipv6Address>;
export type Ipv6EgressOnlyRuleRow = z.infer<typeof Ipv6EgressOnlyRule>;
export type Ipv6GatewayRow = z.infer<typeof Ipv6Gateway>;
export type NetworkInterfaceRow = z.infer<typeof NetworkInterface>;

/** Every genuine response has a RequestId, so an empty object is rejected. */
const done = z.object({ RequestId: text });

/** Every action with its product and the schema of its response. */
export const ACTIONS = {
  AllocateIpv6InternetBandwidth: { product: "vpc", answer: z.object({ InternetBandwidthId: id }) },
  ModifyIpv6InternetBandwidth: { product: "vpc", answer: done },
  DeleteIpv6InternetBandwidth: { product: "vpc", answer: done },
  DescribeIpv6Addresses: {
    product: "vpc",
    answer: z.object({ TotalCount: count.optional(), Ipv6Addresses: z.object({ Ipv6Address: z.array(Ipv6Address) }) }),
  },
  AllocateIpv6Address: { product: "vpc", answer: z.object({ Ipv6AddressId: text }) },
  ModifyIpv6AddressAttribute: { product: "vpc", answer: done },
  ReleaseIpv6Address: { product: "vpc", answer: done },
  MoveResourceGroup: { product: "vpc", answer: done },
  TagResources: { product: "vpc", answer: done },
  UnTagResources: { product: "vpc", answer: done },
  // The write calls name the id Ipv6EgressRuleId, the read calls Ipv6EgressOnlyRuleId.
  CreateIpv6EgressOnlyRule: { product: "vpc", answer: z.object({ Ipv6EgressRuleId: text }) },
  DeleteIpv6EgressOnlyRule: { product: "vpc", answer: done },
  DescribeIpv6EgressOnlyRules: {
    product: "vpc",
    answer: z.object({
      TotalCount: count.optional(),
      Ipv6EgressOnlyRules: z.object({ Ipv6EgressOnlyRule: z.array(Ipv6EgressOnlyRule) }),
    }),
  },
  DescribeIpv6Gateways: {
    product: "vpc",
    answer: z.object({ TotalCount: count.optional(), Ipv6Gateways: z.object({ Ipv6Gateway: z.array(Ipv6Gateway) }) }),
  },
  AssignIpv6Addresses: {
    product: "ecs",
    // Documentation up to 2020 shows only the RequestId.
    answer: done.extend({ Ipv6Sets: z.object({ Ipv6Address: z.array(text).default([]) }).nullish() }),
  },
  UnassignIpv6Addresses: { product: "ecs", answer: done },
  DescribeNetworkInterfaces: {
    product: "ecs",
    answer: z.object({
      NextToken: text.nullish(),
      NetworkInterfaceSets: z.object({ NetworkInterfaceSet: z.array(NetworkInterface) }),
    }),
  },
  DescribeRegions: {
    product: "vpc",
    answer: z.object({ Regions: z.object({ Region: z.array(z.object({ RegionId: text })) }) }),
  },
  AssumeRole: { product: "sts", answer: z.object({ Credentials: SessionKeys }) },
  GetCallerIdentity: { product: "sts", answer: z.object({ AccountId: id, Arn: text.optional() }) },
  ...NETWORK_ACTIONS,
} as const;
export type Action = keyof typeof ACTIONS;
export type Answers = { [A in Action]: z.infer<(typeof ACTIONS)[A]["answer"]> };

interface Regional {
  RegionId: string;
}
interface Token {
  ClientToken: string;
}
interface Tag {
  Key: string;
  Value?: string;
}
interface TaggedAddress {
  ResourceType: "IPV6ADDRESS";
  ResourceId: readonly string[];
}
/** Parameters as sent; the client numbers lists from 1. */
export interface Requests extends NetworkRequests {
  AllocateIpv6InternetBandwidth: Regional &
    Token & {
      Ipv6AddressId: string;
      Bandwidth: number;
      InternetChargeType: string;
      Ipv6GatewayId?: string | undefined;
      DryRun?: boolean;
    };
  ModifyIpv6InternetBandwidth: Regional &
    Token & { Ipv6InternetBandwidthId: string; Bandwidth: number; DryRun?: boolean };
  DeleteIpv6InternetBandwidth: Regional & Token & { Ipv6InternetBandwidthId: string; DryRun?: boolean };
  DescribeIpv6Addresses: Regional & {
    /** At most 20, separated by commas. */
    Ipv6AddressId?: string;
    Ipv6Address?: string | undefined;
    VpcId?: string | undefined;
    VSwitchId?: string | undefined;
    NetworkType?: string | undefined;
    Name?: string | undefined;
    Tag?: readonly Tag[] | undefined;
    AssociatedInstanceType?: string;
    AssociatedInstanceId?: string;
    PageNumber?: number;
    /** At most 50. */
    PageSize: number;
  };
  DescribeIpv6Gateways: Regional & {
    VpcId?: string | undefined;
    Ipv6GatewayId?: string | undefined;
    Name?: string | undefined;
    PageNumber: number;
    /** At most 50. */
    PageSize: number;
  };
  AllocateIpv6Address: Regional &
    Token & {
      VSwitchId: string;
      Ipv6Address?: string | undefined;
      Ipv6AddressName?: string | undefined;
      Ipv6AddressDescription?: string | undefined;
      ResourceGroupId?: string | undefined;
      Tag: readonly Tag[];
    };
  ModifyIpv6AddressAttribute: Regional &
    Token & {
      Ipv6AddressId: string;
      Name?: string | undefined;
      Description?: string | undefined;
      DryRun?: boolean;
    };
  ReleaseIpv6Address: Regional & Token & { Ipv6AddressId: string };
  MoveResourceGroup: Regional & { ResourceId: string; ResourceType: "ipv6address"; NewResourceGroupId: string };
  TagResources: Regional & TaggedAddress & { Tag: readonly Tag[] };
  UnTagResources: Regional & TaggedAddress & { TagKey: readonly string[] };
  CreateIpv6EgressOnlyRule: Regional &
    Token & {
      Ipv6GatewayId: string;
      InstanceId: string;
      InstanceType: "Ipv6Address";
      Name?: string | undefined;
      Description?: string | undefined;
      DryRun?: boolean;
    };
  DeleteIpv6EgressOnlyRule: Regional & Token & { Ipv6EgressOnlyRuleId: string };
  DescribeIpv6EgressOnlyRules: Regional & {
    Ipv6GatewayId: string;
    Ipv6EgressOnlyRuleId?: string | undefined;
    InstanceId?: string | undefined;
    PageNumber: number;
    /** At most 50. */
    PageSize: number;
  };
  AssignIpv6Addresses: Regional &
    Token & { NetworkInterfaceId: string; Ipv6Address?: readonly string[]; Ipv6AddressCount?: number };
  UnassignIpv6Addresses: Regional & { NetworkInterfaceId: string; Ipv6Address: readonly string[] };
  /** By up to 100 ids, up to 100 addresses, or by instance. */
  DescribeNetworkInterfaces: Regional & {
    NetworkInterfaceId?: readonly string[];
    Ipv6Address?: readonly string[];
    InstanceId?: string;
    MaxResults: number;
    NextToken?: string | undefined;
  };
  AssumeRole: {
    RoleArn: string;
    RoleSessionName: string;
    DurationSeconds?: number | undefined;
    Policy?: string | undefined;
    ExternalId?: string | undefined;
  };
  DescribeRegions: object;
  GetCallerIdentity: object;
}

/** Plain API calls, without the batched reads. */
export type AlibabaApi = ApiClient<Requests, Answers>;
