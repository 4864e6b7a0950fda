import { canonicalIpv6 } from "../common/ipv6";
import { Sessions } from "../common/sessions";
import { CloudState, type Owned, SEEDED_AT, seeded } from "../common/state";
import {
  DEFAULT_RULES,
  defaultGroupOf,
  type NetworkAclSeed,
  type RouteTableSeed,
  type SecurityGroupSeed,
  systemTableOf,
} from "./network";
import type {
  AccountSeed,
  AlibabaSeed,
  BandwidthSeed,
  InstanceSeed,
  Ipv6AddressSeed,
  KeySeed,
  NetworkInterfaceSeed,
  VpcSeed,
  VSwitchSeed,
} from "./seed";

type Filled<T, Optional extends keyof T> = Omit<T, Optional | "account"> & Required<Pick<T, Optional>>;

export type Vpc = VpcSeed & Owned;
export type VSwitch = VSwitchSeed & Owned;
export type RouteTable = Filled<RouteTableSeed, "type" | "id" | "vpc"> & Owned;
export type NetworkAcl = NetworkAclSeed & Owned;
export type SecurityGroup = Required<Pick<SecurityGroupSeed, "rules" | "vpc">> & Owned;
export type Instance = InstanceSeed & { readonly account: string };
export interface NetworkInterface extends Filled<NetworkInterfaceSeed, "type" | "status" | "id">, Owned {
  readonly vpc: string;
  readonly createdAt: number;
  /** Those of the seed have one at most. */
  readonly securityGroups?: readonly string[];
  readonly secondaryIps?: readonly string[];
  readonly settings?: Readonly<Record<string, number | boolean | string>>;
  /** A change of its status that is under way. */
  readonly becomes?: {
    readonly at: number;
    /** What it is then; "gone": deleted. */
    readonly row: Omit<NetworkInterface, "becomes"> | "gone";
  };
}

export interface Bandwidth extends Required<BandwidthSeed> {
  /** Until then it is in configuration and refuses changes. */
  readonly busyUntil: number;
}

export interface Ipv6Address extends Filled<Ipv6AddressSeed, "kind" | "isp" | "addressType" | "id">, Owned {
  readonly vpc: string;
  readonly createdAt: number;
  /** Until then its status is Pending. */
  readonly pendingUntil: number;
  readonly bandwidth?: Bandwidth;
  /** Default: the account's own. */
  readonly resourceGroup?: string;
}

/** An egress-only rule: its address reaches the internet, which does not reach it. */
export interface EgressRule extends Owned {
  readonly ipv6Gateway: string;
  readonly ipv6AddressId: string;
  readonly name: string;
  readonly description: string;
  /** Until then it is Creating. */
  readonly createdAt: number;
  /** When it is deleted. Until then it is Deleting. */
  readonly goneAt?: number;
}

/** Bandwidth whose address was deleted and that is still billed. */
export type OrphanBandwidth = Bandwidth & Owned & { readonly ipv6AddressId: string };

/** Everything that the simulated Alibaba Cloud holds. */
export class State extends CloudState<AlibabaSeed> {
  readonly vpcs = this.table<Vpc>();
  readonly vSwitches = this.table<VSwitch>();
  readonly instances = this.table<Instance>();
  readonly networkInterfaces = this.table<NetworkInterface>(({ becomes }) => becomes?.at);
  readonly ipv6Addresses = this.table<Ipv6Address>();
  readonly routeTables = this.table<RouteTable>();
  readonly networkAcls = this.table<NetworkAcl>();
  readonly securityGroups = this.table<SecurityGroup>();
  /** Bandwidths whose address was deleted. */
  readonly orphanedBandwidths = this.table<OrphanBandwidth>();
  readonly egressOnlyRules = this.table<EgressRule>();
  /** Ids of bandwidths that were deleted. */
  readonly deletedBandwidths = new Set<string>();
  /** Temporary credentials that were given out. */
  readonly sessions = new Sessions<AccountSeed, KeySeed>();

