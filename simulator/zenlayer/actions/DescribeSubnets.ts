import { lagOf } from "../../common/action";
import { documented } from "../../common/rules";
import { defineRead } from "../action";
import { isVisible } from "../network-interfaces";

/** Lists subnets with their stack and kind of IPv6. Source: API reference, DescribeSubnets. */
export const describeSubnets = defineRead({
  name: "DescribeSubnets",
  takes: ["subnetIds", "name", "cidrBlock", "regionId", "pageSize", "pageNum", "vpcIds"],
  old: true,
  rules: [documented("ipv6Type is Public, Private or null. Page size 20 unless given, at most 1000.")],
  read: (context) => {
    const { parameters, state } = context;
    const lag = lagOf(context);
    const ids = parameters.list("subnetIds");
    const nics = state.networkInterfaces.asOf(lag);
    const rows = state.subnets
      .asOf(lag)
      .filter((row) => isVisible(context, row) && (ids.length === 0 || ids.includes(row.id)))
      .map((row) => ({
        ...{ subnetId: row.id, name: row.id, regionId: row.region, vpcId: row.vpc, cidrBlock: "10.0.0.0/16" },
        ...{ ipv6CidrBlock: row.ipv6Cidr ?? null, stackType: row.stackType, ipv6Type: row.ipv6Type ?? null },
        ...{ ipv6MaskLength: 96, usageIpv4Count: nics.filter((nic) => nic.subnet === row.id).length },
        ...{ usageIpv6Count: nics.filter((nic) => nic.subnet === row.id && nic.ipv6).length, isDefault: false },
      }));
    return parameters.page(rows);
  },
});
