import type { PriceRow } from "../../core/price";
import { IPV6_INTERNET_BANDWIDTH } from "../../resources/ipv6-internet-bandwidth";
import { NIC_IPV6_ASSIGNMENT } from "../../resources/nic-ipv6-assignment";

const SOURCE = "Alibaba Cloud help centre (English), IPv6 Gateway billing, copy of 2026";
/** Without Qingdao and Hong Kong (own prices) and the finance and government regions (not on the page). */
const MAINLAND = "cn-(?!hongkong$|qingdao$)[a-z]+";

const listed = { currency: "USD", source: SOURCE } as const;

/** Per Mbps and whole day, at the day's highest value: one price for the first 5 Mbps, another above. */
const byBandwidth = (regions: RegExp, first: number, above: number): PriceRow => ({
  ...listed,
  resource: IPV6_INTERNET_BANDWIDTH,
  regions,
  when: { internetChargeType: "PayByBandwidth" },
  per: "day",
  of: "bandwidth",
  steps: [{ upTo: 5, each: first }, { each: above }],
});

/** Per GB sent; received traffic is free. Not valid with CDT, which has its own prices. */
const byTraffic = (regions: RegExp, each: number): PriceRow => ({
  ...listed,
  resource: IPV6_INTERNET_BANDWIDTH,
  regions,
  when: { internetChargeType: "PayByTraffic" },
  per: "GB",
  steps: [{ each }],
});

/**
 * List prices before the account's discounts; the console prevails. A region the page does not name has no row (by
 * bandwidth the page covers only "most" regions).
 */
export const prices: readonly PriceRow[] = [
  byBandwidth(new RegExp(`^(${MAINLAND}|cn-hongkong|ap-southeast-1)$`), 0.14, 0.5),
  byBandwidth(/^ap-northeast-1$/, 0.17, 0.57), // Tokyo
  byBandwidth(/^cn-qingdao$/, 0.11, 0.46),
  byBandwidth(/^me-central-1$/, 0.6, 0.6), // Riyadh
  byTraffic(new RegExp(`^(${MAINLAND}|ap-northeast-2|na-south-1)$`), 0.123), // and Seoul, Mexico
  byTraffic(/^cn-qingdao$/, 0.11),
  byTraffic(/^cn-hongkong$/, 0.153),
  byTraffic(/^ap-northeast-1$/, 0.087), // Tokyo
  byTraffic(/^ap-southeast-5$/, 0.09), // Jakarta
  byTraffic(/^ap-southeast-[167]$/, 0.081), // Singapore, Manila, Bangkok
  byTraffic(/^(ap-southeast-3|us-west-1)$/, 0.077), // Kuala Lumpur, Silicon Valley
  byTraffic(/^us-east-1$/, 0.076), // Virginia
  byTraffic(/^(eu-central-1|eu-west-1)$/, 0.07), // Frankfurt, London
  byTraffic(/^me-central-1$/, 0.097), // Riyadh
  // The page bills only bandwidth, not addresses or rules.
  ...[NIC_IPV6_ASSIGNMENT, "Ipv6Address", "Ipv6EgressOnlyRule"].map(
    (resource): PriceRow => ({ ...listed, resource, per: "nothing" }),
  ),
];
