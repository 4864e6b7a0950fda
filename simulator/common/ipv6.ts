import { isIPv6 } from "node:net";
import type { Ids } from "./ids";

/** An IPv6 address as a number, or undefined when the text is not one. */
export function parseIpv6(text: string): bigint | undefined {
  if (!isIPv6(text) || text.includes("%")) return undefined;
  const [head = "", tail] = foldIpv4(text).split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const middle = tail === undefined ? [] : new Array<string>(8 - left.length - right.length).fill("0");
  return [...left, ...middle, ...right].reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n);
}

function foldIpv4(text: string): string {
  const dotted = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(text);
  if (!dotted) return text;
  const [a, b, c, d] = dotted.slice(2).map(Number) as [number, number, number, number];
  return `${dotted[1]}${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
}

/** RFC 5952 text: lower case, no leading zeros, the first longest run of two or more zero groups folded. */
export function formatIpv6(value: bigint): string {
  const groups = Array.from({ length: 8 }, (_, index) => Number((value >> BigInt(112 - 16 * index)) & 0xffffn));
  let best = { start: -1, length: 1 };
  for (let start = 0; start < 8; start++) {
    let length = 0;
    while (start + length < 8 && groups[start + length] === 0) length++;
    if (length > best.length) best = { start, length };
  }
  const hex = (part: number[]) => part.map((group) => group.toString(16)).join(":");
  if (best.start < 0) return hex(groups);
  return `${hex(groups.slice(0, best.start))}::${hex(groups.slice(best.start + best.length))}`;
}

/** The form used for comparisons; undefined when the text is not an address. */
export function canonicalIpv6(text: string): string | undefined {
  const value = parseIpv6(text);
  return value === undefined ? undefined : formatIpv6(value);
}

export interface Ipv6Range {
  readonly first: bigint;
  readonly size: bigint;
}

export function parseCidr(text: string): Ipv6Range {
  const [address = "", bits = ""] = text.split("/");
  const value = parseIpv6(address);
  const length = Number(bits);
  if (value === undefined || !/^\d+$/.test(bits) || length > 128) throw new Error(`not an IPv6 CIDR: ${text}`);
  const size = 1n << BigInt(128 - length);
  return { first: (value / size) * size, size };
}

export function inCidr(address: string, cidr: string): boolean {
  const value = parseIpv6(address);
  const { first, size } = parseCidr(cidr);
  return value !== undefined && value >= first && value < first + size;
}

/** A random address of the block that is not taken. The first 16 are reserved where the block is larger. */
export function freeAddress(ids: Ids, cidr: string, taken: ReadonlySet<string>): string {
  const { first, size } = parseCidr(cidr);
  for (;;) {
    const offset = (BigInt(ids.below(2 ** 30)) << 32n) | BigInt(ids.below(2 ** 32));
    const text = formatIpv6(first + (size > 16n ? 16n + (offset % (size - 16n)) : offset % size));
    if (!taken.has(text)) return text;
  }
}
