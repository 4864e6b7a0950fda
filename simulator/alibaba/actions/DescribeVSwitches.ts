import { findVisible } from "../../common/action";
import { assumed } from "../../common/rules";
import { defineRead } from "../action";
import { Refusal } from "../errors";
import { routeTableOf } from "../network";
import { listed, vSwitchView } from "../networks";

/** Lists vSwitches. Source: VPC API reference, DescribeVSwitches. */
export const describeVSwitches = defineRead({
  name: "DescribeVSwitches",
  takes: [
    ...["VSwitchId", "VSwitchName", "VpcId", "ZoneId", "RouteTableId", "IsDefault", "EnableIpv6"],
    ...["ResourceGroupId", "Tag", "VSwitchOwnerId", "PageNumber", "PageSize"],
  ],
  rules: [assumed("Every vSwitch has the IPv4 block 192.168.0.0/24.")],
  read: (context) => {
    const { parameters, state } = context;
    const pageOf = parameters.page(50);
    const ids = parameters.text("VSwitchId")?.split(",");
    const rows = listed(context, state.vSwitches.all(), "VSwitchOwnerId")
      .filter((row) => ids === undefined || ids.includes(row.id))
      .filter(parameters.equal("VSwitchName", (row) => row.name))
      .filter(parameters.equal("VpcId", (row) => row.vpc))
      .filter(parameters.equal("RouteTableId", (row) => routeTableOf(row)))
      .filter(parameters.equal("ZoneId", (row) => row.zone));
    const { page, paging } = pageOf(rows);
    return { ...paging, VSwitches: { VSwitch: page.map(vSwitchView) } };
  },
});

/** Shows one vSwitch, flat. Source: VPC API reference, DescribeVSwitchAttributes. */
export const describeVSwitchAttributes = defineRead({
  name: "DescribeVSwitchAttributes",
  takes: ["VSwitchId"],
  rules: [assumed("An unknown id answers InvalidVswitchID.NotFound with status 404.")],
  read: (context) => {
    const row = findVisible(context, context.state.vSwitches, context.parameters.required("VSwitchId"));
    if (!row) throw new Refusal("InvalidVswitchID.NotFound");
    return vSwitchView(row);
  },
});
