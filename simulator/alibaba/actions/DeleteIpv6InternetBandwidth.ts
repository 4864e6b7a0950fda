import { assumed, documented } from "../../common/rules";
import { defineChange } from "../action";
import { endBandwidth } from "../effects";
import { Refusal } from "../errors";
import { bandwidthSubject, type Placed, requireBandwidth } from "../require";

/**
 * Deletes a bandwidth, named by its own id, by its address, or by both. Repeatable with a client token; without one a
 * repeat is refused because the bandwidth no longer exists.
 * Source: VPC API reference, DeleteIpv6InternetBandwidth.
 */
export const deleteIpv6InternetBandwidth = defineChange<Placed>({
  name: "DeleteIpv6InternetBandwidth",
  takes: ["Ipv6AddressId", "Ipv6InternetBandwidthId"],
  subject: bandwidthSubject,
  rules: [
    documented("Both ids missing answers BothEmptyParam.Ipv6AddressIdAndIpv6InternetBandwidthId."),
    documented("An address managed by a service answers OperationFailed.ServiceManaged, with status 404."),
    assumed(
      "A bandwidth that was deleted or never existed, and an address without one, answer InvalidIpv6Instance.NotFound: the page lists no code.",
    ),
    assumed("Two ids that do not belong together answer ParamExclusive, as on Modify."),
    assumed("A bandwidth in transition answers OperationFailed.InternetBandwidthUnstable, as on Modify."),
    assumed("A bandwidth locked for arrears can be deleted."),
    assumed("An egress-only rule of the address does not prevent this and is not deleted with it."),
  ],
  check: (context) => {
    const placed = requireBandwidth(context, {
      bothEmpty: "BothEmptyParam.Ipv6AddressIdAndIpv6InternetBandwidthId",
      none: "InvalidIpv6Instance.NotFound",
    });
    if (placed.address?.serviceManaged) throw new Refusal("OperationFailed.ServiceManaged");
    if (context.now < placed.bandwidth.busyUntil) throw new Refusal("OperationFailed.InternetBandwidthUnstable");
    return placed;
  },
  act: (context, placed) => {
    endBandwidth(context, placed);
    return {};
  },
});
