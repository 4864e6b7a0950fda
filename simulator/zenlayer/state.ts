import { formatIpv6, parseCidr } from "../common/ipv6";
import { CloudState, SEEDED_AT, seeded } from "../common/state";
import {
  DEFAULT_EGRESS,
  DEFAULT_INGRESS,
  defaultGroupOf,
  type InstanceSeed,
  type SecurityGroupSeed,
  type VpcSeed,
} from "./network";
import type { BillingSeed, ClusterSeed, NetworkInterfaceSeed, NicStatus, SubnetSeed, ZenlayerSeed } from "./seed";

export type Subnet = SubnetSeed & { readonly account: string };
export type Cluster = ClusterSeed & { readonly account: string };

export type Vpc = VpcSeed & { readonly account: string };
export type SecurityGroup = Required<Omit<SecurityGroupSeed, "account">> & { readonly account: string };
export type Instance = Required<InstanceSeed>;

export interface Billing extends BillingSeed {
  readonly rateLimitMode: string;
}

/** A change that the cloud accepted. */
export interface Operation {
  readonly operation: "ModifyBandwidth" | "ModifyFlowPackage";
  readonly status: "OPERATING" | "FAILED";
  readonly until: number;
  readonly fails: boolean;
  /** The billing that it leads to. */
  readonly target: Partial<Billing>;
  readonly requestId: string;
}

export interface Ipv6 {
  readonly id: string;
  readonly cidr: string;
  readonly address: string;
  readonly createdAt: number;
  /** Default: RUNNING, or CHANGING during a change. */
  readonly status?: string;
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
  /** The first one of an instance, which came with it. */
  readonly primary: boolean;
  readonly createdAt: number;
  readonly securityGroup?: string;
  readonly resourceGroup?: string;
  /** A change of its status that is under way, "gone": it is deleted. */
  readonly becomes?: { readonly at: number; readonly status: NicStatus | "gone" };
}

/** Each network interface's share of its subnet: a /96. */
const SHARE = 1n << 32n;

/** A change of its status, or one of its bandwidth. */
function endOfChange({ becomes, ipv6 }: NetworkInterface): number | undefined {
  const ends = [becomes?.at, ipv6?.operation?.status === "OPERATING" ? ipv6.operation.until : undefined];
  return ends.reduce((first, end) => (first === undefined || (end !== undefined && end < first) ? end : first));
}

/** Everything that the simulated Zenlayer holds. */
export class State extends CloudState<ZenlayerSeed> {
  readonly subnets = this.table<Subnet>();
  readonly clusters = this.table<Cluster>();
  readonly networkInterfaces = this.table<NetworkInterface>(endOfChange);
  readonly vpcs = this.table<Vpc>();
  readonly securityGroups = this.table<SecurityGroup>();
  readonly instances = this.table<Instance>();
  readonly #used = new Map<string, number>();

  protected fill(): void {
    const { subnets, clusters, networkInterfaces, seed } = this;
    this.#used.clear();
    for (const row of seed.subnets) subnets.seed({ ...row, account: this.accountOf(row) });
    for (const row of seed.clusters ?? []) clusters.seed({ ...row, account: this.accountOf(row) });
    for (const row of seed.networkInterfaces ?? []) networkInterfaces.seed(this.#networkInterface(row));
    this.#network();
  }

  /** What every subnet and every network interface names, and what the seed has besides. */
  #network(): void {
    const { vpcs, securityGroups, instances, seed } = this;
    const usual = { ingress: DEFAULT_INGRESS, egress: DEFAULT_EGRESS };
    for (const { vpc: id, account } of this.subnets.all()) {
      const securityGroup = defaultGroupOf(id);
      vpcs.seed({ id, account, securityGroup });
      securityGroups.seed({ id: securityGroup, account, ...usual });
    }
    for (const { instance: id, region, account } of this.networkInterfaces.all())
      if (id !== undefined) instances.seed({ id, region, account, status: "RUNNING" });
    for (const row of seed.vpcs ?? []) vpcs.seed({ ...row, account: this.accountOf(row) });
    for (const row of seed.securityGroups ?? [])
      securityGroups.seed({ ...usual, ...row, account: this.accountOf(row) });
    for (const row of seed.instances ?? []) instances.seed({ status: "RUNNING", ...row, account: this.accountOf(row) });
  }

  override save() {
    return { ...super.save(), used: [...this.#used] };
  }

  override load(saved: ReturnType<State["save"]>): void {
    super.load(saved);
    this.#used.clear();
    for (const [subnet, number] of saved.used) this.#used.set(subnet, number);
  }

  /** The next free prefix of a subnet, and its first usable address. */
  nextPrefix(subnet: Subnet): { cidr: string; address: string } {
    const number = (this.#used.get(subnet.id) ?? 0) + 1;
    this.#used.set(subnet.id, number);
    const base = parseCidr(subnet.ipv6Cidr ?? "").first + BigInt(number) * SHARE;
    return { cidr: `${formatIpv6(base)}/96`, address: formatIpv6(base + 1n) };
  }

  /** A decimal id of 19 digits, too long for a double. */
  newId(): string {
    return `17${String(1e7 + this.services.ids.below(8e7))}${String(1e8 + this.services.ids.below(8e8))}`;
  }

  #networkInterface({ ipv6, ...row }: NetworkInterfaceSeed): NetworkInterface {
    const subnet = seeded(this.subnets, row.subnet);
    const status = row.status ?? (row.instance === undefined ? "AVAILABLE" : "USED");
    const place = { account: this.accountOf(row), region: subnet.region, vpc: subnet.vpc };
    const common = { name: row.id, tags: {}, primary: row.instance !== undefined, createdAt: SEEDED_AT };
    const nic = { ...common, ...row, status, ...place };
    if (!ipv6) return nic;
    const { billing, id, madeWithCard = false } = ipv6;
    const made = { id, ...this.nextPrefix(subnet), createdAt: SEEDED_AT, madeWithCard };
    return { ...nic, ipv6: billing ? { ...made, billing: { rateLimitMode: "LOOSE", ...billing } } : made };
  }
}
