import { rule } from "../../kit/rules";
import { defineRead } from "../action";
import { mine } from "../find";

/** Lists VPCs, with the fields that matter to IPv6. Source: VPC API reference, DescribeVpcs. */
export const describeVpcs = defineRead({
  name: "DescribeVpcs",
  product: "vpc",
  rules: [rule("assumed", "Only the fields that name a VPC and its IPv6 block are shown.")],
  read: (context) => {
    const { input, world } = context;
    const { number, size } = input.page(50);
    const ids = input.text("VpcId")?.split(",");
    const rows = world.vpcs.all().filter((vpc) => mine(context, vpc) && (ids === undefined || ids.includes(vpc.id)));
    const page = rows.slice((number - 1) * size, number * size);
    const view = page.map((vpc) => ({
      VpcId: vpc.id,
      VpcName: vpc.name ?? "",
      RegionId: vpc.region,
      Status: "Available",
      CidrBlock: "192.168.0.0/16",
      Ipv6CidrBlock: vpc.ipv6Cidr ?? "",
      OwnerId: Number(vpc.account),
      VSwitchIds: { VSwitchId: world.vSwitches.all().flatMap((row) => (row.vpc === vpc.id ? [row.id] : [])) },
    }));
    return { TotalCount: rows.length, PageNumber: number, PageSize: size, Vpcs: { Vpc: view } };
  },
});
