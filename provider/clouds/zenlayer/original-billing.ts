import type { Billing } from "./billing";

/** Last digits of the IPv6's id, enough to recognise a later IPv6 on the same network interface. */
const TAIL = 6;

/**
 * The original billing, short enough to fit a tag's 64 characters with the owner: the tail of the IPv6's id, bandwidth,
 * package in tenths of TB, first letter of the mode, cluster, letter of the charge type.
 */
export function partsOf(found: Billing, ipv6Id: string): string[] {
  const { bandwidth, packageSize, rateLimitMode, clusterId, internetChargeType } = found;
  const parts = {
    i: ipv6Id.slice(-TAIL),
    b: bandwidth,
    p: packageSize === undefined ? undefined : Math.round(packageSize * 10),
    m: rateLimitMode && (Object.keys(MODES).find((letter) => MODES[letter] === rateLimitMode) ?? rateLimitMode),
    c: clusterId,
    t: internetChargeType && LETTERS[internetChargeType],
  };
  return Object.entries(parts).flatMap(([letter, value]) => (value === undefined ? [] : [`${letter}${value}`]));
}
/** A mode that is not documented is written out. */
const MODES: Readonly<Record<string, string>> = { L: "LOOSE", S: "STRICT" };
const LETTERS = { ByBandwidth: "B", ByTrafficPackage: "T", BandwidthCluster: "C" } as const;

/** Reads it back from a tag. Undefined if the tag is about another IPv6. */
export function originalBillingFrom(parts: readonly string[], ipv6Id: string): Billing | undefined {
  const by = new Map(parts.map((part) => [part[0], part.slice(1)]));
  if (by.get("i") !== ipv6Id.slice(-TAIL)) return undefined;
  const number = (letter: string, unit: number) => (by.has(letter) ? Number(by.get(letter)) / unit : undefined);
  const type = Object.entries(LETTERS).find(([, letter]) => letter === by.get("t"))?.[0];
  const mode = MODES[by.get("m") ?? ""] ?? by.get("m");
  const all = {
    internetChargeType: type,
    bandwidth: number("b", 1),
    packageSize: number("p", 10),
    rateLimitMode: mode,
    clusterId: by.get("c"),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}
