import { rule } from "../../kit/rules";
import type { Action } from "../action";
import { requireCard, requireReady } from "../cards";
import { Refusal } from "../errors";
import { removeIpv6 } from "../removal";

/**
 * Takes the IPv6, public or private, off a network card, which falls back to IPv4; its billing ends at once.
 * Source: the vendor's SDKs, since June 2026. Its error codes are not published.
 */
export const unassignNetworkInterfaceIpv6: Action = {
  name: "UnassignNetworkInterfaceIpv6",
  service: "zec",
  rules: [
    rule("documented", "Works for public and private IPv6."),
    rule("assumed", "A card without IPv6 answers OPERATION_FAILED_RESOURCE_NOT_FOUND; in motion, INVALID_NIC_STATUS."),
  ],
  run: (context) => {
    const card = requireCard(context);
    requireReady(card);
    if (!card.ipv6) throw new Refusal("OPERATION_FAILED_RESOURCE_NOT_FOUND", "The vNIC has no IPv6.");
    removeIpv6(context, card, card.ipv6);
    return {};
  },
};
