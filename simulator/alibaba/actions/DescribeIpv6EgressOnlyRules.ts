import { lagOf } from "../../kit/lag";
import { rule } from "../../kit/rules";
import { defineRead } from "../action";
import { isThere, ruleView } from "../egress-rules";
import { mine } from "../find";
import { pictureTime } from "../views";

/** Lists the egress-only rules of one gateway. May lag behind changes. Source: VPC API reference, DescribeIpv6EgressOnlyRules. */
export const describeIpv6EgressOnlyRules = defineRead({
  name: "DescribeIpv6EgressOnlyRules",
  product: "vpc",
  rules: [
    rule("documented", "Ipv6GatewayId is required; pages of 10 unless asked, at most 50."),
    rule("documented", "Status is Creating or Deleting while the work goes on; the samples call the rest Available."),
    rule("assumed", "A gateway that does not exist has no rules: the list is empty, without an error."),
  ],
  read: (context) => {
    const { input, world } = context;
    const gateway = input.required("Ipv6GatewayId");
    const { number, size } = input.page(50);
    const [id, instance, name] = [input.text("Ipv6EgressOnlyRuleId"), input.text("InstanceId"), input.text("Name")];
    const rows = world.egressRules
      .asOf(lagOf(context))
      .filter((row) => row.ipv6Gateway === gateway && mine(context, row) && isThere(row, pictureTime(context)))
      .filter((row) => (id ?? row.id) === row.id && (instance ?? row.ipv6AddressId) === row.ipv6AddressId)
      .filter((row) => (name ?? row.name) === row.name);
    const page = rows.slice((number - 1) * size, number * size);
    return {
      TotalCount: rows.length,
      PageNumber: number,
      PageSize: size,
      Ipv6EgressOnlyRules: { Ipv6EgressOnlyRule: page.map((row) => ruleView(context, row)) },
    };
  },
});
