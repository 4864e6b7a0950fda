import { assumed, documented } from "../common/rules";
import type { Context } from "./action";
import { Refusal } from "./errors";

/** Mbit/s, from the present pages. The page of 2021 allowed 1 to 5000, and by gateway size for PayByTraffic. */
const LARGEST: Readonly<Record<string, number>> = { PayByTraffic: 1000, PayByBandwidth: 2000, PayByOld95: 2000 };

/** No page ever allowed more. */
const LARGEST_EVER = 5000;

export const orderRules = {
  range: documented(
    "Bandwidth is a whole number from 1; at most 1000 Mbit/s with PayByTraffic, 2000 with PayByBandwidth and PayByOld95.",
  ),
  totals: assumed("The totals of a region (5 Gbit/s by traffic, 50 by bandwidth) are not simulated."),
  account: assumed(
    "The account in the seed decides what the order system refuses (QueryAccountInfo, SaleValidate, InsufficientBalance, SystemBusy and others).",
  ),
};

export function isChargeType(context: Context, word: string): boolean {
  return word === "PayByOld95" ? context.account.payByOld95 === true : Object.hasOwn(LARGEST, word);
}

/** The requested bandwidth. `above` is the code for a bandwidth over the limit of the charge type. */
export function requireBandwidthMbps(context: Context, chargeType: string, above: string): number {
  context.parameters.required("Bandwidth");
  const mbps = context.parameters.integer("Bandwidth") ?? 0;
  if (!(mbps >= 1 && mbps <= LARGEST_EVER)) throw new Refusal("IllegalParam.Bandwidth");
  if (mbps > (LARGEST[chargeType] ?? LARGEST_EVER)) throw new Refusal(above);
  return mbps;
}

/** Asks the order system, which refuses the orders of some accounts. */
export function checkOrder(context: Context, status: Readonly<Record<string, number>> = {}): void {
  const { orders } = context.account;
  if (orders !== undefined) throw new Refusal(orders, undefined, status[orders]);
}
