import * as z from "zod";

/** Actions that only read the network around an address, in the vendor's spelling. A part of wire.ts. */

const id = z.union([z.string(), z.number()]).transform(String);
const maybe = z.string().nullish();

const Rule = z.object({
  policy: maybe,
  priority: z.coerce.number().nullish(),
  ipProtocol: maybe,
  portRange: z.coerce.string().nullish(),
  cidrIp: maybe,
});
const Route = z.object({
  routeId: id,
  ipVersion: maybe,
  type: maybe,
  sourceCidrBlock: maybe,
  destinationCidrBlock: maybe,
  priority: z.coerce.number().nullish(),
  nextHopId: id.nullish(),
  nextHopType: maybe,
});
const Vpc = z.object({ vpcId: id, securityGroupId: id.nullish() });
const Instance = z.object({ instanceId: id, instanceName: maybe, status: maybe });

export type RuleRow = z.infer<typeof Rule>;
export type RouteRow = z.infer<typeof Route>;
export type VpcRow = z.infer<typeof Vpc>;
export type InstanceRow = z.infer<typeof Instance>;

const page = <T extends z.ZodType>(row: T) => z.object({ dataSet: z.array(row).nullish() });

export const NETWORK_ACTIONS = {
  DescribeSecurityGroupRule: { service: "zec", answer: z.object({ ingressRuleList: z.array(Rule).nullish() }) },
  DescribeRoutes: { service: "zec", answer: page(Route) },
  DescribeVpcs: { service: "zec", answer: page(Vpc) },
  DescribeInstances: { service: "zec", answer: page(Instance) },
} as const;

export interface NetworkRequests {
  DescribeSecurityGroupRule: { securityGroupId: string };
  DescribeRoutes: { vpcId: string; ipVersion: "IPv6"; pageSize: number };
  DescribeVpcs: { vpcIds: readonly string[]; pageSize: number };
  DescribeInstances: { instanceIds: readonly string[]; pageSize: number };
}
