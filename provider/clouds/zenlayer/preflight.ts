import type { Context } from "../../core/context";
import { optional } from "../../core/reads/optional";
import { type Billing, PAGE, privateSubnet } from "./billing";
import type { ZenlayerClient } from "./client";
import { refusedAs } from "./errors";
import type { NetworkInterfaceRow } from "./wire";

type Ctx = Context<ZenlayerClient>;

const MIGRATE = "MigrateBandwidthClusterResources";

/** Checks an order on a network interface without IPv6 against its subnet and the declared cluster. */
export async function preflightOrder(
  ctx: Ctx,
  { nicId, subnetId }: NetworkInterfaceRow,
  desired: Billing,
): Promise<void> {
  const { internetChargeType: type, clusterId } = desired;
  const subnet = subnetId ? await optional(ctx, () => ctx.client.reads.subnet(ctx, subnetId)) : undefined;
  const refused = (code: string, message: string) => refusedAs(code, PAGE, nicId, message);
  if (subnet?.stackType && subnet.stackType !== "IPv4_IPv6") {
    throw refused("INVALID_SUBNET_IPSTACK_NOT_SUPPORT", `its subnet ${subnetId} has the stack ${subnet.stackType}`);
  }
  if (subnet?.ipv6Type === "Public" && !type) {
    throw refused("MISSING_PARAMETER", "internetChargeType: IPv6 on its subnet is public, so it is billed");
  }
  if (subnet?.ipv6Type === "Private" && type) throw privateSubnet(nicId);
  if (clusterId) await requireCluster(ctx, PAGE, nicId, clusterId);
}

/** Checks changes of billing against the billing of the IPv6 now. */
export async function preflightChange(
  ctx: Ctx,
  ipv6Id: string | undefined,
  desired: Billing,
  fields: readonly string[],
  now: Billing,
): Promise<void> {
  const { clusterId } = desired;
  if (!fields.includes("clusterId") || !clusterId || clusterId === now.clusterId) return;
  const target = await requireCluster(ctx, MIGRATE, ipv6Id, clusterId);
  const from = now.clusterId && (await optional(ctx, () => ctx.client.reads.cluster(ctx, now.clusterId ?? "")));
  if (!from || !target || (from.networkLineType === target.networkLineType && from.areaCode === target.areaCode))
    return;
  const describe = (row: typeof from) => `${row.bandwidthClusterId} (${row.networkLineType}, ${row.areaCode})`;
  const message = `from ${describe(from)} to ${describe(target)}: they differ in line type or area`;
  throw refusedAs("OPERATION_DENIED_CLUSTER_NOT_MATCH", MIGRATE, ipv6Id, message);
}

async function requireCluster(ctx: Ctx, action: string, subject: string | undefined, clusterId: string) {
  const found = await optional(ctx, async () => (await ctx.client.reads.cluster(ctx, clusterId)) ?? null);
  if (found !== null) return found;
  throw refusedAs("INVALID_CLUSTER_NOT_FOUND", action, subject, `there is no bandwidth cluster ${clusterId}`);
}
