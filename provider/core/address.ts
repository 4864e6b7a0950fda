import { IPv6 } from "ipaddr.js";

/**
 * The one spelling of an IPv6 address: lower case, longest run of zeros compressed (RFC 5952).
 * Clouds and people spell the same address differently, so nothing is compared before this.
 *
 * @returns undefined for anything that is not a plain IPv6 address: no prefix length, zone or IPv4 tail
 */
export function canonicalAddress(text: string): string | undefined {
  if (text.includes("%") || text.includes(".") || !IPv6.isValid(text)) return undefined;
  return IPv6.parse(text).toRFC5952String();
}

/** Is the address in the block? False for what is no address or no block. */
export function inBlock(address: string, block: string): boolean {
  if (canonicalAddress(address) === undefined || !IPv6.isValidCIDR(block)) return false;
  return IPv6.parse(address).match(IPv6.parseCIDR(block));
}
