import { rule } from "../../kit/rules";
import type { Action } from "../action";
import { requireIpv6, requireReady, requireRunning } from "../cards";
import { Refusal } from "../errors";
import { removeIpv6 } from "../removal";

/**
 * Deletes public IPv6, one after the other: what fails is told in an answer that is otherwise a success.
 * Source: the vendor's Python SDK, since September 2026.
 */
export const deleteIpv6Addresses: Action = {
  name: "DeleteIpv6Addresses",
  service: "zec",
  rules: [
    rule("documented", "HTTP 200 with failedIpv6Addresses of {ipv6Id, errorCode, errorMsg} for those that failed."),
    rule("assumed", "At most 100 ids."),
  ],
  run: (context) => {
    const ids = context.input.capped("ipv6Ids", 100);
    if (ids.length === 0) throw new Refusal("MISSING_PARAMETER", "ipv6Ids is required.");
    const failedIpv6Addresses = ids.flatMap((ipv6Id) => {
      try {
        const card = requireIpv6(context, ipv6Id);
        requireReady(card);
        requireRunning(card);
        removeIpv6(context, card, card.ipv6);
        return [];
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        return [{ ipv6Id, errorCode: error.code, errorMsg: error.message }];
      }
    });
    return { failedIpv6Addresses };
  },
};
