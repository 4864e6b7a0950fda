import * as z from "zod";

/** Actions that only read the network around an address, in the vendor's spelling. A part of wire.ts. */

const text = z.string();
const maybe = z.string().nullish();
const done = z.object({ RequestId: text });

const Route = z.object({
  DestinationIpv6CidrBlock: maybe,
  GatewayType: maybe,
  GatewayId: maybe,
  Enabled: z.boolean().nullish(),
  RouteType: maybe,
});
const RouteTable = z.object({
  RouteTableId: text,
  RouteTableName: maybe,
  Main: z.boolean().nullish(),
  RouteSet: z.array(Route).nullish(),
});
const AclEntry = z.object({
  Protocol: maybe,
  Port: maybe,
  Ipv6CidrBlock: maybe,
  Action: maybe,
  Priority: z.coerce.number().nullish(),
});
const NetworkAcl = z.object({
  NetworkAclId: text,
  NetworkAclName: maybe,
  /** TRIPLE, or QUINTUPLE, whose entries are a list of their own. */
  NetworkAclType: maybe,
  IngressEntries: z.array(AclEntry).nullish(),
  EgressEntries: z.array(AclEntry).nullish(),
});
const QuintupleEntry = z.object({
  Protocol: maybe,
  SourcePort: maybe,
  DestinationPort: maybe,
  SourceIPv6Cidr: maybe,
  DestinationIPv6Cidr: maybe,
  Action: maybe,
  Priority: z.coerce.number().nullish(),
  /** INGRESS or EGRESS. */
  NetworkAclDirection: maybe,
});
const Policy = z.object({
  PolicyIndex: z.coerce.number().nullish(),
  Protocol: maybe,
  Port: maybe,
  CidrBlock: maybe,
  Ipv6CidrBlock: maybe,
  SecurityGroupId: maybe,
  Action: maybe,
  ServiceTemplate: z.object({ ServiceId: maybe, ServiceGroupId: maybe }).nullish(),
  AddressTemplate: z.object({ AddressId: maybe, AddressGroupId: maybe }).nullish(),
});
const Instance = z.object({
  InstanceId: text,
  InstanceName: maybe,
  InstanceState: maybe,
  RestrictState: maybe,
});

export type RouteTableRow = z.infer<typeof RouteTable>;
export type NetworkAclRow = z.infer<typeof NetworkAcl>;
export type AclEntryRow = z.infer<typeof AclEntry>;
export type QuintupleEntryRow = z.infer<typeof QuintupleEntry>;
export type PolicyRow = z.infer<typeof Policy>;
export type InstanceRow = z.infer<typeof Instance>;

// The limit of 20 calls a second is that of similar actions; not every page states one.
export const NETWORK_ACTIONS = {
  DescribeRouteTables: {
    product: "vpc",
    perSecond: 20,
    answer: done.extend({ RouteTableSet: z.array(RouteTable).nullish() }),
  },
  DescribeNetworkAcls: {
    product: "vpc",
    perSecond: 20,
    answer: done.extend({ NetworkAclSet: z.array(NetworkAcl).nullish() }),
  },
  DescribeNetworkAclQuintupleEntries: {
    product: "vpc",
    perSecond: 20,
    answer: done.extend({
      TotalCount: z.number().nullish(),
      NetworkAclQuintupleSet: z.array(QuintupleEntry).nullish(),
    }),
  },
  DescribeSecurityGroupPolicies: {
    product: "vpc",
    perSecond: 20,
    answer: done.extend({
      SecurityGroupPolicySet: z.object({ Version: maybe, Ingress: z.array(Policy).nullish() }).nullish(),
    }),
  },
  DescribeInstances: {
    product: "cvm",
    perSecond: 20,
    answer: done.extend({ InstanceSet: z.array(Instance).nullish() }),
  },
} as const;

export interface NetworkRequests {
  DescribeRouteTables: { RouteTableIds: readonly string[] };
  DescribeNetworkAcls: { NetworkAclIds: readonly string[] };
  DescribeNetworkAclQuintupleEntries: { NetworkAclId: string; Offset: number /** At most 100. */; Limit: number };
  DescribeSecurityGroupPolicies: { SecurityGroupId: string };
  DescribeInstances: { InstanceIds: readonly string[] };
}
