import * as z from "zod";
import type { ApiClient } from "../../core/api/client";
import { NETWORK_ACTIONS, type NetworkRequests } from "./network-wire";

export const TITLE = "Tencent Cloud";
/** The status of an address without internet bandwidth. */
export const PRIVATE = "PRIVATE";

/** Requests and responses in the vendor's spelling. They never leave this folder. */

const text = z.string();
const maybe = z.string().nullish();

/** An elastic public IPv6: a classic one (`eip-`) or an EIPv6 (`eipv6-`). Billing is null for bill-by-CVM accounts. */
const Address = z.object({
  AddressId: text,
  AddressName: maybe,
  AddressType: maybe,
  AddressIp: maybe,
  AddressStatus: maybe,
  Bandwidth: z.coerce.number().nullable().optional(),
  InternetChargeType: maybe,
  BandwidthPackageId: maybe,
  InstanceId: maybe,
  NetworkInterfaceId: maybe,
  UnVpcId: maybe,
  IsArrears: z.boolean().nullish(),
  IsBlocked: z.boolean().nullish(),
  CascadeRelease: z.boolean().nullish(),
  InstanceType: maybe,
  TagSet: z.array(z.object({ Key: text, Value: maybe })).nullish(),
  PrivateAddressIp: maybe,
  InternetServiceProvider: maybe,
  Egress: maybe,
  CreatedTime: maybe,
});
const Ipv6Address = z.object({
  Address: text,
  State: maybe,
  Description: maybe,
  AddressId: maybe,
  AddressType: maybe,
  Primary: z.boolean().nullish(),
  IsWanIpBlocked: z.boolean().nullish(),
  PublicIpAddress: maybe,
});
const NetworkInterface = z.object({
  NetworkInterfaceId: text,
  NetworkInterfaceName: maybe,
  State: maybe,
  VpcId: maybe,
  SubnetId: maybe,
  GroupSet: z.array(text).nullish(),
  Primary: z.boolean().nullish(),
  Attachment: z.object({ InstanceId: maybe }).nullish(),
  Ipv6AddressSet: z.array(Ipv6Address).nullish(),
  TagSet: z.array(z.object({ Key: text, Value: maybe })).nullish(),
});
const BandwidthPackage = z.object({
  BandwidthPackageId: text,
  BandwidthPackageName: maybe,
  NetworkType: maybe,
  ChargeType: maybe,
  Bandwidth: z.coerce.number().nullish(),
  Status: maybe,
  ResourceSet: z.array(z.object({ ResourceId: maybe })).nullish(),
});
const Quota = z.object({ QuotaId: text, QuotaCurrent: z.coerce.number(), QuotaLimit: z.coerce.number() });
const Subnet = z.object({
  SubnetId: text,
  Ipv6CidrBlock: maybe,
  VpcId: maybe,
  RouteTableId: maybe,
  NetworkAclId: maybe,
});
export type QuotaRow = z.infer<typeof Quota>;
export type SubnetRow = z.infer<typeof Subnet>;
export type BandwidthPackageRow = z.infer<typeof BandwidthPackage>;
export type AddressRow = z.infer<typeof Address>;
export type Ipv6AddressRow = z.infer<typeof Ipv6Address>;
export type NetworkInterfaceRow = z.infer<typeof NetworkInterface>;

const taskStatus = z.enum(["RUNNING", "SUCCESS", "FAILED"]);
export type TaskWord = z.infer<typeof taskStatus>;
/** A string in the response that starts a task, a number in the request that reads it. */
const taskId = z.union([text, z.number(), z.bigint()]).transform(String);
const done = z.object({ RequestId: text });
const addresses = done.extend({ TotalCount: z.number(), AddressSet: z.array(Address) });
/** Response that starts a task: the new ids and the task's number. */
const begun = done.extend({ AddressSet: z.array(text).min(1), TaskId: taskId });
/** Temporary keys, and when they end: Unix seconds. */
const session = done.extend({
  Credentials: z.object({ TmpSecretId: text.min(1), TmpSecretKey: text.min(1), Token: text.min(1) }),
  ExpiredTime: z.number(),
});
const limited = { product: "vpc", perSecond: 20 } as const;

