import type { Price, PriceList } from "../common/prices";

/** For each Mbit/s or TB and hour, and for each IPv6 and hour. The price inquiries answer it, too. */
export const INVENTED_PRICE = 0.01;

const hourly = (internetChargeType: string, of: "bandwidth" | "packageSize"): Price => ({
  ...{ internetChargeType, currency: "USD", per: "hour", of, base: INVENTED_PRICE },
  steps: [{ each: INVENTED_PRICE }],
});

export const prices: PriceList = {
  rule: "By hour: each hour that began since the order, at its highest bandwidth; the IPv6 itself, and its bandwidth or package.",
  source:
    "Invented: 0.01 for each IPv6, Mbit/s or TB and hour. That it is billed by the hour: Zenlayer, billing of public IPv6",
  invented: true,
  dayOffsetHours: 0,
  unknown: "a cluster is billed as a whole, by its 95th percentile",
  prices: [hourly("ByBandwidth", "bandwidth"), hourly("ByTrafficPackage", "packageSize")],
};
