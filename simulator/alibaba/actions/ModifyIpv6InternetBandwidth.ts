import { record } from "../../common/action";
import { assumed, documented } from "../../common/rules";
import { defineChange } from "../action";
import { putBandwidth, subjectOf } from "../effects";
import { Refusal } from "../errors";
import { checkOrder, orderRules, requireBandwidthMbps } from "../orders";
import { bandwidthSubject, type Placed, requireBandwidth } from "../require";

/**
 * Changes how much a bandwidth is; charge type and address cannot change. Named by its own id, by its address, or by
 * both when they belong together. Repeatable with a client token.
 * Source: VPC API reference, ModifyIpv6InternetBandwidth.
 */
export const modifyIpv6InternetBandwidth = defineChange<{ placed: Placed; mbps: number }>({
  name: "ModifyIpv6InternetBandwidth",
  takes: ["Ipv6AddressId", "Ipv6InternetBandwidthId", "Bandwidth"],
  subject: bandwidthSubject,
  rules: [
    orderRules.range,
    orderRules.totals,
    orderRules.account,
    documented(
      "Both ids missing answers MissingParam.Ipv6InstanceId; two ids that do not belong together ParamExclusive.",
    ),
    documented(
      "A bandwidth locked for arrears refuses with OperationUnsupported.FinancialLocked, one in transition with InternetBandwidthUnstable.",
    ),
    documented("The order system's SaleValidate has status 404 here and 500 on Allocate."),
    assumed(
      "A bandwidth that was deleted, and an address without one, answer InternetBandwidthNonExist; an id that never existed InvalidIpv6Instance.NotFound.",
    ),
    assumed(
      "A bandwidth above the limit of its charge type answers BandwidthExceedLimit; above 5000, below 1 or no number answers IllegalParam.Bandwidth.",
    ),
    assumed("A change to the present bandwidth succeeds and counts as a change."),
    assumed("A bandwidth whose address was deleted can still be changed by its own id."),
  ],
  check: (context) => {
    const missing = "MissingParam.Ipv6InstanceId";
    const placed = requireBandwidth(context, {
      bothEmpty: missing,
      none: "OperationFailed.InternetBandwidthNonExist",
    });
    const { bandwidth } = placed;
    const mbps = requireBandwidthMbps(context, bandwidth.internetChargeType, "OperationFailed.BandwidthExceedLimit");
    if (bandwidth.businessStatus !== "Normal") throw new Refusal("OperationUnsupported.FinancialLocked");
    if (context.now < bandwidth.busyUntil) throw new Refusal("OperationFailed.InternetBandwidthUnstable");
    checkOrder(context, { "OperationFailed.SaleValidate": 404 });
    return { placed, mbps };
  },
  act: (context, { placed, mbps }) => {
    const { bandwidth } = placed;
    const busyUntil = context.now + context.services.pace.bandwidthConfiguringMs;
    putBandwidth(context, placed, { ...bandwidth, bandwidth: mbps, busyUntil });
    const subject = subjectOf(placed);
    const detail = { bandwidth: mbps, before: bandwidth.bandwidth, internetChargeType: bandwidth.internetChargeType };
    record(context, { event: "changed", resource: "Ipv6InternetBandwidth", id: bandwidth.id, subject, detail });
    return {};
  },
});