/** The call succeeds although these were not tagged. */
const Untagged = z.object({ Resource: text, Code: maybe, Message: maybe });

/** Every action with its product, the calls per second that its page allows, and the shape of its response. */
export const ACTIONS = {
  AllocateIp6AddressesBandwidth: { ...limited, answer: begun },
  ModifyIp6AddressesBandwidth: { product: "vpc", perSecond: 20, answer: done.extend({ TaskId: taskId }) },
  ReleaseIp6AddressesBandwidth: { product: "vpc", perSecond: 20, answer: done.extend({ TaskId: taskId }) },
  DescribeIp6Addresses: { ...limited, answer: addresses },
  // Another product, with similar names: Ip6 is classic, IPv6 is EIPv6.
  AllocateIPv6Addresses: { ...limited, answer: begun },
  AssociateIPv6Address: { ...limited, answer: done },
  DisassociateIPv6Address: { ...limited, answer: done },
  ReleaseIPv6Addresses: { ...limited, answer: done },
  ModifyIPv6AddressesBandwidth: { ...limited, answer: done },
  ModifyIPv6AddressesAttributes: { ...limited, answer: done },
  DescribeIPv6Addresses: { ...limited, answer: addresses },
  DescribeTaskResult: { product: "vpc", perSecond: 20, answer: done.extend({ Result: taskStatus }) },
  AssignIpv6Addresses: {
    product: "vpc",
    perSecond: 20,
    answer: done.extend({ Ipv6AddressSet: z.array(Ipv6Address) }),
  },
  UnassignIpv6Addresses: { product: "vpc", perSecond: 20, answer: done },
  // Limit not verified on its page; taken from similar actions.
  ModifyIpv6AddressesAttribute: { product: "vpc", perSecond: 20, answer: done },
  DescribeNetworkInterfaces: {
    product: "vpc",
    perSecond: 100,
    answer: done.extend({ TotalCount: z.number().optional(), NetworkInterfaceSet: z.array(NetworkInterface) }),
  },
  // Limit not verified on its page; taken from similar actions.
  DescribeBandwidthPackages: {
    product: "vpc",
    perSecond: 20,
    answer: done.extend({ TotalCount: z.number(), BandwidthPackageSet: z.array(BandwidthPackage) }),
  },
  DescribeVpcTaskResult: { product: "vpc", perSecond: 20, answer: done.extend({ Status: taskStatus }) },
  DescribeNetworkAccountType: { ...limited, answer: done.extend({ NetworkAccountType: text }) },
  DescribeAddressQuota: { product: "vpc", perSecond: 10, answer: done.extend({ QuotaSet: z.array(Quota) }) },
  DescribeSubnets: { ...limited, answer: done.extend({ SubnetSet: z.array(Subnet) }) },
  ModifyResourceTags: { product: "tag", perSecond: 20, answer: done },
  TagResources: {
    product: "tag",
    perSecond: 20,
    answer: done.extend({ FailedResources: z.array(Untagged).nullish() }),
  },
  UnTagResources: { product: "tag", perSecond: 20, answer: done },
  DescribeRegions: {
    product: "region",
    perSecond: 50,
    answer: done.extend({ RegionSet: z.array(z.object({ Region: text, RegionState: maybe })) }),
  },
  AssumeRole: { product: "sts", perSecond: 20, answer: session },
  AssumeRoleWithWebIdentity: { product: "sts", perSecond: 20, answer: session },
  GetCallerIdentity: { product: "sts", perSecond: 20, answer: done.extend({ AccountId: text, Arn: maybe }) },
  ...NETWORK_ACTIONS,
} as const;
export type Action = keyof typeof ACTIONS;
export type Answers = { [A in Action]: z.infer<(typeof ACTIONS)[A]["answer"]> };

