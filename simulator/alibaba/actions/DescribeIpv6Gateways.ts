import { lagOf } from "../../kit/lag";
import { rule } from "../../kit/rules";
import { defineRead } from "../action";
import { mine } from "../find";
import { gatewayView } from "../views";

/** Lists the IPv6 gateways; a VPC has at most one. Source: VPC API reference, DescribeIpv6Gateways. */
export const describeIpv6Gateways = defineRead({
  name: "DescribeIpv6Gateways",
  product: "vpc",
  rules: [rule("documented", "OwnerId is a number of 64 bits; pages of 10 unless asked, at most 50.")],
  read: (context) => {
    const { input, world } = context;
    const { number, size } = input.page(50);
    const [id, vpcId, name] = [input.text("Ipv6GatewayId"), input.text("VpcId"), input.text("Name")];
    const rows = world.vpcs
      .asOf(lagOf(context))
      .filter((vpc) => mine(context, vpc) && vpc.ipv6Gateway !== undefined)
      .filter((vpc) => (id ?? vpc.ipv6Gateway) === vpc.ipv6Gateway && (vpcId ?? vpc.id) === vpc.id)
      .filter((vpc) => name === undefined || vpc.name === name);
    const page = rows.slice((number - 1) * size, number * size);
    return {
      TotalCount: rows.length,
      PageNumber: number,
      PageSize: size,
      Ipv6Gateways: { Ipv6Gateway: page.map(gatewayView) },
    };
  },
});
