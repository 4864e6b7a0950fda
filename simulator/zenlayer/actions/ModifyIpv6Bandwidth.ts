import { rule } from "../../kit/rules";
import type { Action } from "../action";
import { checkBandwidth, requireIpv6 } from "../cards";
import { Refusal } from "../errors";
import { begin } from "../operations";

/**
 * Changes the bandwidth of a public IPv6. Asynchronous: see operations.ts. Sets a value, so it may be repeated.
 * Source: the vendor's SDKs, since June 2026. Its error codes are not published.
 */
export const modifyIpv6Bandwidth: Action = {
  name: "ModifyIpv6Bandwidth",
  service: "zec",
  rules: [
    rule("documented", "ipv6Id and bandwidth are required; the IPv6 must be RUNNING."),
    rule(
      "assumed",
      "Refuses as AssignNetworkInterfaceIpv6 does; an unknown id is OPERATION_FAILED_RESOURCE_NOT_FOUND.",
    ),
  ],
  run: (context) => {
    const card = requireIpv6(context, context.input.required("ipv6Id"));
    const mbps = context.input.number("bandwidth");
    if (mbps === undefined) throw new Refusal("MISSING_PARAMETER", "bandwidth is required.");
    return begin(context, card, "ModifyBandwidth", { bandwidth: checkBandwidth(mbps) });
  },
};
