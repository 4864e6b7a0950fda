import { isVisible } from "../../common/action";
import { assumed, documented } from "../../common/rules";
import { defineRead } from "../action";
import { Refusal } from "../errors";
import { gatewayView } from "../views";

/** Shows one IPv6 gateway. Source: VPC API reference, DescribeIpv6GatewayAttribute. */
export const describeIpv6GatewayAttribute = defineRead({
  name: "DescribeIpv6GatewayAttribute",
  takes: ["Ipv6GatewayId"],
  rules: [
    documented("The fields of the list, flat, and GatewayRouteTableId."),
    assumed("An unknown id answers InvalidIpv6GatewayId.NotFound with status 404."),
  ],
  read: (context) => {
    const id = context.parameters.required("Ipv6GatewayId");
    const vpc = context.state.vpcs.all().find((row) => row.ipv6Gateway === id && isVisible(context, row));
    if (!vpc) throw new Refusal("InvalidIpv6GatewayId.NotFound");
    return { ...gatewayView(vpc), GatewayRouteTableId: "" };
  },
});