interface Page {
  Limit: number;
  Offset?: number;
}
export interface Filter<Name extends string> {
  Name: Name;
  Values: readonly string[];
}
/** By ids, never by addresses: the address may have a later order of another owner. */
interface ByIds {
  Ip6AddressIds: readonly string[];
}
interface OnNic {
  NetworkInterfaceId: string;
}
type Tags = readonly { Key: string; Value: string }[];
interface ByIPv6Ids {
  IPv6AddressIds: readonly string[];
}
interface OfIPv6 {
  IPv6AddressId: string;
}
interface Session {
  RoleArn: string;
  RoleSessionName: string;
  /** Seconds. */
  DurationSeconds: number;
}
type Optional = string | undefined;
/** Request parameters as they are sent. */
export interface Requests extends NetworkRequests {
  AllocateIp6AddressesBandwidth: {
    Ip6Addresses: readonly string[];
    InternetMaxBandwidthOut: number;
    InternetChargeType: string;
    BandwidthPackageId?: Optional;
    Tags: Tags;
  };
  ModifyIp6AddressesBandwidth: ByIds & { InternetMaxBandwidthOut: number };
  ReleaseIp6AddressesBandwidth: ByIds;
  /** By ids or by filters. */
  DescribeIp6Addresses: Page & {
    Ip6AddressIds?: readonly string[];
    Filters?: readonly Filter<"address-ip" | "network-interface-id">[];
  };
  AllocateIPv6Addresses: {
    AddressName?: Optional;
    AddressType: string;
    AddressCount: 1;
    InternetChargeType: string;
    InternetServiceProvider?: Optional;
    InternetMaxBandwidthOut: number;
    BandwidthPackageId?: Optional;
    Tags: Tags;
    Egress?: Optional;
  };
  AssociateIPv6Address: OfIPv6 & {
    NetworkInterfaceId?: Optional;
    PrivateIPv6Address?: Optional;
    InstanceId?: Optional;
  };
  DisassociateIPv6Address: OfIPv6;
  ReleaseIPv6Addresses: ByIPv6Ids;
  ModifyIPv6AddressesBandwidth: ByIPv6Ids & { InternetMaxBandwidthOut: number };
  ModifyIPv6AddressesAttributes: ByIPv6Ids & { IPv6AddressName: string };
  DescribeIPv6Addresses: Page & {
    IPv6AddressIds?: readonly string[];
    Filters?: readonly { Name: string; Values: readonly string[] }[];
  };
  DescribeTaskResult: { TaskId: number };
  AssignIpv6Addresses: OnNic & {
    Ipv6Addresses?: readonly { Address: string; Description?: string | undefined }[];
    Ipv6AddressCount?: number;
    ClientToken: string;
  };
  UnassignIpv6Addresses: OnNic & { Ipv6Addresses: readonly { Address: string }[] };
  ModifyIpv6AddressesAttribute: OnNic & { Ipv6Addresses: readonly { Address: string; Description: string }[] };
  /** By ids or by filters. */
  DescribeNetworkInterfaces: Page & {
    NetworkInterfaceIds?: readonly string[];
    Filters?: readonly Filter<"vpc-id" | "subnet-id" | "attachment.instance-id" | "address-ipv6">[];
  };
  DescribeBandwidthPackages: Page & { Filters?: readonly Filter<"bandwidth-package-id">[] };
  DescribeNetworkAccountType: object;
  DescribeAddressQuota: object;
  DescribeSubnets: { SubnetIds: readonly string[] };
  /** The RequestId of the call that started the task. */
  DescribeVpcTaskResult: { TaskId: string };
  TagResources: { ResourceList: readonly string[]; Tags: readonly { TagKey: string; TagValue: string }[] };
  UnTagResources: { ResourceList: readonly string[]; TagKeys: readonly string[] };
  ModifyResourceTags: {
    Resource: string;
    ReplaceTags?: readonly { TagKey: string; TagValue: string }[];
    DeleteTags?: readonly { TagKey: string }[];
  };
  AssumeRole: Session & {
    /** JSON, percent-encoded. */
    Policy?: Optional;
    ExternalId?: Optional;
  };
  AssumeRoleWithWebIdentity: Session & { ProviderId: string; WebIdentityToken: string };
  DescribeRegions: { Product: "vpc" };
  GetCallerIdentity: object;
}

/** Calls to this cloud, without batching. */
export type TencentApi = ApiClient<Requests, Answers>;
