import { ceilingBy, needs, onlyWith, type Rule } from "../../core/check";
import { isReserved, tags, text, word } from "../../core/field";
import { bandwidth } from "../../resources/ipv6-internet-bandwidth";
import { HELD_KEY, OWNER_KEY, RESERVED, tagsOf } from "./ownership";
import { type AddressRow, TITLE } from "./wire";

/** Billing and tags, which classic public addresses and EIPv6 share. */

const BY_TRAFFIC = "TRAFFIC_POSTPAID_BY_HOUR";
const BY_PACKAGE = "BANDWIDTH_PACKAGE";

export function billingFields(source: string) {
  return {
    bandwidth: bandwidth({ min: 1, default: 1, source }),
    internetChargeType: word(
      {
        [BY_TRAFFIC]: "billed by the hour for what is sent",
        [BY_PACKAGE]: "in a shared bandwidth package, billed there",
      },
      {
        doc: "How it is billed. No call changes it: the address is released, then ordered again. Bill-by-CVM accounts do not return it; the declared value is then assumed.",
        default: BY_TRAFFIC,
        onChange: "replace",
        source,
      },
    ),
    bandwidthPackageId: text({
      doc: "Id of the shared bandwidth package.",
      pattern: /^bwp-[\w-]+$/,
      shape: "the id of a bandwidth package, such as bwp-5ag0e9yb",
      onChange: "replace",
      source,
    }),
    tags: tags({
      doc: `Tags of the public address. Changed in place. The provider adds \`${OWNER_KEY}\` and \`${HELD_KEY}\` to record ownership. Neither these nor system tags are shown.`,
      max: 48,
      longestKey: 127,
      longestValue: 255,
      reserved: RESERVED,
      source: "ModifyResourceTags",
    }),
  };
}

export const billingRules: readonly Rule[] = [
  needs(TITLE, "bandwidthPackageId", "internetChargeType", [BY_PACKAGE], "refuse"),
  onlyWith(TITLE, "bandwidthPackageId", "internetChargeType", [BY_PACKAGE], "refuse"),
  ceilingBy(TITLE, "bandwidth", "internetChargeType", { [BY_TRAFFIC]: 100, [BY_PACKAGE]: 2_000 }, "Mbps"),
];

/** Values that the cloud may leave out of a response, as declared or last seen. */
export interface DeclaredBilling {
  readonly bandwidth?: number | undefined;
  readonly internetChargeType?: typeof BY_TRAFFIC | typeof BY_PACKAGE | undefined;
  readonly bandwidthPackageId?: string | undefined;
}

export function declaredBillingOf({
  bandwidth: mbps,
  internetChargeType,
  bandwidthPackageId,
}: DeclaredBilling): DeclaredBilling {
  return { bandwidth: mbps, internetChargeType, bandwidthPackageId };
}

/** Null fields take the assumed value. */
export function billingOf(row: AddressRow, assumed: DeclaredBilling) {
  return {
    bandwidth: row.Bandwidth ?? assumed.bandwidth,
    internetChargeType: row.InternetChargeType || assumed.internetChargeType,
    // Without a charge type, an empty package id may mean "none" or "not returned".
    bandwidthPackageId: row.BandwidthPackageId || (row.InternetChargeType ? undefined : assumed.bandwidthPackageId),
  };
}

/** The tags that the program manages. */
export function shownTagsOf(row: AddressRow): Record<string, string> {
  return Object.fromEntries(Object.entries(tagsOf(row)).filter(([key]) => !isReserved(RESERVED, key)));
}

export function notesOf(row: AddressRow): string[] {
  return [
    ...(row.IsArrears ? ["in arrears: traffic may be stopped until the bill is settled"] : []),
    ...(row.IsBlocked ? [`blocked by ${TITLE}`] : []),
  ];
}

/** Transitional states. */
const CHANGING = new Set(["CREATING", "BINDING", "UNBINDING", "OFFLINING"]);

export function doingOf({ AddressStatus: status }: AddressRow): string | undefined {
  return status && CHANGING.has(status) ? `the address is ${status}` : undefined;
}

/** Where an EIPv6 leaves the cloud: spelled center_egress1 in responses, and CENTER_EGRESS_1 in orders. Undefined for other spellings. */
export function egressOf({ Egress }: AddressRow): string | undefined {
  const [, number] = /^center_?egress_?(\d+)$/i.exec(Egress ?? "") ?? [];
  return number && `CENTER_EGRESS_${number}`;
}
