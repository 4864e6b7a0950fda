import type { PriceList } from "../common/prices";

/** No price page, SDK or price call of the vendor names a price of public IPv6. */
export const prices: PriceList = {
  rule: "By hour for what is sent, or with a bandwidth package.",
  source: "Tencent Cloud documentation, products 684 and 213, copies of 2026",
  invented: false,
  dayOffsetHours: 8,
  unknown: "the vendor publishes no price of public IPv6",
  prices: [],
};
