import type { Services } from "../kit/cloud";
import { canonicalIpv6, inCidr } from "../kit/ipv6";
import { Table } from "../kit/table";
import type { AccountSeed, BandwidthPackageSeed, NetworkInterfaceSeed, SubnetSeed, TencentSeed, VpcSeed } from "./seed";
import { Tasks } from "./tasks";

interface Owned {
  readonly id: string;
  readonly account: string;
  readonly region: string;
}

export type Vpc = VpcSeed & Owned;
export type Subnet = SubnetSeed & Owned;
export type NetworkInterface = NetworkInterfaceSeed &
  Owned & { readonly vpc: string; readonly state: string; readonly tags: Readonly<Record<string, string>> };
export type BandwidthPackage = BandwidthPackageSeed & Owned;

/** An address on a network card. Its id here is the VPC and the address. */
export interface NicAddress extends Owned {
  readonly address: string;
  readonly vpc: string;
  readonly networkInterface: string;
  readonly description: string;
  readonly primary: boolean;
  readonly kind: "GUA" | "ULA";
  /** Until then its state is PENDING. */
  readonly pendingUntil: number;
  readonly state: "PENDING" | "AVAILABLE" | "DELETING";
}

/** A classic elastic public IPv6: an address that has been published (`eip-`). */
export interface PublicAddress extends Owned {
  readonly address: string;
  readonly networkInterface: string;
  readonly vpc: string;
  readonly status: string;
  readonly bandwidth: number;
  readonly internetChargeType: string;
  readonly bandwidthPackage?: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
  readonly createdAt: number;
  readonly arrears?: boolean;
  readonly trafficHigh?: boolean;
  readonly fixed?: boolean;
}

/** An elastic public IPv6 (`eipv6-`), bound to an address of a card or to nothing. */
export interface ElasticAddress extends Owned {
  readonly address: string;
  readonly name: string;
  readonly type: string;
  readonly isp: string;
  readonly egress: string;
  readonly status: string;
  readonly networkInterface?: string | undefined;
  readonly privateAddress?: string | undefined;
  readonly bandwidth: number;
  readonly internetChargeType: string;
  readonly bandwidthPackage?: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
  readonly createdAt: number;
  readonly arrears?: boolean;
  readonly trafficHigh?: boolean;
  readonly protected?: boolean;
}

/** When the things of the seed were made. */
const LONG_AGO = Date.parse("2026-01-01T00:00:00Z");

/** Everything the simulated Tencent Cloud holds. */
export class World {
  readonly vpcs: Table<Vpc>;
  readonly subnets: Table<Subnet>;
  readonly networkInterfaces: Table<NetworkInterface>;
  readonly nicAddresses: Table<NicAddress>;
  readonly publicAddresses: Table<PublicAddress>;
  readonly elasticAddresses: Table<ElasticAddress>;
  readonly bandwidthPackages: Table<BandwidthPackage>;
  readonly tasks: Tasks;

  constructor(
    services: Services,
    readonly seed: TencentSeed,
  ) {
    const { clock } = services;
    this.vpcs = new Table(clock);
    this.subnets = new Table(clock);
    this.networkInterfaces = new Table(clock);
    this.nicAddresses = new Table(clock);
    this.publicAddresses = new Table(clock);
    this.elasticAddresses = new Table(clock);
    this.bandwidthPackages = new Table(clock);
    this.tasks = new Tasks(services);
    this.reset();
  }

  account(id: string): AccountSeed | undefined {
    return this.seed.accounts.find((account) => account.id === id);
  }

  reset(): void {
    const { vpcs, subnets, networkInterfaces, nicAddresses, publicAddresses, bandwidthPackages, seed } = this;
    for (const table of [vpcs, subnets, networkInterfaces, nicAddresses, publicAddresses, bandwidthPackages]) {
      table.clear();
    }
    this.elasticAddresses.clear();
    this.tasks.reset();
    const account = (row: { readonly account?: string }) => row.account ?? seed.accounts[0]?.id ?? "";
    for (const row of seed.vpcs) vpcs.seed({ ...row, account: account(row) });
    for (const row of seed.subnets) {
      subnets.seed({ ...row, account: account(row), region: must(vpcs, row.vpc).region });
    }
    for (const row of seed.networkInterfaces ?? []) {
      const { vpc, region } = must(subnets, row.subnet);
      networkInterfaces.seed({ state: "AVAILABLE", tags: {}, ...row, vpc, region, account: account(row) });
    }
    for (const row of seed.bandwidthPackages ?? []) bandwidthPackages.seed({ ...row, account: account(row) });
    for (const row of seed.ipv6Addresses ?? []) this.#address(row);
    for (const row of seed.elasticAddresses ?? []) {
      const common = { name: "", type: "EIPv6", isp: "BGP", egress: "center_egress1", bandwidth: 1, tags: {} };
      const status = row.networkInterface ? "BIND" : "UNBIND";
      const internetChargeType = "TRAFFIC_POSTPAID_BY_HOUR";
      const made = { ...common, status, internetChargeType, createdAt: LONG_AGO, ...row, account: account(row) };
      this.elasticAddresses.seed(made);
    }
  }

  #address({ published, ...row }: NonNullable<TencentSeed["ipv6Addresses"]>[number]): void {
    const card = must(this.networkInterfaces, row.networkInterface);
    const address = canonicalIpv6(row.address);
    if (address === undefined) throw new Error(`seed: not an IPv6 address: ${row.address}`);
    const { account, region, vpc } = card;
    const common = { address, account, region, vpc, networkInterface: card.id };
    this.nicAddresses.seed({
      ...common,
      ...{ id: `${vpc}/${address}`, description: row.description ?? "", primary: row.primary === true },
      ...{ kind: kindOf(address), pendingUntil: 0, state: "AVAILABLE" },
    });
    if (!published) return;
    const { tags = {}, status = "BIND", internetChargeType = "TRAFFIC_POSTPAID_BY_HOUR", ...rest } = published;
    this.publicAddresses.seed({ ...common, ...rest, tags, status, internetChargeType, createdAt: LONG_AGO });
  }
}

export function kindOf(address: string): "GUA" | "ULA" {
  return inCidr(address, "fc00::/7") ? "ULA" : "GUA";
}

function must<T extends { readonly id: string }>(table: Table<T>, id: string): T {
  const row = table.get(id);
  if (!row) throw new Error(`seed: no such thing: ${id}`);
  return row;
}
