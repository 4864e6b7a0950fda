import { visibleRows } from "../../kit/action";
import { documented } from "../../kit/rules";
import { defineRead } from "../action";
import { gatewayView } from "../views";

/** Lists the IPv6 gateways; a VPC has at most one. Source: VPC API reference, DescribeIpv6Gateways. */
export const describeIpv6Gateways = defineRead({
  name: "DescribeIpv6Gateways",
  rules: [documented("OwnerId is a number of 64 bits; pages of 10 unless asked, at most 50.")],
  read: (context) => {
    const { parameters, state } = context;
    const pageOf = parameters.page(50);
    const [id, vpcId, name] = [parameters.text("Ipv6GatewayId"), parameters.text("VpcId"), parameters.text("Name")];
    const rows = visibleRows(context, state.vpcs)
      .filter((vpc) => vpc.ipv6Gateway !== undefined)
      .filter((vpc) => (id ?? vpc.ipv6Gateway) === vpc.ipv6Gateway && (vpcId ?? vpc.id) === vpc.id)
      .filter((vpc) => name === undefined || vpc.name === name);
    const { page, paging } = pageOf(rows);
    return { ...paging, Ipv6Gateways: { Ipv6Gateway: page.map(gatewayView) } };
  },
});
