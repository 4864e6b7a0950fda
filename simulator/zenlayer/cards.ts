import type { Context } from "./action";
import { Refusal } from "./errors";
import type { Billing, Cluster, Ipv6, NetworkInterface } from "./world";

/** Rows of other accounts do not exist for the caller. */
export function mine(context: Context, row: { readonly account: string }): boolean {
  return row.account === context.account.id;
}

export function requireCard(context: Context): NetworkInterface {
  const card = context.world.networkInterfaces.get(context.input.required("nicId"));
  if (!card || !mine(context, card)) throw new Refusal("INVALID_NIC_NOT_FOUND");
  return card;
}

const READY = ["AVAILABLE", "USED"];
export function requireReady({ status }: NetworkInterface): void {
  if (!READY.includes(status)) throw new Refusal("INVALID_NIC_STATUS", `vNIC state ${status} does not allow this.`);
}

export type PublicCard = NetworkInterface & { readonly ipv6: Ipv6 & { readonly billing: Billing } };

function isPublic(card: NetworkInterface): card is PublicCard {
  return card.ipv6?.billing !== undefined;
}

/** Cards with public IPv6, now or as they were. */
export function publicCards(context: Context, lagMs = 0): PublicCard[] {
  return context.world.networkInterfaces.asOf(lagMs).filter((card) => mine(context, card) && isPublic(card)) as never;
}

/** The card of a public IPv6, by the id under either of its names. */
export function requireIpv6(context: Context, id: string): PublicCard {
  const card = publicCards(context).find((candidate) => candidate.ipv6.id === id);
  if (!card) throw new Refusal("OPERATION_FAILED_RESOURCE_NOT_FOUND");
  return card;
}

/** Changes need the state RUNNING: no other change under way. */
export function requireRunning({ ipv6 }: PublicCard): void {
  if (ipv6.operation?.status === "OPERATING") throw new Refusal("OPERATION_DENIED_IPV6_STATUS_NOT_SUPPORT");
}

export function requireCluster(context: Context, id: string): Cluster {
  const cluster = context.world.clusters.get(id);
  if (!cluster || !mine(context, cluster)) throw new Refusal("INVALID_CLUSTER_NOT_FOUND");
  return cluster;
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
