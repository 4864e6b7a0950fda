// Makes probes, and keeps what they saw.
import { messageOf } from "../provider/core/api/errors";
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

export async function measure(vendor: Vendor, probe: Probe, outputs: Outputs = {}): Promise<Seen> {
  const { id, action, expects, params, shows } = probe;
  const about = { probe: id, action, expected: expects };
  try {
    const { code, message, body, requestId } = await vendor.ask(
      action,
      typeof params === "function" ? params(outputs) : params,
    );
    if (code !== undefined) return { ...about, seen: code, requestId, ...(message && { message }) };
    return { ...about, seen: shows?.(body) ?? "accepted", requestId };
  } catch (error) {
    return { ...about, seen: "no answer", requestId: "", message: messageOf(error) };
  }
}
