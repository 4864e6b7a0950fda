import { Refusal } from "../../core/api/errors";
import { onlyWith } from "../../core/check";
import type { Context } from "../../core/context";
import { decimal, openWord, text } from "../../core/field";
import { bandwidth } from "../../resources/ipv6-internet-bandwidth";
import type { ZenlayerClient } from "./client";
import { type NetworkInterfaceRow, type PublicIpv6Row, TITLE } from "./wire";

export const PAGE = "AssignNetworkInterfaceIpv6";

export const CHARGE_TYPES = {
  ByBandwidth: "flat rate: billed by the hour for the bandwidth",
  ByTrafficPackage: "data transfer: a monthly package, and what goes beyond it by the GB",
  BandwidthCluster: "95th percentile over all members of a bandwidth cluster",
} as const;
type ChargeType = keyof typeof CHARGE_TYPES;

export const nicId = text({
  doc: "Id of the network interface (vNIC). It holds one IPv6.",
  pattern: /^\d+$/,
  shape:
    'the id of a network interface as a string, such as "1680855999352675875" (a number would lose its last digits)',
  required: true,
  onChange: "replace",
  source: PAGE,
});

/** The fields both resources change in place, in the order in which changes are sent. */
export const billingFields = {
  bandwidth: bandwidth({ min: 1, source: PAGE }),
  packageSize: decimal({
    doc: "Monthly traffic package, only with ByTrafficPackage. With 0 all traffic is billed by the GB. Unset: 0 when ordering. Changed in place.",
    unit: "TB",
    min: 0,
    source: PAGE,
  }),
  rateLimitMode: openWord(
    { LOOSE: "allows short bursts above the bandwidth", STRICT: "limited to the bandwidth" },
    {
      doc: "How strictly the bandwidth is enforced. Changed in place.",
      source: "AssignNetworkInterfaceIpv6 in the SDKs",
    },
  ),
  clusterId: text({
    doc: "Id of the bandwidth cluster, only with BandwidthCluster. Changed in place to another cluster of the same line type and area.",
    source: PAGE,
  }),
} as const;
const ORDER = ["bandwidth", "packageSize", "rateLimitMode", "clusterId"] as const;
export type BillingField = (typeof ORDER)[number];
export const BILLING_FIELDS: readonly BillingField[] = ORDER;

/** The cloud ignores these with another charge type, so the declared values could never be reached. */
export const ignoredElsewhere = (absent: "refuse" | "allow") => [
  onlyWith(TITLE, "packageSize", "internetChargeType", ["ByTrafficPackage"], absent),
  onlyWith(TITLE, "clusterId", "internetChargeType", ["BandwidthCluster"], absent),
];

export interface Billing {
  readonly internetChargeType?: ChargeType | undefined;
  readonly bandwidth?: number | undefined;
  readonly packageSize?: number | undefined;
  readonly rateLimitMode?: string | undefined;
  readonly clusterId?: string | undefined;
}

/** The billing of a public IPv6 under our field names. What the response omits is omitted. */
export function billingOf(row: PublicIpv6Row): Billing {
  const { internetChargeType: type, bandwidth: mbps, trafficPackageSize, rateLimitMode, bandwidthCluster } = row;
  const all = {
    // The spelling of the bare-metal API also occurs here.
    internetChargeType: type === "ByBandwidthCluster" ? "BandwidthCluster" : type,
    bandwidth: mbps,
    packageSize: trafficPackageSize,
    rateLimitMode,
    clusterId: bandwidthCluster?.bandwidthClusterId,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined && value !== null));
}

/** The change of billing that is in progress or failed. */
export function motionOf({ operationInfo }: PublicIpv6Row): { doing?: string; failed?: string } {
  const { operation, status } = operationInfo ?? {};
  if (!status) return {};
  const message = `${operation ?? "a change"} is ${status}`;
  return status === "FAILED" ? { failed: message } : { doing: message };
}

/** States of a public IPv6 in which nothing is wrong with it. */
const USUAL_STATES = ["RUNNING", "CHANGING"];

/**
 * A state that deserves a warning, such as one after a block. Only the list of addresses shows states: a refresh asks it
 * if it has not yet. Only a note, so failures are ignored.
 */
