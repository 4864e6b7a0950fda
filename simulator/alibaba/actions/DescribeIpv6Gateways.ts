import { visibleRows } from "../../common/action";
import { documented } from "../../common/rules";
import { defineRead } from "../action";
import { tagsMatch } from "../tags";
import { gatewayView, resourceGroupOf } from "../views";

/** Lists the IPv6 gateways; a VPC has at most one. Source: VPC API reference, DescribeIpv6Gateways. */
export const describeIpv6Gateways = defineRead({
  name: "DescribeIpv6Gateways",
  takes: ["Ipv6GatewayId", "Name", "VpcId", "ResourceGroupId", "Tags", "PageNumber", "PageSize"],
  rules: [documented("OwnerId is a number of 64 bits; pages of 10 by default, at most 50.")],
  read: (context) => {
    const { parameters, state } = context;
    const pageOf = parameters.page(50);
    const rows = visibleRows(context, state.vpcs)
      .filter((vpc) => vpc.ipv6Gateway !== undefined)
      .filter(parameters.equal("Ipv6GatewayId", (vpc) => vpc.ipv6Gateway))
      .filter(parameters.equal("VpcId", (vpc) => vpc.id))
      .filter(parameters.equal("Name", (vpc) => vpc.name))
      .filter(parameters.equal("ResourceGroupId", ({ account }) => resourceGroupOf({ account })))
      .filter(() => tagsMatch(parameters.tags("Tags")));
    const { page, paging } = pageOf(rows);
    return { ...paging, Ipv6Gateways: { Ipv6Gateway: page.map(gatewayView) } };
  },
});
