import { assumed, documented } from "../../common/rules";
import { defineChange } from "../action";
import { MODES } from "../billing";
import { Refusal } from "../errors";
import { type PublicNetworkInterface, requireIpv6, requireRunning } from "../network-interfaces";
import { change } from "../operations";

/**
 * Changes how strictly the bandwidth is limited. The vendor's Terraform provider makes only this change.
 * Source: the vendor's SDKs, since May 2026. Its error codes are not published.
 */
export const modifyNetworkInterfacePublicIPv6BandwidthLimitMode = defineChange<{
  nic: PublicNetworkInterface;
  rateLimitMode: string;
}>({
  name: "ModifyNetworkInterfacePublicIPv6BandwidthLimitMode",
  takes: ["ipv6CidrId", "rateLimitMode"],
  rules: [
    documented("The id is called ipv6CidrId here. The IPv6 must be RUNNING and have a bandwidth."),
    assumed("Complete when the call is answered. Without a bandwidth it answers INVALID_PARAMETER_BANDWIDTH_ERROR."),
  ],
  check: (context) => {
    const nic = requireIpv6(context, context.parameters.required("ipv6CidrId"));
    const rateLimitMode = context.parameters.requiredWord("rateLimitMode", MODES);
    requireRunning(nic);
    if (nic.ipv6.billing.bandwidth === undefined) throw new Refusal("INVALID_PARAMETER_BANDWIDTH_ERROR");
    return { nic, rateLimitMode };
  },
  act: (context, { nic, rateLimitMode }) => {
    change(context, nic, { rateLimitMode });
    return {};
  },
});
