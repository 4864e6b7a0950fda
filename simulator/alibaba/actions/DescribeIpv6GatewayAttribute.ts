import { isVisible } from "../../common/action";
import { assumed, documented } from "../../common/rules";
import { defineRead } from "../action";
import { gatewayView } from "../views";

/** Shows one IPv6 gateway. Source: VPC API reference, DescribeIpv6GatewayAttribute. */
export const describeIpv6GatewayAttribute = defineRead({
  name: "DescribeIpv6GatewayAttribute",
  takes: ["Ipv6GatewayId"],
  rules: [
    documented("The fields of the list, flat, and GatewayRouteTableId."),
    assumed(
      "An unknown id answers empty fields, without an error: the vendor's Terraform provider takes an empty Status for a gateway that is gone, and its tests answer an empty id.",
    ),
  ],
  read: (context) => {
    const id = context.parameters.required("Ipv6GatewayId");
    const vpc = context.state.vpcs.all().find((row) => row.ipv6Gateway === id && isVisible(context, row));
    if (!vpc) return { Ipv6GatewayId: "", VpcId: "", Name: "", Status: "" };
    return { ...gatewayView(vpc), GatewayRouteTableId: "" };
  },
});
