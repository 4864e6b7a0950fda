import { rule } from "../../kit/rules";
import type { Action } from "../action";
import { checkBandwidth, checkPackage, requireIpv6 } from "../cards";
import { Refusal } from "../errors";
import { CHARGE_TYPES } from "./AssignNetworkInterfaceIpv6";

/** Prices are made up: so much for each Mbit/s, or TB, and hour. */
const PRICE = 0.01;
const made = rule("assumed", "Prices are made up: 0.01 for each Mbit/s or TB and hour. Nothing is ordered.");

function price(amount: number): Record<string, unknown> {
  const originalPrice = Math.round(amount * PRICE * 1e4) / 1e4;
  return {
    ...{ discount: 100, discountPrice: originalPrice, originalPrice, unitPrice: null, discountUnitPrice: null },
    ...{ chargeUnit: "HOUR", stepPrices: null, amountUnit: null, category: "STANDARD" },
    ...{ excessUnitPrice: null, excessDiscountUnitPrice: null, excessAmountUnit: null },
  };
}

/** What a new public IPv6 would cost. Source: the vendor's SDKs. */
export const inquiryPricePublicIpv6: Action = {
  name: "InquiryPricePublicIpv6",
  service: "zec",
  old: true,
  rules: [rule("documented", "regionId is required; packageSize, bandwidth and amount are not."), made],
  run: ({ input }) => {
    input.required("regionId");
    const size = input.number("packageSize");
    const amount = size === undefined ? (input.number("bandwidth") ?? 1) : checkPackage(size);
    return { bandwidthPrice: price(amount * (input.number("amount") ?? 1)) };
  },
};

/** What another bandwidth would cost. Source: the vendor's SDKs. */
export const inquiryPriceModifyIpv6Bandwidth: Action = {
  name: "InquiryPriceModifyIpv6Bandwidth",
  service: "zec",
  rules: [rule("documented", "Only for ByBandwidth."), made],
  run: (context) => {
    const { billing } = requireIpv6(context, context.input.required("ipv6Id")).ipv6;
    if (billing.internetChargeType !== "ByBandwidth") {
      throw new Refusal("OPERATION_DENIED_INTERNET_CHARGE_TYPE_NOT_SUPPORT");
    }
    const wanted = checkBandwidth(context.input.number("bandwidth") ?? 0);
    const previousPrices = { ipv6Price: price(1), bandwidthPrice: price(billing.bandwidth ?? 0) };
    return { ipv6Price: price(1), bandwidthPrice: price(wanted), previousPrices };
  },
};

/** What another charge type would cost; there is no call to change to it. Source: the vendor's SDKs. */
export const inquiryPriceChangeIpv6InternetChargeType: Action = {
  name: "InquiryPriceChangeIpv6InternetChargeType",
  service: "zec",
  rules: [rule("documented", "The package is called flowPackage here."), made],
  run: (context) => {
    const { input } = context;
    requireIpv6(context, input.required("ipv6Id"));
    if (!input.word("internetChargeType", CHARGE_TYPES)) {
      throw new Refusal("MISSING_PARAMETER", "internetChargeType is required.");
    }
    return {
      ipv6Price: price(1),
      bandwidthPrice: price(input.number("flowPackage") ?? input.number("bandwidth") ?? 1),
    };
  },
};
