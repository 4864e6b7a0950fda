import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { AlibabaSeed, Ipv6AddressSeed, NetworkInterfaceSeed } from "./alibaba/seed";
import type { TencentSeed } from "./tencent/seed";

/** What each simulated cloud holds at the start, by its name. A cloud that is left out gets its part of seed.json. */
export interface Seed {
  readonly alibaba?: AlibabaSeed;
  readonly tencent?: TencentSeed;
  readonly [cloud: string]: unknown;
}

const PACKAGE = "pulumi-ipv6";

/** The seed of the package, found from the sources and from the build alike. */
export function defaultSeed(): Seed & { readonly alibaba: AlibabaSeed; readonly tencent: TencentSeed } {
  return readSeed(join(packageRoot(), "simulator", "seed.json")) as never;
}

export function readSeed(path: string): Seed {
  const seed: unknown = JSON.parse(readFileSync(path, "utf8"));
  if (typeof seed !== "object" || seed === null || Array.isArray(seed)) throw new Error(`${path}: not a JSON object`);
  return seed as Seed;
}

function packageRoot(): string {
  for (let folder = __dirname; ; folder = dirname(folder)) {
    const file = join(folder, "package.json");
    if (existsSync(file) && JSON.parse(readFileSync(file, "utf8")).name === PACKAGE) return folder;
    if (folder === dirname(folder)) throw new Error(`the package ${PACKAGE} was not found above ${__dirname}`);
  }
}

/**
 * The seed of the package, and in each cloud `count` more network cards with one address each: eni-many00001, with
 * ipv6-many00001 on Alibaba and 2001:db8:7e00:1::f:1 on Tencent, and so on.
 */
export function seedMany(count: number): Seed {
  const base = defaultSeed();
  const networkInterfaces: NetworkInterfaceSeed[] = [];
  const ipv6Addresses: Ipv6AddressSeed[] = [];
  const tencentCards: NonNullable<TencentSeed["networkInterfaces"]>[number][] = [];
  const tencentAddresses: NonNullable<TencentSeed["ipv6Addresses"]>[number][] = [];
  for (let index = 1; index <= count; index++) {
    const number = String(index).padStart(5, "0");
    const networkInterface = `eni-many${number}`;
    networkInterfaces.push({ id: networkInterface, vSwitch: "vsw-demo0001", name: `many-${number}` });
    const address = `2001:db8:a0:1::f:${index.toString(16)}`;
    ipv6Addresses.push({ id: `ipv6-many${number}`, address, vSwitch: "vsw-demo0001", networkInterface });
    tencentCards.push({ id: networkInterface, subnet: "subnet-demo0001", name: `many-${number}` });
    tencentAddresses.push({ address: `2001:db8:7e00:1::f:${index.toString(16)}`, networkInterface });
  }
  return {
    ...base,
    alibaba: {
      ...base.alibaba,
      networkInterfaces: [...(base.alibaba.networkInterfaces ?? []), ...networkInterfaces],
      ipv6Addresses: [...(base.alibaba.ipv6Addresses ?? []), ...ipv6Addresses],
    },
    tencent: {
      ...base.tencent,
      networkInterfaces: [...(base.tencent.networkInterfaces ?? []), ...tencentCards],
      ipv6Addresses: [...(base.tencent.ipv6Addresses ?? []), ...tencentAddresses],
    },
  };
}
