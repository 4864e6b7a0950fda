import { rule } from "../../kit/rules";
import { defineChange, record } from "../action";
import { dropRulesOf } from "../egress-rules";
import { Refusal } from "../errors";
import { findAddress } from "../find";
import type { Ipv6Address } from "../world";

/** Gives a free IPv6 address back. Repeatable with a client token. Source: VPC API reference, ReleaseIpv6Address. */
export const releaseIpv6Address = defineChange<Ipv6Address>({
  name: "ReleaseIpv6Address",
  product: "vpc",
  takesToken: true,
  takesDryRun: true,
  subject: ({ input }) => input.text("Ipv6AddressId"),
  rules: [
    rule(
      "documented",
      "An address on a card answers AssociationExist, one with bandwidth DependencyViolation.Ipv6InternetBandwidth, one that is Pending IncorrectStatus.Ipv6Instance.",
    ),
    rule(
      "assumed",
      "Order: exists, managed by a service (OperationFailed.ServiceManaged), status, bandwidth, association.",
    ),
    rule("documented", "An unknown address answers ResourceNotFound.Ipv6InstanceId, with status 404."),
    rule(
      "assumed",
      "An egress-only rule on it does not hold it back, and goes with it, as with UnassignIpv6Addresses.",
    ),
  ],
  check: (context) => {
    const address = findAddress(context, context.input.required("Ipv6AddressId"));
    if (!address) throw new Refusal("ResourceNotFound.Ipv6InstanceId");
    if (address.serviceManaged) throw new Refusal("OperationFailed.ServiceManaged");
    if (context.now < address.pendingUntil) throw new Refusal("IncorrectStatus.Ipv6Instance");
    if (address.bandwidth) throw new Refusal("DependencyViolation.Ipv6InternetBandwidth");
    if (address.networkInterface !== undefined) throw new Refusal("OperationFailed.AssociationExist");
    return address;
  },
  act: (context, address) => {
    const { id, address: text, vSwitch: subject } = address;
    dropRulesOf(context, id);
    context.world.ipv6Addresses.delete(id);
    record(context, { event: "unassigned", resource: "Ipv6Address", id, subject, detail: { address: text } });
    return {};
  },
});
