import { canonicalIpv6, inCidr } from "../common/ipv6";
import { Sessions } from "../common/sessions";
import { CloudState, type Owned, SEEDED_AT, seeded } from "../common/state";
import {
  DEFAULT_EGRESS,
  DEFAULT_INGRESS,
  defaultGroupOf,
  type InstanceSeed,
  mainTableOf,
  type NetworkAclSeed,
  type RouteTableSeed,
  type SecurityGroupSeed,
} from "./network";
import type {
  AccountSeed,
  BandwidthPackageSeed,
  KeySeed,
  NetworkInterfaceSeed,
  SubnetSeed,
  TencentSeed,
  VpcSeed,
} from "./seed";
import { Tasks } from "./tasks";

export type Vpc = VpcSeed & Owned;
export type Subnet = SubnetSeed & Owned;
export interface NetworkInterface extends Omit<NetworkInterfaceSeed, "state" | "account" | "tags">, Owned {
  readonly vpc: string;
  readonly state: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly createdAt: number;
  /** Its private IPv4 addresses, the primary one first. */
  readonly privateIps: readonly PrivateIp[];
}

export interface PrivateIp {
  readonly address: string;
  readonly description: string;
}
export type RouteTable = RouteTableSeed & Owned;
export type NetworkAcl = NetworkAclSeed & Owned;
export type SecurityGroup = Required<Pick<SecurityGroupSeed, "ingress" | "egress">> & Owned;
export type Instance = Required<Pick<InstanceSeed, "state" | "restrictState">> & Owned;
export type BandwidthPackage = BandwidthPackageSeed & Owned;

/** An address on a network interface. Its id here is the VPC and the address. */
export interface NicAddress extends Owned {
  readonly address: string;
  readonly vpc: string;
  readonly networkInterface: string;
  readonly description: string;
  readonly primary: boolean;
  readonly kind: "GUA" | "ULA";
  readonly createdAt: number;
  /** Until then its state is PENDING. */
  readonly pendingUntil: number;
  readonly state: "PENDING" | "AVAILABLE" | "DELETING";
}

/** A public address of either product. */
interface BilledAddress extends Owned {
  readonly address: string;
  readonly status: string;
  readonly bandwidth: number;
  readonly internetChargeType: string;
  readonly bandwidthPackage?: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
  readonly createdAt: number;
  readonly arrears?: boolean;
  /** Blocked by the cloud, as after an attack. */
  readonly blocked?: boolean;
  /** It is released when it is unbound. */
  readonly cascadeRelease?: boolean;
  readonly trafficHigh?: boolean;
  readonly visibleOnEni?: boolean;
}

/** A classic elastic public IPv6: an address that has been published (`eip-`). */
export interface PublicAddress extends BilledAddress {
  readonly networkInterface: string;
  readonly vpc: string;
  readonly fixed?: boolean;
}

/** An elastic public IPv6 (`eipv6-`). It may be bound to an address of a network interface. */
export interface ElasticAddress extends BilledAddress {
  readonly name: string;
  readonly type: string;
  readonly isp: string;
  readonly egress: string;
  readonly networkInterface?: string | undefined;
  readonly privateAddress?: string | undefined;
  readonly protected?: boolean;
}

/** Everything that the simulated Tencent Cloud holds. */
export class State extends CloudState<TencentSeed> {
  readonly vpcs = this.table<Vpc>();
  readonly subnets = this.table<Subnet>();
  readonly networkInterfaces = this.table<NetworkInterface>();
  readonly nicAddresses = this.table<NicAddress>();
  readonly publicAddresses = this.table<PublicAddress>();
  readonly elasticAddresses = this.table<ElasticAddress>();
  readonly bandwidthPackages = this.table<BandwidthPackage>();
  readonly routeTables = this.table<RouteTable>();
  readonly networkAcls = this.table<NetworkAcl>();
  readonly securityGroups = this.table<SecurityGroup>();
  readonly instances = this.table<Instance>();
  readonly tasks = new Tasks(this.services);
  /** Temporary keys that were given out. */
  readonly sessions = new Sessions<AccountSeed, KeySeed>();

