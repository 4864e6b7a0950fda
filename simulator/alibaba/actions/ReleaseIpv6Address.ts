import { rule } from "../../kit/rules";
import { defineChange } from "../action";
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
      "Order: exists, status, bandwidth, association. An unknown address answers InvalidIpv6Instance.NotFound.",
    ),
  ],
  check: (context) => {
    const address = findAddress(context, context.input.required("Ipv6AddressId"));
    if (!address) throw new Refusal("InvalidIpv6Instance.NotFound");
    if (context.now < address.pendingUntil) throw new Refusal("IncorrectStatus.Ipv6Instance");
    if (address.bandwidth) throw new Refusal("DependencyViolation.Ipv6InternetBandwidth");
    if (address.networkInterface !== undefined) throw new Refusal("OperationFailed.AssociationExist");
    return address;
  },
  act: (context, address) => {
    context.world.ipv6Addresses.delete(address.id);
    return {};
  },
});
