import { record } from "../common/action";
import type { LedgerEvent } from "../common/ledger";
import type { Context } from "./action";
import { Refusal } from "./errors";
import type { PublicAddress } from "./state";

/** The billing that an order of either product asks for. */
export type Setting = Pick<PublicAddress, "bandwidth" | "internetChargeType" | "bandwidthPackage" | "tags">;

/** Mbit/s, from the page of the newer product; the page of the classic product was not available. */
const LARGEST: Readonly<Record<string, number>> = { TRAFFIC_POSTPAID_BY_HOUR: 100, BANDWIDTH_PACKAGE: 2000 };

export function requireChargeType(word: string): string {
  if (Object.hasOwn(LARGEST, word)) return word;
  throw new Refusal("InvalidParameterValue", `InternetChargeType ${word} is not supported for IPv6 addresses.`);
}

export function requireMbps(mbps: number, chargeType: string): number {
  if (mbps >= 1 && mbps <= (LARGEST[chargeType] ?? 2000)) return mbps;
  throw new Refusal("InvalidParameterValue.BandwidthOutOfRange");
}

export function requireSetting(context: Context): Setting {
  const { parameters, account, state } = context;
  const internetChargeType = requireChargeType(parameters.text("InternetChargeType") ?? "TRAFFIC_POSTPAID_BY_HOUR");
  const bandwidth = requireMbps(parameters.integer("InternetMaxBandwidthOut") ?? 1, internetChargeType);
  const bandwidthPackage = parameters.text("BandwidthPackageId");
  if (bandwidthPackage !== undefined && !bandwidthPackage.startsWith("bwp-")) {
    throw new Refusal("InvalidParameterValue.Malformed");
  }
  const tags = parameters.tags("Tags");
  if (account.refuses?.includes(internetChargeType)) throw new Refusal("InvalidAccount.NotSupported");
  if (internetChargeType === "BANDWIDTH_PACKAGE" && bandwidthPackage === undefined)
    parameters.required("BandwidthPackageId");
  if (bandwidthPackage !== undefined) {
    const found = state.bandwidthPackages.get(bandwidthPackage);
    if (found?.account !== account.id || found.region !== context.region) {
      throw new Refusal("InvalidParameterValue.BandwidthPackageNotFound");
    }
    if (found.ipv6 === false) throw new Refusal("UnsupportedOperation.BandwidthPackageIdNotSupported");
    if (found.closed || internetChargeType !== "BANDWIDTH_PACKAGE") {
      throw new Refusal("UnsupportedOperation.InvalidAddressInternetChargeType");
    }
  }
  return { bandwidth, internetChargeType, bandwidthPackage, tags };
}

/** Writes to the ledger what happened to the bandwidth of a classic address. */
export function recordBandwidth(context: Context, at: number, event: LedgerEvent, row: PublicAddress, before?: number) {
  const { id, address: subject, bandwidth, internetChargeType } = row;
  const detail = { bandwidth, ...(before !== undefined && { before }), internetChargeType };
  record(context, { event, resource: "Ipv6InternetBandwidth", id, subject, detail }, at);
}

export function endBandwidth(context: Context, at: number, row: PublicAddress): void {
  context.state.publicAddresses.delete(row.id);
  recordBandwidth(context, at, "released", row);
}
