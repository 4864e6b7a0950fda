import { canonicalAddress } from "./address";
import { Refusal } from "./error";

const SEPARATOR = "/";

/** Ids carry region, parent and vendor id in one string, because import hands the provider nothing else. */
export function joinId(...parts: readonly string[]): string {
  return parts.join(SEPARATOR);
}

/** The parts of an id, if it has one of the documented numbers of parts. */
export function splitId(id: string, forms: readonly string[]): string[] {
  const parts = id.split(SEPARATOR);
  const counts = forms.map((form) => form.split(SEPARATOR).length);
  if (parts.every(Boolean) && counts.includes(parts.length)) return parts;
  throw new Refusal(`id: must be ${forms.join(" or ")}; got "${id}"`);
}

/** An address that stands in an id, in its one spelling. */
export function addressInId(text: string, forms: readonly string[]): string {
  const canonical = canonicalAddress(text);
  if (canonical !== undefined) return canonical;
  throw new Refusal(`id: ${text} is not an IPv6 address; the forms are ${forms.join(" or ")}`);
}
