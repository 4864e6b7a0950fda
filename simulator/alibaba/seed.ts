import { accountsOf, rowsOf, texts } from "../common/seed-shape";
import type { RoleSeed } from "../common/sessions";
import type { SeedRow } from "../common/state";
import { fields, optional, type Shape } from "../common/strict";
import type { NetworkAclSeed, RouteTableSeed, SecurityGroupSeed } from "./network";

/** The part of the seed that describes Alibaba Cloud. Omitted fields have the defaults named here. */
export interface AlibabaSeed {
  readonly accounts: readonly AccountSeed[];
  /** Every region name that exists. */
  readonly regions: readonly string[];
  /** Regions where ECS offers no IPv6. */
  readonly regionsWithoutIpv6?: readonly string[];
  readonly vpcs: readonly VpcSeed[];
  readonly vSwitches: readonly VSwitchSeed[];
  readonly instances?: readonly InstanceSeed[];
  readonly networkInterfaces?: readonly NetworkInterfaceSeed[];
  readonly ipv6Addresses?: readonly Ipv6AddressSeed[];
  readonly egressOnlyRules?: readonly EgressRuleSeed[];
  readonly routeTables?: readonly RouteTableSeed[];
  readonly networkAcls?: readonly NetworkAclSeed[];
  readonly securityGroups?: readonly SecurityGroupSeed[];
}

export interface EgressRuleSeed extends SeedRow {
  /** Id of an address in a VPC with an IPv6 gateway. */
  readonly ipv6Address: string;
  readonly name?: string;
}

export interface AccountSeed {
  readonly id: string;
  readonly keys: readonly KeySeed[];
  /** ARNs of the form acs:ram::<account>:role/<name>. Default: none. */
  readonly roles?: readonly RoleSeed[];
  /** Cloud Data Transfer, which PayByTraffic needs. Default "on". */
  readonly cdt?: "on" | "closed" | "old";
  /** The code with which the order system refuses every order, such as InsufficientBalance. Default: none. */
  readonly orders?: string;
  /** Whether the account may use this charge type. Default false. */
  readonly payByOld95?: boolean;
}

export interface KeySeed {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string;
  /** ISO date on which the security token ends. Default: never. */
  readonly expires?: string;
  readonly inactive?: boolean;
  /** The identity, as GetCallerIdentity names it. Default: the account itself. */
  readonly arn?: string;
  /** Code by action ("vpc:AllocateIpv6InternetBandwidth", "ecs:*"): calls that this identity may not make. */
  readonly deny?: Readonly<Record<string, string>>;
}

export interface VpcSeed extends SeedRow {
  readonly region: string;
  readonly name?: string;
  readonly ipv6Cidr?: string;
  /** Id of its IPv6 gateway. Default: it has none. */
  readonly ipv6Gateway?: string;
  /** Default "Available". */
  readonly gatewayStatus?: "Pending" | "Available";
  /** Default "Normal". */
  readonly gatewayBusinessStatus?: "Normal" | "FinancialLocked" | "SecurityLocked";
  /** Its quota of private addresses is used up. */
  readonly full?: boolean;
  readonly isDefault?: boolean;
  readonly tags?: Readonly<Record<string, string>>;
}

export interface VSwitchSeed extends SeedRow {
  readonly vpc: string;
  readonly zone: string;
  /** Default: IPv6 is off. */
  readonly ipv6Cidr?: string;
  /** Addresses left for assignment by count. Default: no limit. */
  readonly ipv6Left?: number;
  readonly name?: string;
  readonly isDefault?: boolean;
  readonly tags?: Readonly<Record<string, string>>;
  /** Default: the system route table of the VPC. */
  readonly routeTable?: string;
  /** Default: none. */
  readonly networkAcl?: string;
}

export interface InstanceSeed extends SeedRow {
  readonly type: string;
  readonly status: "Pending" | "Running" | "Starting" | "Stopping" | "Stopped";
  /** Limit of the instance type for each of its network interfaces; 0: the type has no IPv6. */
  readonly ipv6PerCard: number;
  /** Why operations on it are locked, such as "financial". Default: they are not. */
  readonly locks?: readonly string[];
}

export interface NetworkInterfaceSeed extends SeedRow {
  readonly vSwitch: string;
  /** Anything but Primary and Secondary refuses addresses. Default "Secondary". */
  readonly type?: string;
  /** Default: "InUse" with an instance, "Available" without. */
  readonly status?: "Available" | "Attaching" | "InUse" | "Detaching" | "Deleting";
  readonly instance?: string;
  readonly name?: string;
  readonly privateIp?: string;
  readonly description?: string;
  readonly resourceGroup?: string;
  readonly serviceManaged?: boolean;
  readonly securityGroup?: string;
  /** The security group holds as many addresses as it can. */
  readonly securityGroupFull?: boolean;
  readonly tags?: Readonly<Record<string, string>>;
}

export interface Ipv6AddressSeed extends SeedRow {
  readonly address: string;
  readonly vSwitch: string;
  /** Default: none, the address is unattached. */
  readonly networkInterface?: string;
  readonly name?: string;
  readonly description?: string;
  /** GUA is public; ULA and PrivateGUA cannot be. Default "GUA". */
  readonly kind?: "GUA" | "ULA" | "PrivateGUA";
  /** Default "BGP"; the others are single, static providers. */
  readonly isp?: "BGP" | "ChinaMobile" | "ChinaUnicom" | "ChinaTelecom";
  readonly addressType?: "IPv6Address" | "IPv6Prefix";
  /** Belongs to another cloud service. */
  readonly serviceManaged?: boolean;
  /** Bound to an instance of a cloud service. */
  readonly cloudInstance?: boolean;
  readonly tags?: Readonly<Record<string, string>>;
  /** Bandwidth that it has from the start. */
  readonly bandwidth?: BandwidthSeed;
}

export interface BandwidthSeed {
  readonly id: string;
  readonly bandwidth: number;
  readonly internetChargeType: string;
  /** Default "Normal". */
  readonly businessStatus?: "Normal" | "FinancialLocked" | "SecurityLocked";
}

/** What it must be. */
export const seedShape = fields({
  accounts: accountsOf<KeySeed>({ accessKeyId: true, accessKeySecret: true }),
  regions: texts,
  regionsWithoutIpv6: optional(texts),
  vpcs: rowsOf<VpcSeed>({ id: true, region: true }),
  vSwitches: rowsOf<VSwitchSeed>({ id: true, vpc: true, zone: true }),
  instances: optional(rowsOf<InstanceSeed>({ id: true, type: true })),
  networkInterfaces: optional(rowsOf<NetworkInterfaceSeed>({ id: true, vSwitch: true })),
  ipv6Addresses: optional(rowsOf<Ipv6AddressSeed>({ id: true, address: true, vSwitch: true })),
  egressOnlyRules: optional(rowsOf<EgressRuleSeed>({ id: true, ipv6Address: true })),
  routeTables: optional(rowsOf<RouteTableSeed>({ id: true, vpc: true })),
  networkAcls: optional(rowsOf<NetworkAclSeed>({ id: true, vpc: true })),
  securityGroups: optional(rowsOf<SecurityGroupSeed>({ id: true, vpc: true })),
} satisfies Record<keyof AlibabaSeed, Shape>);
