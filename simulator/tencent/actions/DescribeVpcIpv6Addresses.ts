import { lagOf } from "../../kit/lag";
import { rule } from "../../kit/rules";
import { defineRead } from "../action";
import { Refusal } from "../errors";
import { mine, requireAddresses } from "../find";

/**
 * Lists the addresses in use in a VPC. It does not name their cards. Source: DescribeVpcIpv6Addresses.
 */
export const describeVpcIpv6Addresses = defineRead({
  name: "DescribeVpcIpv6Addresses",
  product: "vpc",
  takes: ["VpcId", "Ipv6Addresses", "SubnetId", "Offset", "Limit"],
  perSecond: 20,
  rules: [rule("documented", "At most 10 addresses; those that nobody uses are left out.")],
  read: (context) => {
    const { input, world } = context;
    const vpc = input.required("VpcId");
    const addresses = requireAddresses(input.list("Ipv6Addresses"));
    if (addresses.length > 10) throw new Refusal("InvalidParameterValue.LimitExceeded");
    const { offset, limit } = input.page();
    const rows = world.nicAddresses
      .asOf(lagOf(context))
      .filter((row) => mine(context, row) && row.vpc === vpc)
      .filter((row) => addresses.length === 0 || addresses.includes(row.address));
    const page = rows.slice(offset, offset + limit).map((row) => {
      const card = world.networkInterfaces.get(row.networkInterface);
      const CidrBlock = world.subnets.get(card?.subnet ?? "")?.ipv6Cidr ?? "";
      return { Ipv6Address: row.address, CidrBlock, Ipv6AddressType: "CVM", CreatedTime: "2026-01-01 00:00:00" };
    });
    return { TotalCount: rows.length, Ipv6AddressSet: page };
  },
});
