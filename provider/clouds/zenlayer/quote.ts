import { messageOf } from "../../core/api/errors";
import type { Context } from "../../core/context";
import { MONTH_DAYS } from "../../core/price";
import type { Billing } from "./billing";
import type { ZenlayerClient } from "./client";
import { type PriceItem, TITLE } from "./wire";

type Ctx = Context<ZenlayerClient>;
type Price = PriceItem | null | undefined;

/** How often a charge comes in a month. */
const TIMES: Readonly<Record<string, number>> = { HOUR: 24 * MONTH_DAYS, DAY: MONTH_DAYS, MONTH: 1 };

/** Says at preview what the bandwidth or the package of a new IPv6 would cost, by the vendor's inquiry. */
export function quoteOrder(ctx: Ctx, regionId: string | null | undefined, desired: Billing): Promise<void> {
  const { internetChargeType: type, bandwidth, packageSize = 0 } = desired;
  const action = "InquiryPricePublicIpv6";
  return quote(ctx, action, async () => {
    // With a package the bandwidth is a limit, and not what is paid for; a cluster has its own bill.
    const paid = type === "ByBandwidth" ? { bandwidth } : type === "ByTrafficPackage" ? { packageSize } : undefined;
    if (!regionId || !paid) return [];
    const { bandwidthPrice } = await ctx.client.call(ctx, action, { regionId, ...paid });
    return [bandwidthPrice];
  });
}

/** Says what another bandwidth would cost. The vendor answers for flat rate only. */
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

/** A price is worth no failure: whatever goes wrong, none is told. */
async function quote(ctx: Ctx, action: string, ask: () => Promise<readonly Price[]>): Promise<void> {
  try {
    const [after, before] = (await ask()).map(monthlyOf);
    if (after === undefined || before === after) return;
    const change = before === undefined ? after : `${before} → ${after}`;
    ctx.log("info", `about ${change} a month in the account's currency (${TITLE} ${action})`);
  } catch (error) {
    ctx.log("debug", `${messageOf(error)} So no price is told`);
  }
}

/** Undefined where it comes in steps, by use, or in a unit that is not known: never guessed. */
function monthlyOf(price: Price): string | undefined {
  const amount = price?.discountPrice ?? price?.originalPrice;
  const times = TIMES[price?.chargeUnit ?? ""];
  if (amount === undefined || amount === null || times === undefined || price?.stepPrices?.length) return undefined;
  return (amount * times).toFixed(2);
}
