import type { Context } from "../../core/context";
import type { TencentClient } from "./client";
import { refusedAs } from "./errors";
import { type NetworkInterfaceRow, TITLE } from "./wire";

type Ctx = Context<TencentClient>;

/** The usual capacity of a package; an account may have a higher one. */
const USUALLY_FULL = 100;
const BY_TRAFFIC = "TRAFFIC_POSTPAID_BY_HOUR";

interface Billed {
  readonly region: string;
  readonly internetChargeType?: string | undefined;
  readonly bandwidthPackageId?: string | undefined;
}

/** Refuses an order whose billing would fail. */
export async function preflightBilling(
  ctx: Ctx,
  action: string,
  subject: string | undefined,
  order: Billed,
): Promise<void> {
  const { region, internetChargeType, bandwidthPackageId: id } = order;
  const { preflightReads } = ctx.client;
  const found = id && (await preflightReads.bandwidthPackage(ctx, region, id));
  if (found === null) {
    const message = `bandwidth package ${id} does not exist in ${region}`;
    throw refusedAs("InvalidParameterValue.BandwidthPackageNotFound", action, subject, message);
  }
  const members = (found || undefined)?.ResourceSet?.length ?? 0;
  if (members >= USUALLY_FULL) {
    const what = `bandwidth package ${id} has ${members} addresses`;
    ctx.log("warning", `${TITLE}: ${what}; the order fails unless the account has a higher limit`);
  }
  // The vendor's pages disagree on what each account type allows, so this only warns.
  if (internetChargeType === BY_TRAFFIC && (await preflightReads.accountType(ctx, region)) === "LEGACY") {
    const what = `the account is billed by CVM (LEGACY), which may not allow ${BY_TRAFFIC}`;
    ctx.log("warning", `${TITLE} ${subject ?? action}: ${what}; the alternative is BANDWIDTH_PACKAGE`);
  }
}

/** Which of these addresses are already on another network interface of the VPC. */
export async function addressesElsewhere(
  ctx: Ctx,
  region: string,
  { NetworkInterfaceId, VpcId }: NetworkInterfaceRow,
  addresses: readonly string[],
): Promise<string[]> {
  const nics = await Promise.all(addresses.map((address) => ctx.client.preflightReads.nicAt(ctx, region, address)));
  return addresses.filter((_, index) => {
    const nic = nics[index];
    return nic && nic.NetworkInterfaceId !== NetworkInterfaceId && nic.VpcId === VpcId;
  });
}
