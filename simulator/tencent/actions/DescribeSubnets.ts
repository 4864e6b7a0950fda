import { rule } from "../../kit/rules";
import { defineRead } from "../action";
import { mine } from "../find";

/** Lists subnets with their IPv6 block. Source: DescribeSubnets. */
export const describeSubnets = defineRead({
  name: "DescribeSubnets",
  product: "vpc",
  takes: ["SubnetIds", "Offset", "Limit"],
  perSecond: 20,
  rules: [
    rule("documented", "Ipv6CidrBlock is empty where the subnet has no IPv6 block."),
    rule("assumed", "A subnet that is not there is left out of the list. Filters are not imitated."),
  ],
  read: (context) => {
    const { input, world } = context;
    const ids = input.list("SubnetIds");
    const { offset, limit } = input.page();
    const rows = world.subnets.all().filter((row) => mine(context, row) && (ids.length === 0 || ids.includes(row.id)));
    const page = rows.slice(offset, offset + limit).map((row) => ({
      ...{ SubnetId: row.id, SubnetName: row.id, VpcId: row.vpc, Zone: row.zone, CidrBlock: "10.0.0.0/16" },
      Ipv6CidrBlock: row.ipv6Cidr ?? "",
    }));
    return { TotalCount: rows.length, SubnetSet: page };
  },
});
