import { lagOf } from "../../common/action";
import { assumed, documented } from "../../common/rules";
import { defineRead } from "../action";
import { isVisible } from "../network-interfaces";

const IPV4 = "10.0.0.0/16";

/** Lists subnets with their stack and kind of IPv6. Source: API reference, DescribeSubnets. */
export const describeSubnets = defineRead({
  name: "DescribeSubnets",
  takes: ["subnetIds", "name", "cidrBlock", "regionId", "pageSize", "pageNum", "vpcIds"],
  old: true,
  rules: [
    documented("ipv6Type is Public, Private or null. Page size 20 unless given, at most 1000."),
    assumed("A subnet is named by its id. The filter name matches a part of the name."),
  ],
  read: (context) => {
    const { parameters, state } = context;
    const lag = lagOf(context);
    const ids = parameters.list("subnetIds");
    const vpcs = parameters.list("vpcIds");
    const name = parameters.text("name") ?? "";
    const nics = state.networkInterfaces.asOf(lag);
    const rows = state.subnets
      .asOf(lag)
      .filter((row) => isVisible(context, row) && (ids.length === 0 || ids.includes(row.id)))
      .filter((row) => (vpcs.length === 0 || vpcs.includes(row.vpc)) && row.id.includes(name))
      .filter(parameters.equal("regionId", (row) => row.region))
      .filter(parameters.equal("cidrBlock", () => IPV4))
      .map((row) => ({
        ...{ subnetId: row.id, name: row.id, regionId: row.region, vpcId: row.vpc, vpcName: row.vpc, cidrBlock: IPV4 },
        createTime: "2026-01-01T00:00:00Z",
        ...{ ipv6CidrBlock: row.ipv6Cidr ?? null, stackType: row.stackType, ipv6Type: row.ipv6Type ?? null },
        ...{ ipv6MaskLength: 96, usageIpv4Count: nics.filter((nic) => nic.subnet === row.id).length },
        ...{ usageIpv6Count: nics.filter((nic) => nic.subnet === row.id && nic.ipv6).length, isDefault: false },
      }));
    return parameters.page(rows);
  },
});
