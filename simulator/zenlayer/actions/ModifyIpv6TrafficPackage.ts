import { assumed, documented } from "../../common/rules";
import { defineChange } from "../action";
import { Refusal } from "../errors";
import { checkPackage, type PublicNetworkInterface, requireIpv6, requireRunning } from "../network-interfaces";
import { begin } from "../operations";

/**
 * Changes the monthly package of a public IPv6 that is billed ByTrafficPackage. Asynchronous: see operations.ts.
 * Source: the vendor's SDKs, since July 2026. Its error codes are not published.
 */
export const modifyIpv6TrafficPackage = defineChange<{ nic: PublicNetworkInterface; packageSize: number }>({
  name: "ModifyIpv6TrafficPackage",
  takes: ["ipv6Id", "trafficPackageSize"],
  rules: [
    documented("ipv6Id and trafficPackageSize are required."),
    assumed("Asynchronous like a change of bandwidth. A smaller package is allowed."),
    assumed("Another charge type answers OPERATION_DENIED_INTERNET_CHARGE_TYPE_NOT_SUPPORT."),
  ],
  check: (context) => {
    const nic = requireIpv6(context, context.parameters.required("ipv6Id"));
    const packageSize = checkPackage(context.parameters.requiredNumber("trafficPackageSize"));
    if (nic.ipv6.billing.internetChargeType !== "ByTrafficPackage") {
      throw new Refusal("OPERATION_DENIED_INTERNET_CHARGE_TYPE_NOT_SUPPORT");
    }
    requireRunning(nic);
    return { nic, packageSize };
  },
  act: (context, { nic, packageSize }) => {
    begin(context, nic, "ModifyFlowPackage", { packageSize });
    return {};
  },
});
