import { isVisible } from "../../common/action";
import { assumed, documented } from "../../common/rules";
import { defineRead } from "../action";

/** Lists subnets with their IPv6 block. Source: DescribeSubnets. */
export const describeSubnets = defineRead({
  name: "DescribeSubnets",
  takes: ["SubnetIds", "Offset", "Limit"],
  rules: [
    documented("Ipv6CidrBlock is empty where the subnet has no IPv6 block."),
    assumed("The list omits subnets that do not exist. Filters are not simulated."),
  ],
  read: (context) => {
    const { parameters, state } = context;
    const ids = parameters.list("SubnetIds");
    const pageOf = parameters.page();
    const rows = state.subnets
      .all()
      .filter((row) => isVisible(context, row) && (ids.length === 0 || ids.includes(row.id)));
    const { page, TotalCount } = pageOf(rows);
    const view = page.map((row) => ({
      ...{ SubnetId: row.id, SubnetName: row.id, VpcId: row.vpc, Zone: row.zone, CidrBlock: "10.0.0.0/16" },
      Ipv6CidrBlock: row.ipv6Cidr ?? "",
    }));
    return { TotalCount, SubnetSet: view };
  },
});
