import { record } from "../../common/action";
import { assumed, documented } from "../../common/rules";
import { defineChange } from "../action";
import { dropRulesOf } from "../egress-rules";
import { Refusal } from "../errors";
import { requireAddress } from "../require";
import type { Ipv6Address } from "../state";

/** Releases an unattached IPv6 address. Repeatable with a client token. Source: VPC API reference, ReleaseIpv6Address. */
export const releaseIpv6Address = defineChange<Ipv6Address>({
  name: "ReleaseIpv6Address",
  takes: ["Ipv6AddressId"],
  subject: ({ parameters }) => parameters.text("Ipv6AddressId"),
  rules: [
    documented(
      "An address on a network interface answers AssociationExist, one with bandwidth DependencyViolation.Ipv6InternetBandwidth, one that is Pending IncorrectStatus.Ipv6Instance.",
    ),
    assumed("Order: exists, managed by a service (OperationFailed.ServiceManaged), status, bandwidth, association."),
    documented("An unknown address answers ResourceNotFound.Ipv6InstanceId, with status 404."),
    assumed(
      "An egress-only rule of the address does not prevent this and is deleted with it, as with UnassignIpv6Addresses.",
    ),
  ],
  check: (context) => {
    const address = requireAddress(
      context,
      context.parameters.required("Ipv6AddressId"),
      "ResourceNotFound.Ipv6InstanceId",
    );
    if (address.serviceManaged) throw new Refusal("OperationFailed.ServiceManaged");
    if (context.now < address.pendingUntil) throw new Refusal("IncorrectStatus.Ipv6Instance");
    if (address.bandwidth) throw new Refusal("DependencyViolation.Ipv6InternetBandwidth");
    if (address.networkInterface !== undefined) throw new Refusal("OperationFailed.AssociationExist");
    return address;
  },
  act: (context, address) => {
    const { id, address: text, vSwitch: subject } = address;
    dropRulesOf(context, id);
    context.state.ipv6Addresses.delete(id);
    record(context, { event: "unassigned", resource: "Ipv6Address", id, subject, detail: { address: text } });
    return {};
  },
});
