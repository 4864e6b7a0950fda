import { isVisible } from "../../common/action";
import { assumed } from "../../common/rules";
import { defineRead } from "../action";

/** Lists VPCs, with the fields that matter to IPv6. Source: VPC API reference, DescribeVpcs. */
export const describeVpcs = defineRead({
  name: "DescribeVpcs",
  rules: [assumed("Only the fields that name a VPC and its IPv6 block are shown.")],
  read: (context) => {
    const { parameters, state } = context;
    const pageOf = parameters.page(50);
    const ids = parameters.text("VpcId")?.split(",");
    const rows = state.vpcs
      .all()
      .filter((vpc) => isVisible(context, vpc) && (ids === undefined || ids.includes(vpc.id)));
    const { page, paging } = pageOf(rows);
    const view = page.map((vpc) => ({
      VpcId: vpc.id,
      VpcName: vpc.name ?? "",
      RegionId: vpc.region,
      Status: "Available",
      CidrBlock: "192.168.0.0/16",
      Ipv6CidrBlock: vpc.ipv6Cidr ?? "",
      OwnerId: Number(vpc.account),
      VSwitchIds: { VSwitchId: state.vSwitches.all().flatMap((row) => (row.vpc === vpc.id ? [row.id] : [])) },
    }));
    return { ...paging, Vpcs: { Vpc: view } };
  },
});
