import { integer } from "../core/field";

export const IPV6_INTERNET_BANDWIDTH = "Ipv6InternetBandwidth";

/** What it is, on every cloud. */
export const ipv6InternetBandwidthDoc =
  "Internet bandwidth of one IPv6 address: what it may send to and take from the internet, and how that is billed. Creating it places an order; deleting it ends the order.";

/** The common field `bandwidth`. Each cloud gives its own limits. */
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
