import { integer } from "../core/field";

export const IPV6_INTERNET_BANDWIDTH = "Ipv6InternetBandwidth";

/** The description on every cloud. */
export const ipv6InternetBandwidthDoc =
  "Internet bandwidth of one IPv6 address: its peak rate to and from the internet, and how that is billed. Creating it places an order; deleting it releases the bandwidth.";

/** The common field `bandwidth`, with the limits of each cloud. */
export function bandwidth<
  const O extends { min: number; max?: number; required?: true; default?: number; source: string },
>(limits: O) {
  const doc = "Peak bandwidth to the internet. Changed in place.";
  return integer({ doc, unit: "Mbps", onChange: "update", ...limits } as const as {
    doc: string;
    unit: "Mbps";
    onChange: "update";
  } & O);
}
