import { assumed, documented } from "../../common/rules";
import { defineChange } from "../action";
import { checkBandwidth, type PublicNetworkInterface, requireIpv6, requireRunning } from "../network-interfaces";
import { begin } from "../operations";

/**
 * Changes the bandwidth of a public IPv6. Asynchronous: see operations.ts. Sets a value, so it may be repeated.
 * Source: the vendor's SDKs, since June 2026. Its error codes are not published.
 */
export const modifyIpv6Bandwidth = defineChange<{ nic: PublicNetworkInterface; bandwidth: number }>({
  name: "ModifyIpv6Bandwidth",
  takes: ["ipv6Id", "bandwidth"],
  rules: [
    documented("ipv6Id and bandwidth are required; the IPv6 must be RUNNING."),
    assumed("Refuses as AssignNetworkInterfaceIpv6 does; an unknown id is OPERATION_FAILED_RESOURCE_NOT_FOUND."),
  ],
  check: (context) => {
    const nic = requireIpv6(context, context.parameters.required("ipv6Id"));
    const bandwidth = checkBandwidth(context.parameters.requiredNumber("bandwidth"));
    requireRunning(nic);
    return { nic, bandwidth };
  },
  act: (context, { nic, bandwidth }) => {
    begin(context, nic, "ModifyBandwidth", { bandwidth });
    return {};
  },
});
