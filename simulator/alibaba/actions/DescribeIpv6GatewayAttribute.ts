import { rule } from "../../kit/rules";
import { defineRead } from "../action";
import { Refusal } from "../errors";
import { mine } from "../find";
import { gatewayView } from "../views";

/** Shows one IPv6 gateway. Source: VPC API reference, DescribeIpv6GatewayAttribute. */
export const describeIpv6GatewayAttribute = defineRead({
  name: "DescribeIpv6GatewayAttribute",
  product: "vpc",
  rules: [
    rule("documented", "The fields of the list, flat, and GatewayRouteTableId."),
    rule("assumed", "An unknown id answers InvalidIpv6GatewayId.NotFound with status 404."),
  ],
  read: (context) => {
    const id = context.input.required("Ipv6GatewayId");
    const vpc = context.world.vpcs.all().find((row) => row.ipv6Gateway === id && mine(context, row));
    if (!vpc) throw new Refusal("InvalidIpv6GatewayId.NotFound");
    return { ...gatewayView(vpc), GatewayRouteTableId: "" };
  },
});
