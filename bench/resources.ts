// What the measurements order: six resources, each many times on objects that the seed makes.
import type { Values } from "../provider/core/check";

/** One resource, measured. */
export interface Measured {
  readonly name: string;
  readonly cloud: "alibaba" | "tencent" | "zenlayer";
  readonly resource: string;
  /** Inputs of number `n`, and what an update changes. */
  readonly inputs: (n: number) => Values;
  readonly changed: Values;
  /** The objects have IPv6 or bandwidth from the start. */
  readonly inUse?: true;
}

const digits = (n: number) => String(n).padStart(5, "0");
const byNumber = { ipv6AddressCount: 1 };

export const MEASURED: readonly Measured[] = [
  {
    ...{ name: "alibaba bandwidth", cloud: "alibaba", resource: "Ipv6InternetBandwidth", changed: { bandwidth: 20 } },
    inputs: (n) => ({ ipv6AddressId: `ipv6-many${digits(n)}`, bandwidth: 10, internetChargeType: "PayByTraffic" }),
  },
  {
    ...{ name: "alibaba assignment", cloud: "alibaba", resource: "NicIpv6Assignment" },
    ...{ changed: { ipv6AddressCount: 2 } },
    inputs: (n) => ({ networkInterfaceId: `eni-many${digits(n)}`, ...byNumber }),
  },
  {
    ...{ name: "tencent bandwidth", cloud: "tencent", resource: "Ipv6InternetBandwidth", changed: { bandwidth: 20 } },
    inputs: (n) => ({ ip6Address: `2001:db8:7e00:1::f:${n.toString(16)}`, bandwidth: 10 }),
  },
  {
    ...{ name: "tencent assignment", cloud: "tencent", resource: "NicIpv6Assignment" },
    ...{ changed: { ipv6AddressCount: 2 } },
    inputs: (n) => ({ networkInterfaceId: `eni-many${digits(n)}`, ...byNumber }),
  },
  {
    ...{ name: "zenlayer assignment", cloud: "zenlayer", resource: "NicIpv6Assignment", changed: { bandwidth: 20 } },
    inputs: (n) => ({ nicId: `16900000000000${digits(n)}`, internetChargeType: "ByBandwidth", bandwidth: 10 }),
  },
  {
    ...{ name: "zenlayer bandwidth", cloud: "zenlayer", resource: "Ipv6InternetBandwidth", changed: { bandwidth: 30 } },
    ...{ inUse: true },
    inputs: (n) => ({ nicId: `16900000000000${digits(n)}`, internetChargeType: "ByBandwidth", bandwidth: 20 }),
  },
];
