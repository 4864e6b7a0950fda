import * as z from "zod";

/** Actions that only read the network around an address, in the vendor's spelling. A part of wire.ts. */

const text = z.string();
/** Absent objects may be null or left out, and their text empty. */
const maybe = text.nullish();

const VSwitch = z.object({
  VSwitchId: text,
  VpcId: maybe,
  Ipv6CidrBlock: maybe,
  NetworkAclId: maybe,
  Status: maybe,
  RouteTable: z.object({ RouteTableId: maybe, RouteTableType: maybe }).nullish(),
});
const RouteTable = z.object({
  RouteTableId: text,
  RouteTableType: maybe,
  VSwitchIds: z.object({ VSwitchId: z.array(text).default([]) }).nullish(),
});
const NextHop = z.object({
  NextHopId: maybe,
  NextHopType: maybe,
  /** 0 or 1. */
  Enabled: z.coerce.number().nullish(),
});
const RouteEntry = z.object({
  RouteEntryId: maybe,
  DestinationCidrBlock: maybe,
  Status: maybe,
  Type: maybe,
  NextHops: z.object({ NextHop: z.array(NextHop).default([]) }).nullish(),
});
const AclEntry = z.object({
  NetworkAclEntryName: maybe,
  NetworkAclEntryId: maybe,
  Policy: maybe,
  Protocol: maybe,
  Port: maybe,
});
const NetworkAcl = z.object({
  NetworkAclId: maybe,
  IngressAclEntries: z
    .object({ IngressAclEntry: z.array(AclEntry.extend({ SourceCidrIp: maybe })).default([]) })
    .nullish(),
  EgressAclEntries: z
    .object({ EgressAclEntry: z.array(AclEntry.extend({ DestinationCidrIp: maybe })).default([]) })
    .nullish(),
});
const Permission = z.object({
  Direction: maybe,
  IpProtocol: maybe,
  PortRange: maybe,
  Policy: maybe,
  Priority: z.coerce.string().nullish(),
  Ipv6SourceCidrIp: maybe,
  SourceCidrIp: maybe,
  SourceGroupId: maybe,
  SourcePrefixListId: maybe,
  PortRangeListId: maybe,
});
const Instance = z.object({
  InstanceId: text,
  InstanceName: maybe,
  Status: maybe,
  OperationLocks: z.object({ LockReason: z.array(z.object({ LockReason: maybe })).default([]) }).nullish(),
});

export type VSwitchRow = z.infer<typeof VSwitch>;
export type RouteTableRow = z.infer<typeof RouteTable>;
export type RouteEntryRow = z.infer<typeof RouteEntry>;
export type NetworkAclRow = z.infer<typeof NetworkAcl>;
export type PermissionRow = z.infer<typeof Permission>;
export type InstanceRow = z.infer<typeof Instance>;

export const NETWORK_ACTIONS = {
  DescribeVSwitchAttributes: { product: "vpc", answer: VSwitch },
  DescribeRouteTableList: {
    product: "vpc",
    answer: z.object({ RouterTableList: z.object({ RouterTableListType: z.array(RouteTable).default([]) }) }),
  },
  DescribeRouteEntryList: {
    product: "vpc",
    answer: z.object({
      NextToken: maybe,
      RouteEntrys: z.object({ RouteEntry: z.array(RouteEntry).default([]) }),
    }),
  },
  DescribeNetworkAclAttributes: { product: "vpc", answer: z.object({ NetworkAclAttribute: NetworkAcl }) },
  DescribeSecurityGroupAttribute: {
    product: "ecs",
    answer: z.object({
      SecurityGroupName: maybe,
      NextToken: maybe,
      Permissions: z.object({ Permission: z.array(Permission).default([]) }).nullish(),
    }),
  },
  DescribeInstances: {
    product: "ecs",
    answer: z.object({ Instances: z.object({ Instance: z.array(Instance).default([]) }) }),
  },
} as const;

export interface NetworkRequests {
  DescribeVSwitchAttributes: { RegionId: string; VSwitchId: string };
  DescribeRouteTableList: { RegionId: string; VpcId: string /** At most 50. */; PageSize: number };
  DescribeRouteEntryList: {
    RegionId: string;
    RouteTableId: string;
    /** At most 100. */
    MaxResult: number;
    NextToken?: string | undefined;
  };
  DescribeNetworkAclAttributes: { RegionId: string; NetworkAclId: string };
  DescribeSecurityGroupAttribute: {
    RegionId: string;
    SecurityGroupId: string;
    Direction: "ingress";
    /** At most 1000. */
    MaxResults: number;
    NextToken?: string | undefined;
  };
  DescribeInstances: {
    RegionId: string;
    /** A JSON list of up to 100 ids. */
    InstanceIds: string;
  };
}
