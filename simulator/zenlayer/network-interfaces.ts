import { record } from "../common/action";
import type { Context } from "./action";
import { Refusal } from "./errors";
import type { Billing, Cluster, Ipv6, NetworkInterface } from "./state";

/** Whether the caller sees a row. Rows of other accounts do not exist for it; it sees those of every region. */
export function isVisible(context: Context, row: { readonly account: string }): boolean {
  return row.account === context.account.id;
}

export function requireNetworkInterface(context: Context, id = context.parameters.required("nicId")): NetworkInterface {
  const nic = context.state.networkInterfaces.get(id);
  if (!nic || !isVisible(context, nic)) throw new Refusal("INVALID_NIC_NOT_FOUND");
  return nic;
}

const READY = ["AVAILABLE", "USED"];
export function requireReady({ status }: NetworkInterface): void {
  if (!READY.includes(status)) throw new Refusal("INVALID_NIC_STATUS", `vNIC state ${status} does not allow this.`);
}

export type PublicNetworkInterface = NetworkInterface & { readonly ipv6: Ipv6 & { readonly billing: Billing } };

function isPublic(nic: NetworkInterface): nic is PublicNetworkInterface {
  return nic.ipv6?.billing !== undefined;
}

/** Network interfaces with public IPv6, as they were `lagMs` ago. */
export function publicNetworkInterfaces(context: Context, lagMs = 0): PublicNetworkInterface[] {
  return context.state.networkInterfaces.asOf(lagMs).filter((nic) => isVisible(context, nic) && isPublic(nic)) as never;
}

/** The network interface of a public IPv6. Actions name its id ipv6Id or ipv6CidrId. */
export function requireIpv6(context: Context, id: string): PublicNetworkInterface {
  const nic = publicNetworkInterfaces(context).find((candidate) => candidate.ipv6.id === id);
  if (!nic) throw new Refusal("OPERATION_FAILED_RESOURCE_NOT_FOUND");
  return nic;
}

/** Refuses while another change is not complete. */
export function requireRunning({ ipv6 }: PublicNetworkInterface): void {
  if (ipv6.operation?.status === "OPERATING") throw new Refusal("OPERATION_DENIED_IPV6_STATUS_NOT_SUPPORT");
}

export function requireCluster(context: Context, id: string): Cluster {
  const cluster = context.state.clusters.get(id);
  if (!cluster || !isVisible(context, cluster)) throw new Refusal("INVALID_CLUSTER_NOT_FOUND");
  return cluster;
}

type Fact = Omit<Parameters<typeof record>[1], "subject" | "account" | "region">;

/** Writes to the ledger that something on a network interface took effect. */
export function recordOn(context: Context, { id, account, region }: NetworkInterface, fact: Fact): void {
  record(context, { subject: id, account, region, ...fact });
}

/** Removes an IPv6 from its network interface and ends its billing. */
export function removeIpv6(context: Context, nic: NetworkInterface, { id, address, billing }: Ipv6): void {
  const { networkInterfaces, subnets } = context.state;
  const { ipv6: _, ...without } = nic;
  networkInterfaces.put(without);
  const subnet = subnets.get(nic.subnet);
  if (subnet?.ipv6Left !== undefined) subnets.put({ ...subnet, ipv6Left: subnet.ipv6Left + 1 });
  const detail = { address, ...(billing ?? { private: true }) };
  recordOn(context, nic, { event: "unassigned", resource: "NicIpv6Assignment", id, detail });
}

/** Mbit/s that any instance type may have. */
const LARGEST_MBPS = 10_000;
/** TB. */
const LARGEST_PACKAGE = 10_000;

export function checkBandwidth(mbps: number): number {
  if (!Number.isInteger(mbps)) throw new Refusal("INVALID_PARAMETER_TYPE", "bandwidth is an integer.");
  if (mbps < 1) throw new Refusal("INVALID_PARAMETER_BANDWIDTH_ERROR");
  if (mbps > LARGEST_MBPS) throw new Refusal("INVALID_PARAMETER_BANDWIDTH_EXCEED");
  return mbps;
}

export function checkPackage(size: number): number {
  const tenths = Math.round(size * 10);
  if (size < 0 || Math.abs(size * 10 - tenths) > 1e-6) throw new Refusal("INVALID_PARAMETER_FLOW_TRAFFIC_PACKAGE");
  if (size > LARGEST_PACKAGE) throw new Refusal("INVALID_PARAMETER_TRAFFIC_PACKAGE_EXCEED");
  return tenths / 10;
}
