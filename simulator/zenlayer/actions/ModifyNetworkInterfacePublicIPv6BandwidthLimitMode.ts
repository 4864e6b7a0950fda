import { rule } from "../../kit/rules";
import type { Action } from "../action";
import { requireIpv6, requireRunning } from "../cards";
import { Refusal } from "../errors";
import { change } from "../operations";
import { MODES } from "./AssignNetworkInterfaceIpv6";

/**
 * Changes how strictly the bandwidth is kept. The one change that other people's Terraform provider makes.
 * Source: the vendor's SDKs, since May 2026. Its error codes are not published.
 */
export const modifyNetworkInterfacePublicIPv6BandwidthLimitMode: Action = {
  name: "ModifyNetworkInterfacePublicIPv6BandwidthLimitMode",
  service: "zec",
  rules: [
    rule("documented", "The id is called ipv6CidrId here. The IPv6 must be RUNNING and have a bandwidth."),
    rule("assumed", "Done when answered. Without a bandwidth it answers INVALID_PARAMETER_BANDWIDTH_ERROR."),
  ],
  run: (context) => {
    const { input } = context;
    const card = requireIpv6(context, input.required("ipv6CidrId"));
    const rateLimitMode = input.word("rateLimitMode", MODES);
    if (rateLimitMode === undefined) throw new Refusal("MISSING_PARAMETER", "rateLimitMode is required.");
    requireRunning(card);
    if (card.ipv6.billing.bandwidth === undefined) throw new Refusal("INVALID_PARAMETER_BANDWIDTH_ERROR");
    change(context, card, { rateLimitMode });
    return {};
  },
};
