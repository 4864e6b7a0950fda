import { assumed, documented } from "../../common/rules";
import { defineRead } from "../action";
import { CHARGE_TYPES } from "../billing";
import { Refusal } from "../errors";
import { checkBandwidth, checkPackage, requireIpv6 } from "../network-interfaces";
import { INVENTED_PRICE } from "../prices";

const made = assumed("Prices are invented: 0.01 for each Mbit/s or TB and hour. Nothing is ordered.");

function price(amount: number): Record<string, unknown> {
  const originalPrice = Math.round(amount * INVENTED_PRICE * 1e4) / 1e4;
  return {
    ...{ discount: 100, discountPrice: originalPrice, originalPrice, unitPrice: null, discountUnitPrice: null },
    ...{ chargeUnit: "HOUR", stepPrices: null, amountUnit: null, category: "STANDARD" },
    ...{ excessUnitPrice: null, excessDiscountUnitPrice: null, excessAmountUnit: null },
  };
}

/** What a new public IPv6 would cost. Source: the vendor's SDKs. */
export const inquiryPricePublicIpv6 = defineRead({
  name: "InquiryPricePublicIpv6",
  takes: ["regionId", "packageSize", "bandwidth", "amount"],
  old: true,
  rules: [documented("regionId is required; packageSize, bandwidth and amount are not."), made],
  read: ({ parameters }) => {
    parameters.required("regionId");
    const size = parameters.number("packageSize");
    const amount = size === undefined ? (parameters.number("bandwidth") ?? 1) : checkPackage(size);
    return { bandwidthPrice: price(amount * (parameters.number("amount") ?? 1)) };
  },
});

/** What another bandwidth would cost. Source: the vendor's SDKs. */
export const inquiryPriceModifyIpv6Bandwidth = defineRead({
  name: "InquiryPriceModifyIpv6Bandwidth",
  takes: ["ipv6Id", "bandwidth"],
  rules: [documented("Only for ByBandwidth."), made],
  read: (context) => {
    const { billing } = requireIpv6(context, context.parameters.required("ipv6Id")).ipv6;
    if (billing.internetChargeType !== "ByBandwidth") {
      throw new Refusal("OPERATION_DENIED_INTERNET_CHARGE_TYPE_NOT_SUPPORT");
    }
    const wanted = checkBandwidth(context.parameters.number("bandwidth") ?? 0);
    const previousPrices = { ipv6Price: price(1), bandwidthPrice: price(billing.bandwidth ?? 0) };
    return { ipv6Price: price(1), bandwidthPrice: price(wanted), previousPrices };
  },
});

/** What another charge type would cost; there is no call to change to it. Source: the vendor's SDKs. */
export const inquiryPriceChangeIpv6InternetChargeType = defineRead({
  name: "InquiryPriceChangeIpv6InternetChargeType",
  takes: ["ipv6Id", "internetChargeType", "bandwidth", "flowPackage"],
  rules: [documented("The package is called flowPackage here."), made],
  read: (context) => {
    const { parameters } = context;
    requireIpv6(context, parameters.required("ipv6Id"));
    parameters.requiredWord("internetChargeType", CHARGE_TYPES);
    return {
      ipv6Price: price(1),
      bandwidthPrice: price(parameters.number("flowPackage") ?? parameters.number("bandwidth") ?? 1),
    };
  },
});
