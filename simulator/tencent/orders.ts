import { Refusal } from "./errors";

/** Mbit/s. Of the newer product's page; the classic product's own page could not be read. */
const LARGEST: Readonly<Record<string, number>> = { TRAFFIC_POSTPAID_BY_HOUR: 100, BANDWIDTH_PACKAGE: 2000 };

export function requireChargeType(word: string): string {
  if (Object.hasOwn(LARGEST, word)) return word;
  throw new Refusal("InvalidParameterValue", `InternetChargeType ${word} is not supported for IPv6 addresses.`);
}

export function requireMbps(mbps: number, chargeType: string): number {
  if (mbps >= 1 && mbps <= (LARGEST[chargeType] ?? 2000)) return mbps;
  throw new Refusal("InvalidParameterValue.BandwidthOutOfRange");
}
