import { accountsOf, rowsOf, texts } from "../common/seed-shape";
import type { RoleSeed } from "../common/sessions";
import type { SeedRow } from "../common/state";
import { fields, optional, type Shape } from "../common/strict";
import type { InstanceSeed, NetworkAclSeed, RouteTableSeed, SecurityGroupSeed } from "./network";

/** The part of the seed that describes Tencent Cloud. Omitted fields have the defaults named here. */
export interface TencentSeed {
  readonly accounts: readonly AccountSeed[];
  /** Every region name that exists. */
  readonly regions: readonly string[];
  readonly vpcs: readonly VpcSeed[];
  readonly subnets: readonly SubnetSeed[];
  readonly networkInterfaces?: readonly NetworkInterfaceSeed[];
  readonly ipv6Addresses?: readonly Ipv6AddressSeed[];
  readonly elasticAddresses?: readonly ElasticAddressSeed[];
  readonly bandwidthPackages?: readonly BandwidthPackageSeed[];
  readonly routeTables?: readonly RouteTableSeed[];
  readonly networkAcls?: readonly NetworkAclSeed[];
  readonly securityGroups?: readonly SecurityGroupSeed[];
  /** Those that network interfaces name exist without a row here, and run. */
  readonly instances?: readonly InstanceSeed[];
}

export interface AccountSeed {
  /** The account number (Uin). */
  readonly id: string;
  /** How public addresses are billed: by address, or by machine. Default "STANDARD". */
  readonly type?: "STANDARD" | "LEGACY";
  readonly keys: readonly KeySeed[];
  /** ARNs of the form qcs::cam::uin/<account>:roleName/<name>. Default: none. */
  readonly roles?: readonly RoleSeed[];
  /** The code with which the order system refuses every order, such as FailedOperation.BalanceInsufficient. Default: none. */
  readonly orders?: string;
  /** Elastic public IPv6 (EIPv6) that it may have in a region; 0: it is not on the product's allow-list. Default 10000. */
  readonly eipv6Most?: number;
  /** Charge types that this account may not use; they answer InvalidAccount.NotSupported. */
  readonly refuses?: readonly string[];
}

export interface KeySeed {
  readonly secretId: string;
  readonly secretKey: string;
  /** Session token of temporary keys. */
  readonly token?: string;
  /** ISO date on which the session token ends. Default: never. */
  readonly expires?: string;
  /** The identity, as GetCallerIdentity names it. Default: the account itself. */
  readonly arn?: string;
  /** Code by action ("vpc:AllocateIp6AddressesBandwidth", "tag:*"): calls that this identity may not make. */
  readonly deny?: Readonly<Record<string, string>>;
}

export interface VpcSeed extends SeedRow {
  readonly region: string;
}

export interface SubnetSeed extends SeedRow {
  readonly vpc: string;
  readonly zone: string;
  /** Default: it has no IPv6 block. */
  readonly ipv6Cidr?: string;
  /** Addresses in it that cannot be assigned. */
  readonly reserved?: readonly string[];
  /** Default: the main route table of the VPC. */
  readonly routeTable?: string;
  /** Default: none. */
  readonly networkAcl?: string;
}

export interface NetworkInterfaceSeed extends SeedRow {
  readonly subnet: string;
  readonly name?: string;
  readonly description?: string;
  readonly securityGroups?: readonly string[];
  /** Default "AVAILABLE". */
  readonly state?: "PENDING" | "AVAILABLE" | "ATTACHING" | "DETACHING" | "DELETING";
  /** Id of the machine it is attached to. Default: none. */
  readonly instance?: string;
  /** The machine was deleted, but the network interface still names it. */
  readonly instanceGone?: boolean;
  /** The machine is of a type that bandwidth changes do not reach. */
  readonly instanceUnsupported?: boolean;
  readonly tags?: Readonly<Record<string, string>>;
  /** IPv6 addresses it can hold. Default 10. */
  readonly ipv6Most?: number;
}

export interface Ipv6AddressSeed {
  readonly address: string;
  readonly networkInterface: string;
  readonly description?: string;
  /** The first address of the network interface, which cannot be removed. */
  readonly primary?: boolean;
  readonly published?: PublishedSeed;
}

/** Internet bandwidth that the address has from the start. */
export interface PublishedSeed {
  readonly id: string;
  readonly bandwidth: number;
  /** Default TRAFFIC_POSTPAID_BY_HOUR. */
  readonly internetChargeType?: string;
  readonly bandwidthPackage?: string;
  readonly tags?: Readonly<Record<string, string>>;
  /** Default "BIND". */
  readonly status?: string;
  readonly arrears?: boolean;
  /** Too much traffic to lower the bandwidth. */
  readonly trafficHigh?: boolean;
  /** The charge type does not allow a change of the bandwidth. */
  readonly fixed?: boolean;
}

/** An elastic public IPv6 that exists from the start. */
export interface ElasticAddressSeed extends SeedRow {
  readonly region: string;
  readonly address: string;
  readonly name?: string;
  /** Default "EIPv6". */
  readonly type?: string;
  /** With privateAddress: where it is bound. Default: unbound. */
  readonly networkInterface?: string;
  readonly privateAddress?: string;
  /** Default: BIND or UNBIND, as it is bound. */
  readonly status?: string;
  readonly bandwidth?: number;
  readonly tags?: Readonly<Record<string, string>>;
  readonly arrears?: boolean;
  /** Too much traffic to unbind it or to lower its bandwidth. */
  readonly trafficHigh?: boolean;
  /** Deletion protection is on. */
  readonly protected?: boolean;
}

export interface BandwidthPackageSeed extends SeedRow {
  readonly region: string;
  /** Default true: it takes IPv6 addresses. */
  readonly ipv6?: boolean;
  /** Its billing accepts no addresses. */
  readonly closed?: boolean;
}

/** What it must be. */
export const seedShape = fields({
  accounts: accountsOf<KeySeed>({ secretId: true, secretKey: true }),
  regions: texts,
  vpcs: rowsOf<VpcSeed>({ id: true, region: true }),
  subnets: rowsOf<SubnetSeed>({ id: true, vpc: true, zone: true }),
  networkInterfaces: optional(rowsOf<NetworkInterfaceSeed>({ id: true, subnet: true })),
  ipv6Addresses: optional(rowsOf<Ipv6AddressSeed>({ address: true, networkInterface: true })),
  elasticAddresses: optional(rowsOf<ElasticAddressSeed>({ id: true, region: true, address: true })),
  bandwidthPackages: optional(rowsOf<BandwidthPackageSeed>({ id: true, region: true })),
  routeTables: optional(rowsOf<RouteTableSeed>({ id: true, vpc: true })),
  networkAcls: optional(rowsOf<NetworkAclSeed>({ id: true, vpc: true })),
  securityGroups: optional(rowsOf<SecurityGroupSeed>({ id: true, region: true })),
  instances: optional(rowsOf<InstanceSeed>({ id: true, region: true })),
} satisfies Record<keyof TencentSeed, Shape>);
