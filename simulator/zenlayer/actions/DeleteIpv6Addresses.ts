import { assumed, documented } from "../../common/rules";
import { defineChange } from "../action";
import { Refusal } from "../errors";
import { removeIpv6, requireIpv6, requireReady, requireRunning } from "../network-interfaces";

/**
 * Deletes public IPv6, one after the other. The answer is a success that lists those that failed.
 * Source: the vendor's Python SDK, since September 2026.
 */
export const deleteIpv6Addresses = defineChange<string[]>({
  name: "DeleteIpv6Addresses",
  takes: ["ipv6Ids"],
  rules: [
    documented("HTTP 200 with failedIpv6Addresses of {ipv6Id, errorCode, errorMsg} for those that failed."),
    assumed("At most 100 ids."),
  ],
  check: ({ parameters }) => {
    const ids = parameters.capped("ipv6Ids", 100);
    if (ids.length === 0) throw new Refusal("MISSING_PARAMETER", "ipv6Ids is required.");
    return ids;
  },
  act: (context, ids) => {
    const failedIpv6Addresses = ids.flatMap((ipv6Id) => {
      try {
        const nic = requireIpv6(context, ipv6Id);
        requireReady(nic);
        requireRunning(nic);
        removeIpv6(context, nic, nic.ipv6);
        return [];
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        return [{ ipv6Id, errorCode: error.code, errorMsg: error.message }];
      }
    });
    return { failedIpv6Addresses };
  },
});
