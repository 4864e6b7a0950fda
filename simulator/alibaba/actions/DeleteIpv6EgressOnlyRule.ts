import { assumed, documented } from "../../common/rules";
import { defineChange } from "../action";
import { findRule, recordEnd } from "../egress-rules";
import { Refusal } from "../errors";
import type { EgressRule } from "../state";

/**
 * Deletes an egress-only rule, which is Deleting for a while and then not in the list. Repeatable with a client token.
 * Source: VPC API reference, DeleteIpv6EgressOnlyRule.
 */
export const deleteIpv6EgressOnlyRule = defineChange<EgressRule>({
  name: "DeleteIpv6EgressOnlyRule",
  takes: ["Ipv6EgressOnlyRuleId"],
  subject: ({ parameters }) => parameters.text("Ipv6EgressOnlyRuleId"),
  rules: [
    documented("It is asynchronous: the rule is Deleting for a while, and deleted once the list does not show it."),
    documented("A rule that is Creating or Deleting answers IncorrectStatus.EgressOnlyRule."),
    assumed(
      "A rule that was deleted or never existed answers InvalidIpv6EgressOnlyRuleId.NotFound: the page lists no code.",
    ),
  ],
  check: (context) => {
    const row = findRule(context, context.parameters.required("Ipv6EgressOnlyRuleId"));
    if (!row) throw new Refusal("InvalidIpv6EgressOnlyRuleId.NotFound");
    if (context.now < row.createdAt || row.goneAt !== undefined) throw new Refusal("IncorrectStatus.EgressOnlyRule");
    return row;
  },
  act: (context, row) => {
    const { state, now, services } = context;
    const { operationMs } = services.pace;
    if (operationMs > 0) state.egressOnlyRules.put({ ...row, goneAt: now + operationMs });
    else state.egressOnlyRules.delete(row.id);
    recordEnd(context, row);
    return {};
  },
});
