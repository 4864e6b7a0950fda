// What a probe's change may name: ids and addresses that are in no account, so that a cloud which refuses less than is
// assumed still has nothing to act on.
import type { At } from "./probe";

export const ALIBABA_IDS = {
  address: "ipv6-acceptance0000none",
  /** Not even the form of an id. */
  malformed: "acceptance0000none",
  bandwidth: "ipv6bw-acceptance0000none",
  nic: "eni-acceptance0000none",
  gateway: "ipv6gw-acceptance0000none",
  rule: "ipv6py-acceptance0000none",
  group: "rg-acceptance0000none",
} as const;

export const TENCENT_IDS = {
  classic: "eip-acceptno",
  elastic: "eipv6-acceptno",
  nic: "eni-acceptno",
  subnet: "subnet-acceptno",
  /** Reserved for documentation (RFC 3849). */
  address: "2001:db8:acce::1",
  /** A unique local address of a random prefix (RFC 4193), which no network has by chance. */
  local: "fdc3:7a51:9e04::1",
} as const;

/** Zenlayer's ids begin with the time at which they were given; this time is decades away. */
export const ZENLAYER_ID = "9000000000000000001";

const NOWHERE = [...Object.values(ALIBABA_IDS), ...Object.values(TENCENT_IDS), ZENLAYER_ID];

/**
 * Whether a change does nothing to any live object, even if the cloud neither refuses it nor honours its DryRun: it names
 * what exists nowhere and nothing that is known to exist, or it sets what the cloud has just shown.
 */
export function isHarmless(request: object, { outputs, given }: At): boolean {
  const sent = leavesOf(request).filter((leaf) => leaf !== true);
  const shown = leavesOf(given);
  if (given !== undefined && sent.every((leaf) => shown.includes(leaf))) return true;
  const live = [...leavesOf(outputs), ...shown];
  return sent.some(isNowhere) && !sent.some((leaf) => live.includes(leaf));
}

const isNowhere = (leaf: unknown) => NOWHERE.some((id) => String(leaf).includes(id));

/** Every text, number and flag in a value. */
export function leavesOf(value: unknown): unknown[] {
  if (value === undefined || value === null) return [];
  return typeof value === "object" ? Object.values(value).flatMap(leavesOf) : [value];
}
