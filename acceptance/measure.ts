// Makes probes, and keeps what they saw.
import { type Kind, messageOf } from "../provider/core/api/errors";
import { PROBES } from "./probes";
import { isHarmless } from "./probes/nowhere";
import type { At, Probe } from "./probes/probe";
import type { Outputs } from "./subjects";
import { type CloudName, isRead, type Reply, type Vendor } from "./vendor";

export interface Seen {
  readonly probe: string;
  readonly action: string;
  readonly expected: string;
  /** A code, or a word of the probe. Empty without an answer. */
  readonly seen: string;
  readonly requestId: string;
  /** Of a refusal. */
  readonly kind?: Kind;
  /** The vendor's words of a refusal. */
  readonly message?: string;
  /** Why the answer says nothing about any rule. The next run asks again. */
  readonly unmeasured?: string;
}

/** Refusals that are about the caller or the moment, not about the request. */
const NOTHING: Partial<Record<Kind, string>> = {
  throttled: "the cloud slowed calls down",
  unavailable: "the cloud had a fault",
  busy: "the object was changing",
  denied: "the account or its credentials may not make this call",
};
/** Refusals of a call that this endpoint or region does not offer. */
const NOT_OFFERED =
  /^(InvalidAction|ActionOffline|NoSuchProduct|NoSuchVersion|InvalidVersion|InvalidRegionId|Forbidden\.RegionId)\b|UnsupportedRegion$/;

/** Probes that need no object, or those of one story. */
export function probesFor(cloud: CloudName, story?: string): readonly Probe[] {
  return PROBES.filter((probe) => probe.cloud === cloud && probe.story === story);
}

/** Those of them that are still to be made. */
export function unmeasured(seen: Readonly<Record<string, Seen>>, cloud: CloudName, story?: string): readonly Probe[] {
  return probesFor(cloud, story).filter(({ id }) => seen[id] === undefined || seen[id].unmeasured !== undefined);
}

export async function measure(vendor: Vendor, probe: Probe, outputs: Outputs = {}): Promise<Seen> {
  const { id, action, expects, params, shows, given } = probe;
  const about = { probe: id, action, expected: expects, seen: "", requestId: "" };
  try {
    const before: At = { region: vendor.region ?? "", outputs, given: undefined };
    const [read, asked] = given ?? [];
    const at = read ? { ...before, given: await done(vendor, read, requestOf(asked, before)) } : before;
    const request = requestOf(params, at);
    if (!request) return { ...about, unmeasured: "the account has nothing to ask it about" };
    if (!isRead(action) && !isHarmless(request, at)) throw new Error("it was not sent: it could act on a live object");
    // Probes change nothing, so they can be repeated.
    const reply = await vendor.ask(action, request, true);
    if (reply.code === undefined) {
      const seen = shows ? shows(reply.body, at) : "accepted";
      return {
        ...about,
        requestId: reply.requestId,
        ...(seen ? { seen } : { unmeasured: "the answer tells nothing" }),
      };
    }
    const { code, kind, message, requestId } = reply;
    const why = code === expects ? undefined : saysNothing(reply);
    return {
      ...{ ...about, seen: code, requestId },
      ...(kind && { kind }),
      ...(message && { message }),
      ...(why && { unmeasured: why }),
    };
  } catch (error) {
    return { ...about, unmeasured: messageOf(error) };
  }
}

function saysNothing({ code = "", kind }: Reply): string | undefined {
  return NOT_OFFERED.test(code) ? "this endpoint does not offer the call" : kind && NOTHING[kind];
}

async function done(vendor: Vendor, action: string, params: object | undefined) {
  const { code, body } = await vendor.ask(action, params);
  if (code !== undefined) throw new Error(`the read before it, ${action}, was refused: ${code}`);
  return body;
}

function requestOf(params: object | ((at: At) => object | undefined) | undefined, at: At): object | undefined {
  return typeof params === "function" ? params(at) : params;
}
