import type { SeedRow } from "../common/state";

/** Route tables, network ACLs, security groups and instances. No call changes them: `POST /_simulator/operate` does. */

/** Rows have the vendor's own fields, as their lists show them. */
export type Wire = Readonly<Record<string, unknown>>;

export interface RouteTableSeed extends SeedRow {
  readonly vpc: string;
  /** The table of subnets that name none. Default false. */
  readonly main?: boolean;
  /** Default: none beside the local ones, which the vendor does not list. */
  readonly routes?: readonly Wire[];
}

export interface NetworkAclSeed extends SeedRow {
  readonly vpc: string;
  /** Default "TRIPLE". */
  readonly type?: "TRIPLE" | "QUINTUPLE";
  /** In the order in which they are tried. Default: none, so everything is dropped. */
  readonly ingress?: readonly Wire[];
  readonly egress?: readonly Wire[];
}

export interface SecurityGroupSeed extends SeedRow {
  readonly region: string;
  /** Default: TCP 22, 80 and 443 and ICMPv6 from anywhere. */
  readonly ingress?: readonly Wire[];
  /** Default: everything. */
  readonly egress?: readonly Wire[];
}

export interface InstanceSeed extends SeedRow {
  readonly region: string;
  /** Default "RUNNING". */
  readonly state?: string;
  /** Default "NORMAL". */
  readonly restrictState?: string;
}

export const mainTableOf = (vpc: string) => `rtb-${vpc}`;
/** The security group of network interfaces that name none. */
export const defaultGroupOf = (vpc: string) => `sg-${vpc}`;

const accept = (Protocol: string, Port: string): Wire => ({ Protocol, Port, Ipv6CidrBlock: "::/0", Action: "ACCEPT" });
export const DEFAULT_INGRESS: readonly Wire[] = [accept("TCP", "22,80,443"), accept("ICMPv6", "ALL")];
export const DEFAULT_EGRESS: readonly Wire[] = [accept("ALL", "ALL")];

export function routeTableOf({ routeTable, vpc }: { readonly routeTable?: string; readonly vpc: string }): string {
  return routeTable ?? mainTableOf(vpc);
}
