import { isVisible } from "../../common/action";
import { assumed } from "../../common/rules";
import { defineRead } from "../action";

/** Lists vSwitches, with the fields that matter to IPv6. Source: VPC API reference, DescribeVSwitches. */
export const describeVSwitches = defineRead({
  name: "DescribeVSwitches",
  rules: [assumed("Only the fields that name a vSwitch and its IPv6 block are shown.")],
  read: (context) => {
    const { parameters, state } = context;
    const pageOf = parameters.page(50);
    const rows = state.vSwitches
      .all()
      .filter((row) => isVisible(context, row))
      .filter(parameters.equal("VSwitchId", (row) => row.id))
      .filter(parameters.equal("VpcId", (row) => row.vpc))
      .filter(parameters.equal("ZoneId", (row) => row.zone));
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
