import { isVisible } from "../../common/action";
import { assumed, documented } from "../../common/rules";
import { defineRead } from "../action";
import { Refusal } from "../errors";
import { routeTableOf } from "../network";
import type { Subnet } from "../state";

const IPV4 = "10.0.0.0/16";

/** What each filter compares with. */
const FILTERS: Readonly<Record<string, (row: Subnet) => string>> = {
  "subnet-id": (row) => row.id,
  "subnet-name": (row) => row.id,
  "vpc-id": (row) => row.vpc,
  zone: (row) => row.zone,
  "cidr-block": () => IPV4,
  "ipv6-cidr-block": (row) => row.ipv6Cidr ?? "",
  "is-default": () => "false",
};

/** Lists subnets with their IPv6 block. Source: DescribeSubnets. */
export const describeSubnets = defineRead({
  name: "DescribeSubnets",
  takes: ["SubnetIds", "Filters", "Offset", "Limit"],
  rules: [
    documented("SubnetIds or Filters. Ipv6CidrBlock is empty where the subnet has no IPv6 block."),
    assumed("The list omits subnets that do not exist. A subnet is named by its id and has no tags."),
  ],
  read: (context) => {
    const { parameters, state } = context;
    const ids = parameters.list("SubnetIds");
    if (ids.length > 0 && parameters.has("Filters")) throw new Refusal("InvalidParameter.Coexist");
    const filters = [...parameters.filters(Object.keys(FILTERS))];
    const pageOf = parameters.page();
    const rows = state.subnets
      .all()
      .filter((row) => isVisible(context, row) && (ids.length === 0 || ids.includes(row.id)))
      .filter((row) => filters.every(([name, values]) => values.includes(FILTERS[name]?.(row) ?? "")));
    const { page, TotalCount } = pageOf(rows);
    const view = page.map((row) => ({
      ...{ SubnetId: row.id, SubnetName: row.id, VpcId: row.vpc, Zone: row.zone, CidrBlock: IPV4, IsDefault: false },
      ...{ Ipv6CidrBlock: row.ipv6Cidr ?? "", EnableBroadcast: false, RouteTableId: routeTableOf(row) },
      ...{ CreatedTime: "2026-01-01 00:00:00", AvailableIpAddressCount: 65_000, TotalIpAddressCount: 65_533 },
      ...{ NetworkAclId: row.networkAcl ?? "", IsRemoteVpcSnat: false, CdcId: "", IsCdcSubnet: 0 },
      StackType: row.ipv6Cidr === undefined ? "IPv4" : "Dual",
    }));
    return { TotalCount, SubnetSet: view };
  },
});
