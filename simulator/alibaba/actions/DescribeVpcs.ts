import { findVisible } from "../../common/action";
import { assumed, documented } from "../../common/rules";
import { defineRead } from "../action";
import { Refusal } from "../errors";
import { listed, vpcView } from "../networks";

/** Lists VPCs. Source: VPC API reference, DescribeVpcs. */
export const describeVpcs = defineRead({
  name: "DescribeVpcs",
  takes: [
    ...["VpcId", "VpcName", "IsDefault", "EnableIpv6", "ResourceGroupId", "Tag", "VpcOwnerId"],
    ...["PageNumber", "PageSize"],
  ],
  rules: [
    documented("VpcId holds ids separated by commas; pages of 10 by default, at most 50."),
    assumed("Every VPC has the IPv4 block 192.168.0.0/16."),
  ],
  read: (context) => {
    const { parameters, state } = context;
    const pageOf = parameters.page(50);
    const ids = parameters.text("VpcId")?.split(",");
    const rows = listed(context, state.vpcs.all(), "VpcOwnerId")
      .filter((vpc) => ids === undefined || ids.includes(vpc.id))
      .filter(parameters.equal("VpcName", (vpc) => vpc.name));
    const { page, paging } = pageOf(rows);
    return { ...paging, Vpcs: { Vpc: page.map((vpc) => vpcView(context, vpc)) } };
  },
});

/** Shows one VPC, flat. Source: VPC API reference, DescribeVpcAttribute. */
export const describeVpcAttribute = defineRead({
  name: "DescribeVpcAttribute",
  takes: ["VpcId"],
  rules: [documented("An unknown id answers InvalidVpcId.NotFound with status 404.")],
  read: (context) => {
    const vpc = findVisible(context, context.state.vpcs, context.parameters.required("VpcId"));
    if (!vpc) throw new Refusal("InvalidVpcId.NotFound");
    return vpcView(context, vpc);
  },
});
