import { messageOf } from "../../core/api/errors";
import type { Context } from "../../core/context";
import { MONTH_DAYS } from "../../core/price";
import type { Billing } from "./billing";
import type { ZenlayerClient } from "./client";
import { type PriceItem, TITLE } from "./wire";

type Ctx = Context<ZenlayerClient>;
type Price = PriceItem | null | undefined;

/** Charges per month. */
const TIMES: Readonly<Record<string, number>> = { HOUR: 24 * MONTH_DAYS, DAY: MONTH_DAYS, MONTH: 1 };

/** Logs at preview the price of a new IPv6's bandwidth or package, from the vendor's inquiry. */
export function quoteOrder(ctx: Ctx, regionId: string | null | undefined, desired: Billing): Promise<void> {
  const { internetChargeType: type, bandwidth, packageSize = 0 } = desired;
  const action = "InquiryPricePublicIpv6";
  return quote(ctx, action, async () => {
    // With a package the bandwidth is only a limit; a cluster is billed separately.
    const paid = type === "ByBandwidth" ? { bandwidth } : type === "ByTrafficPackage" ? { packageSize } : undefined;
    if (!regionId || !paid) return [];
    const { bandwidthPrice } = await ctx.client.call(ctx, action, { regionId, ...paid });
    return [bandwidthPrice];
  });
}

/** Logs the price of a changed bandwidth. The vendor quotes flat rate only. */
export function quoteBandwidth(ctx: Ctx, ipv6Id: string | undefined, desired: Billing, now: Billing): Promise<void> {
  const { bandwidth } = desired;
  const action = "InquiryPriceModifyIpv6Bandwidth";
  return quote(ctx, action, async () => {
    const query = now.internetChargeType === "ByBandwidth" && bandwidth !== undefined && bandwidth !== now.bandwidth;
    if (!ipv6Id || !query) return [];
    const { bandwidthPrice, previousPrices } = await ctx.client.call(ctx, action, { ipv6Id, bandwidth });
    return [bandwidthPrice, previousPrices?.bandwidthPrice];
  });
}

/** A failed inquiry is no error: no price is logged then. */
async function quote(ctx: Ctx, action: string, inquire: () => Promise<readonly Price[]>): Promise<void> {
  try {
    const [after, before] = (await inquire()).map(monthlyOf);
    if (after === undefined || before === after) return;
    const change = before === undefined ? after : `${before} → ${after}`;
    ctx.log("info", `about ${change} a month in the account's currency (${TITLE} ${action})`);
  } catch (error) {
    ctx.log("debug", `${messageOf(error)} So no price is shown`);
  }
}

/** Undefined for prices in steps, by use or in an unknown unit; prices are never guessed. */
function monthlyOf(price: Price): string | undefined {
  const amount = price?.discountPrice ?? price?.originalPrice;
  const times = TIMES[price?.chargeUnit ?? ""];
  if (amount === undefined || amount === null || times === undefined || price?.stepPrices?.length) return undefined;
  return (amount * times).toFixed(2);
}
