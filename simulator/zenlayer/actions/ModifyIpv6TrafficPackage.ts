import { rule } from "../../kit/rules";
import type { Action } from "../action";
import { checkPackage, requireIpv6 } from "../cards";
import { Refusal } from "../errors";
import { begin } from "../operations";

/**
 * Changes the monthly package of a public IPv6 that is billed ByTrafficPackage. Asynchronous: see operations.ts.
 * Source: the vendor's SDKs, since July 2026. Its error codes are not published.
 */
export const modifyIpv6TrafficPackage: Action = {
  name: "ModifyIpv6TrafficPackage",
  service: "zec",
  rules: [
    rule("documented", "ipv6Id and trafficPackageSize are required."),
    rule("assumed", "Asynchronous like the bandwidth. Smaller is allowed."),
    rule("assumed", "Another charge type answers OPERATION_DENIED_INTERNET_CHARGE_TYPE_NOT_SUPPORT."),
  ],
  run: (context) => {
    const card = requireIpv6(context, context.input.required("ipv6Id"));
    const size = context.input.number("trafficPackageSize");
    if (size === undefined) throw new Refusal("MISSING_PARAMETER", "trafficPackageSize is required.");
    const packageSize = checkPackage(size);
    if (card.ipv6.billing.internetChargeType !== "ByTrafficPackage") {
      throw new Refusal("OPERATION_DENIED_INTERNET_CHARGE_TYPE_NOT_SUPPORT");
    }
    return begin(context, card, "ModifyFlowPackage", { packageSize });
  },
};
