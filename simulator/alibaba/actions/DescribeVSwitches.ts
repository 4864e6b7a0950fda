import { rule } from "../../kit/rules";
import { defineRead } from "../action";
import { mine } from "../find";

/** Lists vSwitches, with the fields that matter to IPv6. Source: VPC API reference, DescribeVSwitches. */
export const describeVSwitches = defineRead({
  name: "DescribeVSwitches",
  product: "vpc",
  rules: [rule("assumed", "Only the fields that name a vSwitch and its IPv6 block are shown.")],
  read: (context) => {
    const { input, world } = context;
    const { number, size } = input.page(50);
    const [id, vpcId, zone] = [input.text("VSwitchId"), input.text("VpcId"), input.text("ZoneId")];
    const rows = world.vSwitches
      .all()
      .filter((row) => mine(context, row) && (id ?? row.id) === row.id)
      .filter((row) => (vpcId ?? row.vpc) === row.vpc && (zone ?? row.zone) === row.zone);
    const view = rows.slice((number - 1) * size, number * size).map((row) => ({
      VSwitchId: row.id,
      VpcId: row.vpc,
      ZoneId: row.zone,
      Status: "Available",
      CidrBlock: "192.168.0.0/24",
      Ipv6CidrBlock: row.ipv6Cidr ?? "",
    }));
    return { TotalCount: rows.length, PageNumber: number, PageSize: size, VSwitches: { VSwitch: view } };
  },
});
