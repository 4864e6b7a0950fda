import { CloudError } from "../../core/api/errors";
import type { Context } from "../../core/context";
import type { TencentClient } from "./client";
import { classify } from "./errors";
import { type NetworkInterfaceRow, TITLE } from "./wire";

type Ctx = Context<TencentClient>;

/** A package holds about so many, unless the account was given more. */
const USUALLY_FULL = 100;
const BY_TRAFFIC = "TRAFFIC_POSTPAID_BY_HOUR";

/** What an order or change would be answered with, under the code and the advice of that. */
export function refusedAs(
  code: string,
  action: string,
  subject: string | undefined,
  message: string,
  about?: readonly string[],
): CloudError {
  return new CloudError({ cloud: TITLE, action, subject, about, ...classify(code), code, message: message });
}

interface Billed {
  readonly region: string;
  readonly internetChargeType?: string | undefined;
  readonly bandwidthPackageId?: string | undefined;
}

/** What stands against the billing of an order. */
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
    const message = `${id} is no bandwidth package in ${region}`;
    throw refusedAs("InvalidParameterValue.BandwidthPackageNotFound", action, subject, message);
  }
  const members = (found || undefined)?.ResourceSet?.length ?? 0;
  if (members >= USUALLY_FULL) {
    const what = `the bandwidth package ${id} holds ${members} addresses`;
    ctx.log("warning", `${TITLE}: ${what}; unless the account may have more in one, the order is refused`);
  }
  // The vendor's pages disagree on what each type of account may have, so this is no reason to stop.
  if (internetChargeType === BY_TRAFFIC && (await preflightReads.accountType(ctx, region)) === "LEGACY") {
    const what = `the account is billed by machine (LEGACY), and may not be allowed ${BY_TRAFFIC}`;
    ctx.log("warning", `${TITLE} ${subject ?? action}: ${what}; BANDWIDTH_PACKAGE is the other way`);
  }
}

/** Is the address in somebody's hands: on another card of the same VPC? */
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
