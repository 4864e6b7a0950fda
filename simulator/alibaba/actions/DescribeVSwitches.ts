import { isVisible } from "../../kit/action";
import { assumed } from "../../kit/rules";
import { defineRead } from "../action";

/** Lists vSwitches, with the fields that matter to IPv6. Source: VPC API reference, DescribeVSwitches. */
export const describeVSwitches = defineRead({
  name: "DescribeVSwitches",
  rules: [assumed("Only the fields that name a vSwitch and its IPv6 block are shown.")],
  read: (context) => {
    const { parameters, state } = context;
    const pageOf = parameters.page(50);
    const [id, vpcId, zone] = [parameters.text("VSwitchId"), parameters.text("VpcId"), parameters.text("ZoneId")];
    const rows = state.vSwitches
      .all()
      .filter((row) => isVisible(context, row) && (id ?? row.id) === row.id)
      .filter((row) => (vpcId ?? row.vpc) === row.vpc && (zone ?? row.zone) === row.zone);
    const { page, paging } = pageOf(rows);
    const view = page.map((row) => ({
      VSwitchId: row.id,
      VpcId: row.vpc,
      ZoneId: row.zone,
      Status: "Available",
      CidrBlock: "192.168.0.0/24",
      Ipv6CidrBlock: row.ipv6Cidr ?? "",
    }));
    return { ...paging, VSwitches: { VSwitch: view } };
  },
});