  protected fill(): void {
    const { vpcs, vSwitches, instances, networkInterfaces, ipv6Addresses, seed } = this;
    this.deletedBandwidths.clear();
    this.sessions.reset();
    for (const row of seed.vpcs) vpcs.seed({ ...row, account: this.accountOf(row) });
    for (const row of seed.vSwitches) {
      vSwitches.seed({ ...row, account: this.accountOf(row), region: seeded(vpcs, row.vpc).region });
    }
    for (const row of seed.instances ?? []) instances.seed({ ...row, account: this.accountOf(row) });
    for (const row of seed.networkInterfaces ?? []) {
      const { vpc, region } = seeded(vSwitches, row.vSwitch);
      const status = row.status ?? (row.instance === undefined ? "Available" : "InUse");
      const type = row.type ?? "Secondary";
      const place = { vpc, region, account: this.accountOf(row), createdAt: SEEDED_AT };
      networkInterfaces.seed({ ...row, type, status, ...place });
    }
    this.#network();
    for (const row of seed.ipv6Addresses ?? []) ipv6Addresses.seed(this.#address(row));
    for (const { ipv6Address, name = "", ...row } of seed.egressOnlyRules ?? []) {
      const { vpc, region, account } = seeded(ipv6Addresses, ipv6Address);
      const made = { region, account, name, description: "", createdAt: SEEDED_AT, ipv6AddressId: ipv6Address };
      this.egressOnlyRules.seed({ ...row, ...made, ipv6Gateway: seeded(vpcs, vpc).ipv6Gateway ?? "" });
    }
  }

  /** What every VPC has, and what the seed has besides. */
  #network(): void {
    const { vpcs, seed, routeTables, networkAcls, securityGroups } = this;
    for (const { id: vpc, region, account } of vpcs.all()) {
      routeTables.seed({ id: systemTableOf(vpc), vpc, region, account, type: "System" });
      securityGroups.seed({ id: defaultGroupOf(vpc), vpc, region, account, rules: DEFAULT_RULES });
    }
    const placed = <Row extends { vpc: string }>(row: Row) => {
      const { region, account } = seeded(vpcs, row.vpc);
      return { ...row, region, account };
    };
    for (const row of seed.routeTables ?? []) routeTables.seed({ type: "Custom", ...placed(row) });
    for (const row of seed.networkAcls ?? []) networkAcls.seed(placed(row));
    for (const { securityGroup: id, vpc, region, account } of this.networkInterfaces.all())
      if (id !== undefined) securityGroups.seed({ id, vpc, region, account, rules: DEFAULT_RULES });
    for (const row of seed.securityGroups ?? []) securityGroups.seed({ rules: DEFAULT_RULES, ...placed(row) });
  }

  override save() {
    return { ...super.save(), deletedBandwidths: [...this.deletedBandwidths], sessions: this.sessions.save() };
  }

  override load(saved: ReturnType<State["save"]>): void {
    super.load(saved);
    this.deletedBandwidths.clear();
    for (const id of saved.deletedBandwidths) this.deletedBandwidths.add(id);
    this.sessions.load(saved.sessions, this.seed.accounts);
  }

  /** Ends the changes of network interfaces that are due. */
  settle(now: number): void {
    for (const { id, becomes } of this.networkInterfaces.due(now)) {
      if (becomes?.row === "gone") this.networkInterfaces.delete(id);
      else if (becomes) this.networkInterfaces.put(becomes.row);
    }
  }

  #address(row: Ipv6AddressSeed): Ipv6Address {
    const { vpc, region } = seeded(this.vSwitches, row.vSwitch);
    const address = canonicalIpv6(row.address.replace(/\/.*/, ""));
    if (address === undefined) throw new Error(`seed: not an IPv6 address: ${row.address}`);
    if (row.networkInterface !== undefined) seeded(this.networkInterfaces, row.networkInterface);
    const { bandwidth, ...rest } = row;
    const filled = {
      ...({ kind: "GUA", isp: "BGP", addressType: "IPv6Address" } as const),
      ...rest,
      ...{ address, account: this.accountOf(row), vpc, region, createdAt: SEEDED_AT, pendingUntil: 0 },
    };
    return bandwidth ? { ...filled, bandwidth: { businessStatus: "Normal", ...bandwidth, busyUntil: 0 } } : filled;
  }
}
