import type { SeedRow } from "../common/state";

/** VPCs, routes, security groups and instances. No call changes them: `POST /_simulator/operate` does. */

/** Rows have the vendor's own fields, as their lists show them. */
type Wire = Readonly<Record<string, unknown>>;

export interface SecurityGroupSeed extends SeedRow {
  /** Default: TCP 22, 80 and 443 and ICMPv6 from anywhere. */
  readonly ingress?: readonly Wire[];
  /** Default: everything. */
  readonly egress?: readonly Wire[];
}

export interface VpcSeed extends SeedRow {
  /** Of the network interfaces that name none. */
  readonly securityGroup?: string;
  /** Routes that the account added. Default: none. */
  readonly routes?: readonly Wire[];
}

export interface InstanceSeed extends SeedRow {
  readonly region: string;
  /** Default "RUNNING". */
  readonly status?: string;
}

export const defaultGroupOf = (vpc: string) => `1760${vpc.slice(4)}`;

const accept = (ipProtocol: string, portRange: string): Wire => ({
  ...{ policy: "accept", priority: 1, ipProtocol, portRange, cidrIp: "::/0", desc: "" },
});
export const DEFAULT_INGRESS: readonly Wire[] = [
  ...["22", "80", "443"].map((port) => accept("tcp", port)),
  accept("icmpv6", "-1"),
];
export const DEFAULT_EGRESS: readonly Wire[] = [accept("all", "-1")];
