import type { Price, PriceList } from "../common/prices";

/** All of mainland China but Qingdao, and but the regions of banks and authorities, which the page does not list. */
const MAINLAND = "cn-(?!hongkong$|qingdao$)[a-z]+";

const daily = (regions: RegExp, first: number, more: number): Price => ({
  ...{ regions, internetChargeType: "PayByBandwidth", currency: "USD", per: "day", of: "bandwidth" },
  steps: [{ upTo: 5, each: first }, { each: more }],
});

const perGb = (regions: RegExp, each: number): Price => ({
  ...{ regions, internetChargeType: "PayByTraffic", currency: "USD", per: "GB" },
  steps: [{ each }],
});

/** List prices. Accounts with Cloud Data Transfer have other prices for traffic. */
export const prices: PriceList = {
  rule: "By bandwidth: whole days, each at its highest bandwidth, also if the order lived for a minute. By traffic: each GB sent; nothing is sent here.",
  source: "Alibaba Cloud help centre (English), IPv6 Gateway billing, copy of 2026",
  invented: false,
  // Assumed: the page says "day" only, and bills of the vendor follow Beijing's clock.
  dayOffsetHours: 8,
  unknown: "the price page does not name this region or charge type",
  prices: [
    daily(new RegExp(`^(${MAINLAND}|cn-hongkong|ap-southeast-1)$`), 0.14, 0.5),
    daily(/^ap-northeast-1$/, 0.17, 0.57),
    daily(/^cn-qingdao$/, 0.11, 0.46),
    daily(/^me-central-1$/, 0.6, 0.6),
    perGb(new RegExp(`^(${MAINLAND}|ap-northeast-2|na-south-1)$`), 0.123),
    perGb(/^cn-qingdao$/, 0.11),
    perGb(/^cn-hongkong$/, 0.153),
    perGb(/^ap-northeast-1$/, 0.087),
    perGb(/^ap-southeast-5$/, 0.09),
    perGb(/^ap-southeast-[167]$/, 0.081),
    perGb(/^(ap-southeast-3|us-west-1)$/, 0.077),
    perGb(/^us-east-1$/, 0.076),
    perGb(/^(eu-central-1|eu-west-1)$/, 0.07),
    perGb(/^me-central-1$/, 0.097),
  ],
};
