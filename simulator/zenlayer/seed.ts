import { accountsOf, rowsOf } from "../common/seed-shape";
import type { SeedRow } from "../common/state";
import { fields, optional, type Shape } from "../common/strict";
import type { InstanceSeed, SecurityGroupSeed, VpcSeed } from "./network";

/** The part of the seed that describes Zenlayer. Omitted fields have the defaults named here. */
export interface ZenlayerSeed {
  readonly accounts: readonly AccountSeed[];
  readonly subnets: readonly SubnetSeed[];
  readonly clusters?: readonly ClusterSeed[];
  readonly networkInterfaces?: readonly NetworkInterfaceSeed[];
  /** Those that subnets name exist without a row here. */
  readonly vpcs?: readonly VpcSeed[];
  readonly securityGroups?: readonly SecurityGroupSeed[];
  /** Those that network interfaces name exist without a row here, and run. */
  readonly instances?: readonly InstanceSeed[];
}

export interface AccountSeed {
  readonly id: string;
  readonly keys: readonly KeySeed[];
}

export interface KeySeed {
  readonly accessKeyId: string;
  readonly accessKeyPassword: string;
  /** Personal access token of the same identity, for `Authorization: Bearer`. */
  readonly token?: string;
  /** Actions that this identity may not call, each with its service: "zrm:ModifyResourceTags". */
  readonly deny?: readonly string[];
}

export interface SubnetSeed extends SeedRow {
  readonly region: string;
  readonly vpc: string;
  readonly stackType: "IPv4" | "IPv4_IPv6" | "IPv6";
  readonly ipv6Type?: "Public" | "Private";
  /** A /64, of which each network interface takes a /96. */
  readonly ipv6Cidr?: string;
  /** Prefixes left. Default: no limit. */
  readonly ipv6Left?: number;
  /** Charge types sold here. Default: all three. */
  readonly chargeTypes?: readonly string[];
}

export interface ClusterSeed extends SeedRow {
  readonly name: string;
  /** Members move only between clusters of one line type and area. */
  readonly lineType: string;
  readonly area: string;
  /** Default: the area. */
  readonly city?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

export type NicStatus = "PENDING" | "AVAILABLE" | "USED" | "ATTACHING" | "DETACHING" | "DELETING" | "CREATE_FAILED";

export interface NetworkInterfaceSeed extends SeedRow {
  readonly subnet: string;
  readonly name?: string;
  /** Default: "USED" with an instance, "AVAILABLE" without. */
  readonly status?: NicStatus;
  readonly instance?: string;
  readonly tags?: Readonly<Record<string, string>>;
  /** IPv6 that it has from the start. */
  readonly ipv6?: Ipv6Seed;
}

export interface Ipv6Seed {
  readonly id: string;
  /** Created together with the network interface. Default: assigned later. */
  readonly madeWithCard?: boolean;
  /** Default: none, as on a private subnet. */
  readonly billing?: BillingSeed;
}

export interface BillingSeed {
  readonly internetChargeType: string;
  /** Mbit/s. */
  readonly bandwidth?: number;
  /** TB. */
  readonly packageSize?: number;
  readonly clusterId?: string;
  /** Default "LOOSE". */
  readonly rateLimitMode?: string;
}

/** What it must be. */
export const seedShape = fields({
  accounts: accountsOf<KeySeed>({ accessKeyId: true, accessKeyPassword: true }),
  subnets: rowsOf<SubnetSeed>({ id: true, region: true, vpc: true }),
  clusters: optional(rowsOf<ClusterSeed>({ id: true, name: true, lineType: true, area: true })),
  networkInterfaces: optional(rowsOf<NetworkInterfaceSeed>({ id: true, subnet: true })),
  vpcs: optional(rowsOf<VpcSeed>({ id: true })),
  securityGroups: optional(rowsOf<SecurityGroupSeed>({ id: true })),
  instances: optional(rowsOf<InstanceSeed>({ id: true, region: true })),
} satisfies Record<keyof ZenlayerSeed, Shape>);
