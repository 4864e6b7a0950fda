import { visibleRows } from "../../common/action";
import { documented } from "../../common/rules";
import { defineRead } from "../action";
import { Refusal } from "../errors";
import { requireAddresses } from "../require";
import { chinaTime } from "../views";

/** Lists the addresses in use in a VPC, without their network interfaces. Source: DescribeVpcIpv6Addresses. */
export const describeVpcIpv6Addresses = defineRead({
  name: "DescribeVpcIpv6Addresses",
  takes: ["VpcId", "Ipv6Addresses", "SubnetId", "Offset", "Limit"],
  rules: [documented("At most 10 addresses; the list omits those that are not in use.")],
  read: (context) => {
    const { parameters, state } = context;
    const vpc = parameters.required("VpcId");
    const subnet = parameters.text("SubnetId");
    const addresses = requireAddresses(parameters.list("Ipv6Addresses"));
    if (addresses.length > 10) throw new Refusal("InvalidParameterValue.LimitExceeded");
    const pageOf = parameters.page();
    const rows = visibleRows(context, state.nicAddresses)
      .filter((row) => row.vpc === vpc)
      .filter((row) => subnet === undefined || state.networkInterfaces.get(row.networkInterface)?.subnet === subnet)
      .filter((row) => addresses.length === 0 || addresses.includes(row.address));
    const { page, TotalCount } = pageOf(rows);
    const view = page.map((row) => {
      const nic = state.networkInterfaces.get(row.networkInterface);
      const CidrBlock = state.subnets.get(nic?.subnet ?? "")?.ipv6Cidr ?? "";
      const CreatedTime = chinaTime(row.createdAt);
      return { Ipv6Address: row.address, CidrBlock, Ipv6AddressType: "CVM", CreatedTime };
    });
    return { TotalCount, Ipv6AddressSet: view };
  },
});
