import { IPv6 } from "ipaddr.js";

/** An IPv6 CIDR block. */
export interface Block {
  /** In canonical spelling, with its host bits cleared. */
  readonly text: string;
  readonly bits: number;
  readonly first: IPv6;
}

/** What is routed on the internet: all global unicast addresses (IANA, IPv6 Global Unicast Address Assignments). */
export const INTERNET = "2000::/3";

/** A block, or an address as a block of its own. Undefined for anything else, IPv4 blocks included. */
export function blockOf(text: string | null | undefined): Block | undefined {
  const whole = text?.includes("/") ? text : `${text}/128`;
  if (!text || /[%.]/.test(text) || !IPv6.isValidCIDR(whole)) return undefined;
  const [, bits] = IPv6.parseCIDR(whole);
  const first = IPv6.networkAddressFromCIDR(whole);
  return { text: `${first.toRFC5952String()}/${bits}`, bits, first };
}

/** Whether all of the inner block is in the outer one. */
export function holds(outer: Block, inner: Block): boolean {
  return outer.bits <= inner.bits && inner.first.match(outer.first, outer.bits);
}

/** For people: an address without `/128`, and the whole internet by its name. */
export function spokenBlock({ text, bits }: Block): string {
  if (text === INTERNET || bits === 0) return "anywhere";
  return bits === 128 ? text.slice(0, -"/128".length) : text;
}
