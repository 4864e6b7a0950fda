// Makes probes, and keeps what they saw.
import { PROBES } from "./probes";
import type { Probe } from "./probes/probe";
import type { Outputs } from "./subjects";
import type { CloudName, Vendor } from "./vendor";

export interface Seen {
  readonly probe: string;
  readonly action: string;
  readonly expected: string;
  readonly seen: string;
  readonly requestId: string;
  /** The vendor's words of a refusal. */
  readonly message?: string;
}

/** Probes that need no object, or those of one story. */
export function probesFor(cloud: CloudName, story?: string): readonly Probe[] {
  return PROBES.filter((probe) => probe.cloud === cloud && probe.story === story);
}

/** @returns undefined without an answer: nothing was measured, and a later run tries again */
export async function measure(vendor: Vendor, probe: Probe, outputs: Outputs = {}): Promise<Seen | undefined> {
  const { id, action, expects, params, shows } = probe;
  const about = { probe: id, action, expected: expects };
  const request = typeof params === "function" ? params(outputs) : params;
  try {
    // Probes change nothing, so they can be repeated.
    const { code, message, body, requestId } = await vendor.ask(action, request, true);
    if (code !== undefined) return { ...about, seen: code, requestId, ...(message && { message }) };
    return { ...about, seen: shows?.(body) ?? "accepted", requestId };
  } catch {
    return undefined;
  }
}
