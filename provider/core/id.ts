import { createHash } from "node:crypto";
import { IPv6 } from "ipaddr.js";
import { Refusal } from "./api/errors";

const SEPARATOR = "/";

/** Ids carry region, parent and vendor id in one string, because import passes nothing else. */
export function joinId(...parts: readonly string[]): string {
  return parts.join(SEPARATOR);
}

/**
 * The parts of an id.
 *
 * @throws Refusal if the id matches none of the forms
 */
export function splitId(id: string, forms: readonly string[]): string[] {
  const parts = id.split(SEPARATOR);
  const counts = forms.map((form) => form.split(SEPARATOR).length);
  if (parts.every(Boolean) && counts.includes(parts.length)) return parts;
  throw new Refusal(`id: must be ${forms.join(" or ")}; got "${id}"`);
}

/**
 * An address from an id, in canonical spelling.
 *
 * @throws Refusal if it is not an IPv6 address
 */
export function addressInId(text: string, forms: readonly string[]): string {
  const canonical = canonicalAddress(text);
  if (canonical !== undefined) return canonical;
  throw new Refusal(`id: ${text} is not an IPv6 address; the forms are ${forms.join(" or ")}`);
}

/**
 * Canonical spelling of an IPv6 address: lower case, longest run of zeros compressed (RFC 5952).
 * Clouds and users spell the same address differently, so every comparison uses it.
 *
 * @returns undefined for anything but a plain IPv6 address: no prefix length, zone or IPv4 tail
 */
export function canonicalAddress(text: string): string | undefined {
  if (text.includes("%") || text.includes(".") || !IPv6.isValid(text)) return undefined;
  return IPv6.parse(text).toRFC5952String();
}

/** Whether the address is in the CIDR block. False if either is invalid. */
export function inBlock(address: string, block: string): boolean {
  if (canonicalAddress(address) === undefined || !IPv6.isValidCIDR(block)) return false;
  return IPv6.parse(address).match(IPv6.parseCIDR(block));
}

/**
 * A ClientToken that survives a crash: the engine keeps nothing of an interrupted create, so the next run must derive
 * the same token. 40 hexadecimal digits, within every cloud's limit of 64 ASCII characters.
 *
 * @param identity the declared resource: project, stack, type and name
 * @param order the inputs that define the order
 * @param generation changes when the cloud replays an order that has since been deleted
 */
export function clientToken(identity: string, order: readonly unknown[], generation: unknown): string {
  const text = JSON.stringify([identity, order, generation]);
  return createHash("sha256").update(text).digest("hex").slice(0, 40);
}

/** Owner tag of a declared resource, for clouds that take no token but allow tags on orders. 20 hexadecimal digits. */
export function ownerMark(identity: string): string {
  return clientToken(identity, ["owner"], 0).slice(0, 20);
}
