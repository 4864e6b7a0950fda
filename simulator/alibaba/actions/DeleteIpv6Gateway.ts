import { isVisible } from "../../common/action";
import { assumed, documented } from "../../common/rules";
import { defineChange } from "../action";
import { dropRulesOf, rulesOf } from "../egress-rules";
import { Refusal } from "../errors";
import type { Vpc } from "../state";

/** Deletes the IPv6 gateway of a VPC. Source: VPC API reference, DeleteIpv6Gateway. */
export const deleteIpv6Gateway = defineChange<Vpc>({
  name: "DeleteIpv6Gateway",
  takes: ["Ipv6GatewayId"],
  subject: ({ parameters }) => parameters.text("Ipv6GatewayId"),
  rules: [
    documented("Ipv6GatewayId is required."),
    assumed("Its egress-only rules end with it; internet bandwidth stays on its addresses."),
    assumed("A gateway that does not exist answers InvalidIpv6GatewayId.NotFound."),
  ],
  check: (context) => {
    const { parameters, state } = context;
    const gateway = parameters.required("Ipv6GatewayId");
    const vpc = state.vpcs.all().find((row) => row.ipv6Gateway === gateway && isVisible(context, row));
    if (!vpc) throw new Refusal("InvalidIpv6GatewayId.NotFound");
    return vpc;
  },
  act: (context, { ipv6Gateway = "", ...vpc }) => {
    for (const rule of rulesOf(context, ipv6Gateway)) dropRulesOf(context, rule.ipv6AddressId);
    context.state.vpcs.put(vpc);
    return {};
  },
});