export async function notesOf(ctx: Context<ZenlayerClient>, ipv6: PublicIpv6Row): Promise<string[]> {
  const asked =
    ipv6.status || !ctx.mayUseList ? ipv6 : await ctx.client.reads.record(ctx, ipv6.ipv6CidrId).catch(() => undefined);
  const status = asked?.status;
  return !status || USUAL_STATES.includes(status) ? [] : [`its IPv6 is ${status}: traffic may be stopped`];
}

/**
 * Sends the first of the changes, in the order above, and returns its field: the cloud takes only one change at a
 * time.
 */
export async function changeBilling(
  ctx: Context<ZenlayerClient>,
  ipv6Id: string | undefined,
  desired: Billing,
  fields: readonly string[],
  observed: Billing,
): Promise<readonly string[]> {
  const next = ORDER.find((field) => fields.includes(field));
  if (!ipv6Id) throw new Refusal(`${fields.join(", ")}: the IPv6 is private and not billed`, "conflict");
  refuseUnfit(desired, fields, observed);
  const about = { subject: ipv6Id };
  if (next === "bandwidth") {
    await ctx.client.call(ctx, "ModifyIpv6Bandwidth", { ipv6Id, bandwidth: desired.bandwidth ?? 0 }, about);
  } else if (next === "packageSize") {
    const request = { ipv6Id, trafficPackageSize: desired.packageSize ?? 0 };
    await ctx.client.call(ctx, "ModifyIpv6TrafficPackage", request, about);
  } else if (next === "rateLimitMode") {
    const request = { ipv6CidrId: ipv6Id, rateLimitMode: desired.rateLimitMode ?? "" };
    await ctx.client.call(ctx, "ModifyNetworkInterfacePublicIPv6BandwidthLimitMode", request, about);
  } else if (next === "clusterId") {
    const request = { targetBandwidthClusterId: desired.clusterId ?? "", resourceIdList: [ipv6Id] };
    await ctx.client.call(ctx, "MigrateBandwidthClusterResources", request, about);
  }
  return next ? [next] : [];
}

/** Refuses fields that the IPv6's charge type does not have. */
export function refuseUnfit(desired: Billing, fields: readonly string[], { internetChargeType: type }: Billing): void {
  const needs = { packageSize: "ByTrafficPackage", clusterId: "BandwidthCluster" } as const;
  for (const [field, needed] of Object.entries(needs)) {
    if (!fields.includes(field) || desired[field as BillingField] === undefined || type === needed) continue;
    throw new Refusal(
      `${field}: only an IPv6 billed ${needed} has it on ${TITLE}; this one is billed ${type}`,
      "conflict",
    );
  }
}

/** Refused, because the IPv6 would be ordered but could never match the declaration. */
export function privateSubnet(nicId: string): Refusal {
  const what = `internetChargeType: ${nicId} is on a subnet whose IPv6 is private on ${TITLE}, so nothing is billed`;
  return new Refusal(`${what}; leave internetChargeType and its fields out`);
}

export function hasIpv6({ nicSubnetType, primaryIpv6, ipv6Cidr }: NetworkInterfaceRow): boolean {
  return Boolean(primaryIpv6 || ipv6Cidr || nicSubnetType?.includes("IPv6"));
}

/** Accepts no changes. */
export function isEnding({ status }: NetworkInterfaceRow): boolean {
  return status === "DELETING" || status === "CREATE_FAILED";
}

/** Of one region or of the account. */
export async function cardsWithIpv6(
  ctx: Context<ZenlayerClient>,
  region: string | undefined,
): Promise<NetworkInterfaceRow[]> {
  return (await ctx.client.reads.allNics(ctx, region)).filter((nic) => hasIpv6(nic) && !isEnding(nic));
}

/** Calls here take no region, so a declared region is only checked. */
export function refuseElsewhere(nic: NetworkInterfaceRow | undefined, region: string | undefined): void {
  if (!nic?.regionId || !region || nic.regionId === region) return;
  throw new Refusal(`region: ${nic.nicId} is in ${nic.regionId} on ${TITLE}; got "${region}"`);
}
