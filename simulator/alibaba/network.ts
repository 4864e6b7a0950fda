import type { SeedRow } from "../common/state";

/** Route tables, network ACLs and security groups. No call changes them: `POST /_simulator/operate` does. */

/** Rows have the vendor's own fields, as their lists show them. */
export type Wire = Readonly<Record<string, unknown>>;

export interface RouteTableSeed extends SeedRow {
  readonly vpc: string;
  /** Default "Custom"; each VPC has one of the kind "System" besides. */
  readonly type?: "Custom" | "System";
  /** Default: ::/0 to the IPv6 gateway of the VPC, if it has one. */
  readonly routes?: readonly Wire[];
}

export interface NetworkAclSeed extends SeedRow {
  readonly vpc: string;
  /** In the order in which they are tried. Default: none, so everything is dropped. */
  readonly ingress?: readonly Wire[];
  readonly egress?: readonly Wire[];
}

export interface SecurityGroupSeed extends SeedRow {
  readonly vpc: string;
  /** Default: inbound TCP 22, 80 and 443 and ICMPv6 from anywhere, outbound everything. */
  readonly rules?: readonly Wire[];
}

/** Of each VPC. */
export const systemTableOf = (vpc: string) => `vtb-${vpc}`;
/** The security group of network interfaces that name none. */
export const defaultGroupOf = (vpc: string) => `sg-${vpc}`;

const open = (IpProtocol: string, PortRange: string): Wire => ({
  ...{ Direction: "ingress", IpProtocol, PortRange, Policy: "Accept", Priority: "1", NicType: "intranet" },
  ...{ Ipv6SourceCidrIp: "::/0" },
});

export const DEFAULT_RULES: readonly Wire[] = [
  ...["22/22", "80/80", "443/443"].map((ports) => open("TCP", ports)),
  open("ICMPv6", "-1/-1"),
  {
    ...{ Direction: "egress", IpProtocol: "ALL", PortRange: "-1/-1", Policy: "Accept", Priority: "1" },
    ...{ NicType: "intranet", Ipv6DestCidrIp: "::/0" },
  },
];

export function routeTableOf({ routeTable, vpc }: { readonly routeTable?: string; readonly vpc: string }): string {
  return routeTable ?? systemTableOf(vpc);
}