  protected fill(): void {
    const { vpcs, subnets, networkInterfaces, bandwidthPackages, seed } = this;
    this.tasks.reset();
    this.sessions.reset();
    for (const row of seed.vpcs) vpcs.seed({ ...row, account: this.accountOf(row) });
    for (const row of seed.subnets) {
      subnets.seed({ ...row, account: this.accountOf(row), region: seeded(vpcs, row.vpc).region });
    }
    for (const row of seed.networkInterfaces ?? []) {
      const { vpc, region } = seeded(subnets, row.subnet);
      const made = { createdAt: SEEDED_AT, privateIps: [{ address: "10.0.0.10", description: "" }] };
      const place = { vpc, region, account: this.accountOf(row) };
      networkInterfaces.seed({ state: "AVAILABLE", tags: {}, ...made, ...row, ...place });
    }
    this.#network();
    for (const row of seed.bandwidthPackages ?? []) bandwidthPackages.seed({ ...row, account: this.accountOf(row) });
    for (const row of seed.ipv6Addresses ?? []) this.#address(row);
    for (const row of seed.elasticAddresses ?? []) {
      const common = { name: "", type: "EIPv6", isp: "BGP", egress: "center_egress1", bandwidth: 1, tags: {} };
      const status = row.networkInterface ? "BIND" : "UNBIND";
      const internetChargeType = "TRAFFIC_POSTPAID_BY_HOUR";
      const made = { ...common, status, internetChargeType, createdAt: SEEDED_AT };
      this.elasticAddresses.seed({ ...made, ...row, account: this.accountOf(row) });
    }
  }

  /** What every VPC and every network interface has, and what the seed has besides. */
  #network(): void {
    const { vpcs, seed, routeTables, networkAcls, securityGroups, instances } = this;
    const usual = { ingress: DEFAULT_INGRESS, egress: DEFAULT_EGRESS };
    for (const { id: vpc, region, account } of vpcs.all()) {
      routeTables.seed({ id: mainTableOf(vpc), vpc, region, account, main: true });
      securityGroups.seed({ id: defaultGroupOf(vpc), region, account, ...usual });
    }
    for (const { securityGroups: ids = [], instance, instanceGone, region, account } of this.networkInterfaces.all()) {
      for (const id of ids) securityGroups.seed({ id, region, account, ...usual });
      const running = { state: "RUNNING", restrictState: "NORMAL", region, account };
      if (instance !== undefined && !instanceGone) instances.seed({ id: instance, ...running });
    }
    const placed = <Row extends { vpc: string }>(row: Row) => {
      const { region, account } = seeded(vpcs, row.vpc);
      return { ...row, region, account };
    };
    for (const row of seed.routeTables ?? []) routeTables.seed(placed(row));
    for (const row of seed.networkAcls ?? []) networkAcls.seed({ type: "TRIPLE", ...placed(row) });
    for (const row of seed.securityGroups ?? [])
      securityGroups.seed({ ...usual, ...row, account: this.accountOf(row) });
    for (const row of seed.instances ?? [])
      instances.seed({ state: "RUNNING", restrictState: "NORMAL", ...row, account: this.accountOf(row) });
  }

  #address({ published, ...row }: NonNullable<TencentSeed["ipv6Addresses"]>[number]): void {
    const nic = seeded(this.networkInterfaces, row.networkInterface);
    const address = canonicalIpv6(row.address);
    if (address === undefined) throw new Error(`seed: not an IPv6 address: ${row.address}`);
    const { account, region, vpc } = nic;
    const common = { address, account, region, vpc, networkInterface: nic.id };
    this.nicAddresses.seed({
      ...common,
      ...{ id: `${vpc}/${address}`, description: row.description ?? "", primary: row.primary === true },
      ...{ kind: kindOf(address), pendingUntil: 0, state: "AVAILABLE", createdAt: SEEDED_AT },
    });
    if (!published) return;
    const { tags = {}, status = "BIND", internetChargeType = "TRAFFIC_POSTPAID_BY_HOUR", ...rest } = published;
    this.publicAddresses.seed({ ...common, ...rest, tags, status, internetChargeType, createdAt: SEEDED_AT });
  }
}

export function kindOf(address: string): "GUA" | "ULA" {
  return inCidr(address, "fc00::/7") ? "ULA" : "GUA";
}
