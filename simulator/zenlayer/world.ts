import type { Services } from "../kit/cloud";
import { formatIpv6, parseCidr } from "../kit/ipv6";
import { Table } from "../kit/table";
import type { BillingSeed, ClusterSeed, NetworkInterfaceSeed, NicStatus, SubnetSeed, ZenlayerSeed } from "./seed";

export type Subnet = SubnetSeed & { readonly account: string };
export type Cluster = ClusterSeed & { readonly account: string };

export interface Billing extends BillingSeed {
  readonly rateLimitMode: string;
}

/** A change that the cloud accepted. */
export interface Operation {
  readonly operation: "ModifyBandwidth" | "ModifyFlowPackage";
  readonly status: "OPERATING" | "FAILED";
  readonly until: number;
  readonly fails: boolean;
  /** What it will have changed. */
  readonly target: Partial<Billing>;
  readonly requestId: string;
}

export interface Ipv6 {
  readonly id: string;
  readonly cidr: string;
  readonly address: string;
  readonly createdAt: number;
  readonly madeWithCard: boolean;
  /** Only a public one is billed. */
  readonly billing?: Billing;
  readonly operation?: Operation;
}

export interface NetworkInterface {
  readonly id: string;
  readonly account: string;
  readonly region: string;
  readonly vpc: string;
  readonly subnet: string;
  readonly name: string;
  readonly status: NicStatus;
  readonly instance?: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly ipv6?: Ipv6;
}

/** When the things of the seed were made. */
const LONG_AGO = Date.parse("2026-01-01T00:00:00Z");
/** Each card's share of its subnet: a /96. */
const SHARE = 1n << 32n;

/** Everything the simulated Zenlayer holds. */
export class World {
  readonly subnets: Table<Subnet>;
  readonly clusters: Table<Cluster>;
  readonly networkInterfaces: Table<NetworkInterface>;
  readonly #used = new Map<string, number>();

  constructor(
    readonly services: Services,
    readonly seed: ZenlayerSeed,
  ) {
    this.subnets = new Table(services.clock);
    this.clusters = new Table(services.clock);
    this.networkInterfaces = new Table(services.clock);
    this.reset();
  }

  reset(): void {
    const { subnets, clusters, networkInterfaces, seed } = this;
    for (const table of [subnets, clusters, networkInterfaces]) table.clear();
    this.#used.clear();
    const account = (row: { readonly account?: string }) => row.account ?? seed.accounts[0]?.id ?? "";
    for (const row of seed.subnets) subnets.seed({ ...row, account: account(row) });
    for (const row of seed.clusters ?? []) clusters.seed({ ...row, account: account(row) });
    for (const row of seed.networkInterfaces ?? []) networkInterfaces.seed(this.#card(row, account(row)));
  }

  /** The next free prefix of a subnet, and its first usable address. */
  nextPrefix(subnet: Subnet): { cidr: string; address: string } {
    const number = (this.#used.get(subnet.id) ?? 0) + 1;
    this.#used.set(subnet.id, number);
    const base = parseCidr(subnet.ipv6Cidr ?? "").first + BigInt(number) * SHARE;
    return { cidr: `${formatIpv6(base)}/96`, address: formatIpv6(base + 1n) };
  }

  /** A long decimal id, beyond what a double can hold. */
  newId(): string {
    return `17${String(1e8 + this.services.ids.below(8e8))}${String(1e8 + this.services.ids.below(8e8))}`;
  }

  #card({ ipv6, ...row }: NetworkInterfaceSeed, account: string): NetworkInterface {
    const subnet = this.subnets.get(row.subnet);
    if (!subnet) throw new Error(`seed: no such subnet: ${row.subnet}`);
    const status = row.status ?? (row.instance === undefined ? "AVAILABLE" : "USED");
    const card = { name: row.id, tags: {}, ...row, status, account, region: subnet.region, vpc: subnet.vpc };
    if (!ipv6) return card;
    const { billing, id, madeWithCard = false } = ipv6;
    const made = { id, ...this.nextPrefix(subnet), createdAt: LONG_AGO, madeWithCard };
    return { ...card, ipv6: billing ? { ...made, billing: { rateLimitMode: "LOOSE", ...billing } } : made };
  }
}
