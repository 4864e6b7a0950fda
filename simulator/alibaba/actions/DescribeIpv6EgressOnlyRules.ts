import { visibleRows } from "../../common/action";
import { assumed, documented } from "../../common/rules";
import { defineRead } from "../action";
import { isPresent, ruleView } from "../egress-rules";
import { Refusal } from "../errors";
import { shownTime } from "../views";

/** Lists the egress-only rules of one gateway. May lag behind changes. Source: VPC API reference, DescribeIpv6EgressOnlyRules. */
export const describeIpv6EgressOnlyRules = defineRead({
  name: "DescribeIpv6EgressOnlyRules",
  takes: ["Ipv6GatewayId", "Ipv6EgressOnlyRuleId", "InstanceId", "InstanceType", "Name", "PageNumber", "PageSize"],
  rules: [
    documented("Ipv6GatewayId is required; pages of 10 by default, at most 50."),
    documented("Status is Creating or Deleting during the operation; the samples call the rest Available."),
    assumed("A gateway that does not exist answers InvalidIpv6GatewayId.NotFound."),
  ],
  read: (context) => {
    const { parameters, state } = context;
    const gateway = parameters.required("Ipv6GatewayId");
    const pageOf = parameters.page(50);
    if (!visibleRows(context, state.vpcs).some((row) => row.ipv6Gateway === gateway)) {
      throw new Refusal("InvalidIpv6GatewayId.NotFound");
    }
    const rows = visibleRows(context, state.egressOnlyRules)
      .filter((row) => row.ipv6Gateway === gateway && isPresent(row, shownTime(context)))
      .filter(parameters.equal("Ipv6EgressOnlyRuleId", (row) => row.id))
      .filter(parameters.equal("InstanceId", (row) => row.ipv6AddressId))
      .filter(parameters.equal("InstanceType", () => "Ipv6Address"))
      .filter(parameters.equal("Name", (row) => row.name));
    const { page, paging } = pageOf(rows);
    return { ...paging, Ipv6EgressOnlyRules: { Ipv6EgressOnlyRule: page.map((row) => ruleView(context, row)) } };
  },
});
