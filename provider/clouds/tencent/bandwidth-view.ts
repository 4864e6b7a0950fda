import type { Context } from "../../core/context";
import type { Assumed, Properties } from "./ipv6-internet-bandwidth";
import { bearsMark, markOf, OWNER_KEY } from "./owner";
import type { AddressRow } from "./wire";

/** States on the way to another one, or to nothing. */
const IN_MOTION = new Set(["CREATING", "BINDING", "UNBINDING", "OFFLINING"]);
/** An address with private reach only: no bandwidth. */
const PRIVATE = "PRIVATE";

export interface Seen {
  readonly row: AddressRow;
  readonly properties: Properties;
  readonly notes: readonly string[];
}

/** In our words. What the cloud leaves null is as assumed; what nobody knows is left out, so that it is no drift. */
export function seenOn(
  row: AddressRow | undefined,
  region: string,
  ip6Address: string,
  assumed: Assumed = {},
): Seen | undefined {
  if (!row || row.AddressStatus === PRIVATE) return undefined;
  const { [OWNER_KEY]: _mark, ...tags } = tagsOf(row);
  const values = {
    region,
    ip6Address,
    bandwidth: row.Bandwidth ?? assumed.bandwidth,
    internetChargeType: row.InternetChargeType || assumed.internetChargeType,
    // Without a charge type beside it, an empty package may mean "none" or "not told".
    bandwidthPackageId: row.BandwidthPackageId || (row.InternetChargeType ? undefined : assumed.bandwidthPackageId),
    tags,
    addressId: row.AddressId,
    status: row.AddressStatus ?? "",
  };
  const known = Object.entries(values).filter(([, value]) => value !== undefined);
  const notes = [
    ...(row.IsArrears ? ["in arrears: traffic may be stopped until the bill is settled"] : []),
    ...(row.IsBlocked ? ["blocked by Tencent Cloud"] : []),
  ];
  return { row, properties: Object.fromEntries(known) as Properties, notes };
}

export function doingOf({ AddressStatus: status }: AddressRow): string | undefined {
  return status && IN_MOTION.has(status) ? `the address is ${status}` : undefined;
}

export function ownedBy({ owner }: Context, { row, properties }: Seen): boolean {
  return bearsMark(tagsOf(row), markOf(owner, properties.ip6Address ?? ""));
}

function tagsOf({ TagSet }: AddressRow): Record<string, string> {
  return Object.fromEntries((TagSet ?? []).map(({ Key, Value }) => [Key, Value ?? ""]));
}
