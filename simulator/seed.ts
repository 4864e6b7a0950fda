import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { AlibabaSeed } from "./alibaba/seed";
import type { CloudMaker } from "./common/cloud";
import { packageRoot } from "./common/models";
import { fields, optional, refuse } from "./common/strict";
import type { TencentSeed } from "./tencent/seed";
import type { ZenlayerSeed } from "./zenlayer/seed";

/** What each simulated cloud holds at the start, by its name. An omitted cloud gets its part of seed.json. */
export interface Seed {
  readonly alibaba?: AlibabaSeed;
  readonly tencent?: TencentSeed;
  readonly zenlayer?: ZenlayerSeed;
  readonly [cloud: string]: unknown;
}

/** The seed of the package. Works from the sources and from the build. */
export function defaultSeed(): Seed & Required<Pick<Seed, "alibaba" | "tencent" | "zenlayer">> {
  return readSeed(join(packageRoot(), "simulator", "seed.json")) as never;
}

/** The content of a file, unchecked. */
export function readSeed(path: string): Seed {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new Error(`cannot read the seed from ${path}: ${(error as Error).message}`);
  }
}

/** Throws an Error with all that is wrong. */
export function checkSeed(seed: unknown, makers: readonly CloudMaker[]): void {
  refuse(fields(Object.fromEntries(makers.map(({ name, seed: shape }) => [name, optional(shape)])))(seed, "seed"));
}

/**
 * The seed of the package with `count` more network interfaces in each cloud: eni-many00001 and so on, with the address
 * ipv6-many00001 on Alibaba and 2001:db8:7e00:1::f:1 on Tencent; 1690000000000000001 and so on, on Zenlayer.
 *
 * @param inUse each address has internet bandwidth and an egress-only rule from the start, each network interface on
 *   Zenlayer an IPv6, and Tencent has as many elastic addresses, eipv6-many00001 and so on
 * @param unattached the addresses on Alibaba are on no network interface
 * @param second as many more network interfaces on Zenlayer, 1687000000000000001 and so on, with an IPv6 of 20 Mbps
 */
export function seedMany(count: number, { inUse = false, second = false, unattached = false } = {}): Seed {
  const base = defaultSeed();
  const many = Array.from({ length: count }, (_, index) => {
    const number = String(index + 1).padStart(5, "0");
    return { number, hex: (index + 1).toString(16), nic: `eni-many${number}`, name: `many-${number}` };
  });
  const alibaba: AlibabaSeed = {
    ...base.alibaba,
    networkInterfaces: [
      ...(base.alibaba.networkInterfaces ?? []),
      ...many.map(({ nic, name }) => ({ id: nic, vSwitch: "vsw-demo0001", name })),
    ],
    ipv6Addresses: [
      ...(base.alibaba.ipv6Addresses ?? []),
      ...many.map(({ number, hex, nic }) => {
        const bandwidth = { id: `ipv6bw-many${number}`, bandwidth: 10, internetChargeType: "PayByTraffic" };
        const address = `2001:db8:a0:1::f:${hex}`;
        const placed = { id: `ipv6-many${number}`, address, vSwitch: "vsw-demo0001" };
        return { ...placed, ...(!unattached && { networkInterface: nic }), ...(inUse && { bandwidth }) };
      }),
    ],
    egressOnlyRules: (inUse ? many : []).map(({ number, name }) => {
      return { id: `ipv6py-many${number}`, ipv6Address: `ipv6-many${number}`, name };
    }),
  };
  const tencent: TencentSeed = {
    ...base.tencent,
    networkInterfaces: [
      ...(base.tencent.networkInterfaces ?? []),
      ...many.map(({ nic, name }) => ({ id: nic, subnet: "subnet-demo0001", name })),
    ],
    ipv6Addresses: [
      ...(base.tencent.ipv6Addresses ?? []),
      ...many.map(({ number, hex, nic }) => {
        const published = { id: `eip-many${number}`, bandwidth: 10 };
        return { address: `2001:db8:7e00:1::f:${hex}`, networkInterface: nic, ...(inUse && { published }) };
      }),
    ],
  };
  const elastic = (inUse ? many : []).map(({ number, hex, name }) => {
    return { id: `eipv6-many${number}`, region: "ap-guangzhou", address: `2001:db8:7eff:1::${hex}`, name };
  });
  const elasticAddresses = [...(base.tencent.elasticAddresses ?? []), ...elastic];
  const zenlayer: ZenlayerSeed = {
    ...base.zenlayer,
    networkInterfaces: [
      ...(base.zenlayer.networkInterfaces ?? []),
      ...many.map(({ number, name }) => {
        const billing = { internetChargeType: "ByBandwidth", bandwidth: 10 };
        const ipv6 = { id: `17100000000000${number}`, billing };
        return { id: `16900000000000${number}`, subnet: "1670000000000000001", name, ...(inUse && { ipv6 }) };
      }),
      ...(second ? many : []).map(({ number, name }) => {
        const billing = { internetChargeType: "ByBandwidth", bandwidth: 20 };
        const ipv6 = { id: `17110000000000${number}`, billing };
        return { id: `16870000000000${number}`, subnet: "1670000000000000001", name: `second-${name}`, ipv6 };
      }),
    ],
  };
  return { ...base, alibaba, tencent: { ...tencent, elasticAddresses }, zenlayer };
}
