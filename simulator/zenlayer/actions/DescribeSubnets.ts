import { lagOf } from "../../kit/lag";
import { rule } from "../../kit/rules";
import type { Action } from "../action";
import { mine } from "../cards";

/**
 * Lists subnets with their stack and kind of IPv6.
 * Source: API reference, DescribeSubnets.
 */
export const describeSubnets: Action = {
  name: "DescribeSubnets",
  service: "zec",
  old: true,
  rules: [rule("documented", "ipv6Type is Public, Private or null. Page size 20 unless given, at most 1000.")],
  run: (context) => {
    const { input, world } = context;
    const lag = lagOf(context);
    const ids = input.list("subnetIds");
    const cards = world.networkInterfaces.asOf(lag);
    const rows = world.subnets
      .asOf(lag)
      .filter((row) => mine(context, row) && (ids.length === 0 || ids.includes(row.id)))
      .map((row) => ({
        ...{ subnetId: row.id, name: row.id, regionId: row.region, vpcId: row.vpc, cidrBlock: "10.0.0.0/16" },
        ...{ ipv6CidrBlock: row.ipv6Cidr ?? null, stackType: row.stackType, ipv6Type: row.ipv6Type ?? null },
        ...{ ipv6MaskLength: 96, usageIpv4Count: cards.filter((card) => card.subnet === row.id).length },
        ...{ usageIpv6Count: cards.filter((card) => card.subnet === row.id && card.ipv6).length, isDefault: false },
      }));
    return input.page(rows);
  },
};
