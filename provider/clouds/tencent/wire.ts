import { z } from "zod";

/** Requests and answers in the vendor's spelling. They never leave this folder. */

const text = z.string();
const maybe = z.string().nullish();

/** A classic elastic public IPv6 (`eip-`). The billing fields are null on accounts billed by machine. */
const Address = z.object({
  AddressId: text,
  AddressIp: maybe,
  AddressStatus: maybe,
  Bandwidth: z.coerce.number().nullable().optional(),
  InternetChargeType: maybe,
  BandwidthPackageId: maybe,
  IsArrears: z.boolean().nullish(),
  IsBlocked: z.boolean().nullish(),
  TagSet: z.array(z.object({ Key: text, Value: maybe })).nullish(),
});
const Ipv6Address = z.object({
  Address: text,
  State: maybe,
  Description: maybe,
  AddressId: maybe,
  Primary: z.boolean().nullish(),
});
const NetworkInterface = z.object({
  NetworkInterfaceId: text,
  State: maybe,
  Ipv6AddressSet: z.array(Ipv6Address).nullish(),
});
export type AddressRow = z.infer<typeof Address>;
export type Ipv6AddressRow = z.infer<typeof Ipv6Address>;
export type NetworkInterfaceRow = z.infer<typeof NetworkInterface>;

const word = z.enum(["RUNNING", "SUCCESS", "FAILED"]);
export type TaskWord = z.infer<typeof word>;
/** A text where a task begins, a number where it is asked for. */
const taskId = z.union([text, z.number(), z.bigint()]).transform(String);
const done = z.object({ RequestId: text });

/** Every action with its product, the calls per second its page allows, and the shape of its answer. */
export const ACTIONS = {
  AllocateIp6AddressesBandwidth: {
    product: "vpc",
    perSecond: 20,
    answer: done.extend({ AddressSet: z.array(text).min(1), TaskId: taskId }),
  },
  ModifyIp6AddressesBandwidth: { product: "vpc", perSecond: 20, answer: done.extend({ TaskId: taskId }) },
  ReleaseIp6AddressesBandwidth: { product: "vpc", perSecond: 20, answer: done.extend({ TaskId: taskId }) },
  DescribeIp6Addresses: {
    product: "vpc",
    perSecond: 20,
    answer: done.extend({ TotalCount: z.number(), AddressSet: z.array(Address) }),
  },
  DescribeTaskResult: { product: "vpc", perSecond: 20, answer: done.extend({ Result: word }) },
  AssignIpv6Addresses: {
    product: "vpc",
    perSecond: 20,
    answer: done.extend({ Ipv6AddressSet: z.array(Ipv6Address) }),
  },
  UnassignIpv6Addresses: { product: "vpc", perSecond: 20, answer: done },
  // Its page was not read; the limit is that of its neighbours.
  ModifyIpv6AddressesAttribute: { product: "vpc", perSecond: 20, answer: done },
  DescribeNetworkInterfaces: {
    product: "vpc",
    perSecond: 100,
    answer: done.extend({ NetworkInterfaceSet: z.array(NetworkInterface) }),
  },
  DescribeVpcTaskResult: { product: "vpc", perSecond: 20, answer: done.extend({ Status: word }) },
  ModifyResourceTags: { product: "tag", perSecond: 20, answer: done },
} as const;
export type Action = keyof typeof ACTIONS;
export type Answer<A extends Action> = z.infer<(typeof ACTIONS)[A]["answer"]>;

interface Page {
  Limit: number;
  Offset?: number;
}
/** By ids, never by addresses: on the same address there may be a successor that somebody else bought. */
interface ByIds {
  Ip6AddressIds: readonly string[];
}
interface OnCard {
  NetworkInterfaceId: string;
}
/** Parameters as they go on the wire. */
export interface Requests {
  AllocateIp6AddressesBandwidth: {
    Ip6Addresses: readonly string[];
    InternetMaxBandwidthOut: number;
    InternetChargeType: string;
    BandwidthPackageId?: string | undefined;
    Tags: readonly { Key: string; Value: string }[];
  };
  ModifyIp6AddressesBandwidth: ByIds & { InternetMaxBandwidthOut: number };
  ReleaseIp6AddressesBandwidth: ByIds;
  DescribeIp6Addresses: Page & { Filters?: readonly { Name: "address-ip"; Values: readonly string[] }[] };
  DescribeTaskResult: { TaskId: number };
  AssignIpv6Addresses: OnCard & {
    Ipv6Addresses?: readonly { Address: string; Description?: string | undefined }[];
    Ipv6AddressCount?: number;
    ClientToken: string;
  };
  UnassignIpv6Addresses: OnCard & { Ipv6Addresses: readonly { Address: string }[] };
  ModifyIpv6AddressesAttribute: OnCard & { Ipv6Addresses: readonly { Address: string; Description: string }[] };
  DescribeNetworkInterfaces: { NetworkInterfaceIds: readonly string[]; Limit: number };
  /** The RequestId of the call that began it. */
  DescribeVpcTaskResult: { TaskId: string };
  ModifyResourceTags: {
    Resource: string;
    ReplaceTags?: readonly { TagKey: string; TagValue: string }[];
    DeleteTags?: readonly { TagKey: string }[];
  };
}
