import type { Services } from "../kit/cloud";
import { canonicalIpv6 } from "../kit/ipv6";
import { Table } from "../kit/table";
import type {
  AlibabaSeed,
  BandwidthSeed,
  InstanceSeed,
  Ipv6AddressSeed,
  NetworkInterfaceSeed,
  VpcSeed,
  VSwitchSeed,
} from "./seed";

interface Owned {
  readonly id: string;
  readonly account: string;
  readonly region: string;
}

type Filled<T, Optional extends keyof T> = Omit<T, Optional | "account"> & Required<Pick<T, Optional>>;

export type Vpc = VpcSeed & Owned;
export type VSwitch = VSwitchSeed & Owned;
export type Instance = InstanceSeed & { readonly account: string };
export type NetworkInterface = Filled<NetworkInterfaceSeed, "type" | "status"> & Owned & { readonly vpc: string };

export interface Bandwidth extends Required<BandwidthSeed> {
  /** Until then it is being configured and refuses changes. */
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

/** An egress-only rule: its address calls out, and is not called. */
export interface EgressRule extends Owned {
  readonly ipv6Gateway: string;
  readonly ipv6AddressId: string;
  readonly name: string;
  readonly description: string;
  /** Until then it is being created. */
  readonly createdAt: number;
  /** From then on it is not there; until then it is being deleted. */
  readonly goneAt?: number;
}

/** Bandwidth whose address went away under it and that is still billed. */
export type OrphanBandwidth = Bandwidth & Owned & { readonly ipv6AddressId: string };

/** When the things of the seed were made. */
const LONG_AGO = Date.parse("2026-01-01T00:00:00Z");

/** Everything the simulated Alibaba Cloud holds. */
export class World {
  readonly seed: AlibabaSeed;
  readonly vpcs: Table<Vpc>;
  readonly vSwitches: Table<VSwitch>;
  readonly instances: Table<Instance>;
  readonly networkInterfaces: Table<NetworkInterface>;
  readonly ipv6Addresses: Table<Ipv6Address>;
  readonly orphans: Table<OrphanBandwidth>;
  readonly egressRules: Table<EgressRule>;
  /** Ids of bandwidths that were deleted. */
  readonly deletedBandwidths = new Set<string>();

  constructor({ clock }: Services, seed: AlibabaSeed) {
    this.seed = seed;
    this.vpcs = new Table(clock);
    this.vSwitches = new Table(clock);
    this.instances = new Table(clock);
    this.networkInterfaces = new Table(clock);
    this.ipv6Addresses = new Table(clock);
    this.orphans = new Table(clock);
    this.egressRules = new Table(clock);
    this.reset();
  }

  reset(): void {
    const { vpcs, vSwitches, instances, networkInterfaces, ipv6Addresses, orphans, seed } = this;
    for (const table of [vpcs, vSwitches, instances, networkInterfaces, ipv6Addresses, orphans]) table.clear();
    this.egressRules.clear();
    this.deletedBandwidths.clear();
    const account = (row: { readonly account?: string }) => row.account ?? seed.accounts[0]?.id ?? "";
    for (const row of seed.vpcs) vpcs.seed({ ...row, account: account(row) });
    for (const row of seed.vSwitches) {
      vSwitches.seed({ ...row, account: account(row), region: must(vpcs, row.vpc).region });
    }
    for (const row of seed.instances ?? []) instances.seed({ ...row, account: account(row) });
    for (const row of seed.networkInterfaces ?? []) {
      const { vpc, region } = must(vSwitches, row.vSwitch);
      const status = row.status ?? (row.instance === undefined ? "Available" : "InUse");
      const type = row.type ?? "Secondary";
      networkInterfaces.seed({ ...row, type, status, vpc, region, account: account(row) });
    }
    for (const row of seed.ipv6Addresses ?? []) ipv6Addresses.seed(this.#address(row, account(row)));
  }

  #address(row: Ipv6AddressSeed, account: string): Ipv6Address {
    const { vpc, region } = must(this.vSwitches, row.vSwitch);
    const address = canonicalIpv6(row.address.replace(/\/.*/, ""));
    if (address === undefined) throw new Error(`seed: not an IPv6 address: ${row.address}`);
    if (row.networkInterface !== undefined) must(this.networkInterfaces, row.networkInterface);
    const { bandwidth, ...rest } = row;
    const filled = {
      ...({ kind: "GUA", isp: "BGP", addressType: "IPv6Address" } as const),
      ...rest,
      ...{ address, account, vpc, region, createdAt: LONG_AGO, pendingUntil: 0 },
    };
    return bandwidth ? { ...filled, bandwidth: { businessStatus: "Normal", ...bandwidth, busyUntil: 0 } } : filled;
  }
}

function must<T extends { readonly id: string }>(table: Table<T>, id: string): T {
  const row = table.get(id);
  if (!row) throw new Error(`seed: no such thing: ${id}`);
  return row;
}
