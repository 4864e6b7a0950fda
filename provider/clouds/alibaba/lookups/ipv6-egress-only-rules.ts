import { exactlyOneOf } from "../../../core/check";
import { text } from "../../../core/field";
import { lookup, region, theOne } from "../../../core/lookup";
import { maybe, rowsOutput, textOutput, type ValuesOf } from "../../../core/resource";
import type { FoundRule } from "../egress-rule-reads";
import { TITLE } from "../wire";
import type { Ctx } from "./find";

const PAGE = "DescribeIpv6EgressOnlyRules";
const sources = [PAGE, "DescribeIpv6Gateways"];

const keys = {
  region,
  ipv6GatewayId: text({
    doc: "Id of the IPv6 gateway of the rules. Unset: every gateway of the region.",
    pattern: /^ipv6gw-[\w-]+$/,
    shape: "the id of an IPv6 gateway, such as ipv6gw-bp1mpyeud5t4g****",
    source: PAGE,
  }),
  instanceId: text({
    doc: "Id of the IPv6 address that a rule is for.",
    pattern: /^ipv6-[\w-]+$/,
    shape: "the id of an IPv6 address, such as ipv6-bp1g6zv0ce8oghu7****",
    source: PAGE,
  }),
};

const outputs = {
  ipv6EgressOnlyRuleId: textOutput("Id of the rule (`ipv6py-…`)."),
  ipv6GatewayId: textOutput("Id of the IPv6 gateway that the rule belongs to."),
  instanceId: textOutput("Id of the IPv6 address that the rule is for."),
  name: maybe(textOutput("Name of the rule, if it has one.")),
  description: maybe(textOutput("Description of the rule, if it has one.")),
  status: maybe(textOutput("State of the rule, such as `Available`.")),
};

export const getIpv6EgressOnlyRule = lookup(
  {
    name: "getIpv6EgressOnlyRule",
    doc: "Finds one egress-only rule by its id or its address.",
    fields: {
      ...keys,
      ipv6EgressOnlyRuleId: text({ doc: "Id of the rule (`ipv6py-…`).", source: PAGE }),
    },
    rules: [exactlyOneOf(TITLE, "ipv6EgressOnlyRuleId", "instanceId")],
    outputs,
    sources,
  },
  async (ctx: Ctx, args) => {
    const { region: at, ipv6GatewayId, ipv6EgressOnlyRuleId: id, instanceId } = args;
    const rows = (await ctx.client.egressRules.all(ctx, at, ipv6GatewayId)).filter(({ row }) =>
      id ? row.Ipv6EgressOnlyRuleId === id : row.InstanceId === instanceId,
    );
    const describe = ({ row }: FoundRule) => `${row.Ipv6EgressOnlyRuleId} (for ${row.InstanceId})`;
    const none = "Check the region and the account; an address may have no rule yet";
    const narrow = "Ask for one of them by ipv6EgressOnlyRuleId";
    return viewOf(theOne(rows, { where: `${TITLE} getIpv6EgressOnlyRule`, args, describe, none, narrow }));
  },
);

export const getIpv6EgressOnlyRules = lookup(
  {
    name: "getIpv6EgressOnlyRules",
    doc: "Lists the egress-only rules of a region that match every given filter. The list may be empty.",
    fields: { ...keys, name: text({ doc: "Full name of the rules.", source: PAGE }) },
    rules: [],
    outputs: { ipv6EgressOnlyRules: rowsOutput("The rules, gateway by gateway in the cloud's order.", outputs) },
    sources,
  },
  async (ctx: Ctx, { region: at, ipv6GatewayId, instanceId, name }) => {
    const views = (await ctx.client.egressRules.all(ctx, at, ipv6GatewayId)).map(viewOf);
    const meets = (view: (typeof views)[number]) =>
      (instanceId === undefined || view.instanceId === instanceId) && (name === undefined || view.name === name);
    return { ipv6EgressOnlyRules: views.filter(meets) };
  },
);

function viewOf({ ipv6GatewayId, row }: FoundRule): ValuesOf<typeof outputs> {
  return {
    ipv6EgressOnlyRuleId: row.Ipv6EgressOnlyRuleId,
    ipv6GatewayId,
    instanceId: row.InstanceId,
    name: row.Name || undefined,
    description: row.Description || undefined,
    status: row.Status || undefined,
  };
}
