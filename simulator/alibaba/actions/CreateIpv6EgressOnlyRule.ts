import { rule } from "../../kit/rules";
import { defineChange, record } from "../action";
import { rulesOf } from "../egress-rules";
import { Refusal } from "../errors";
import { findAddress, mine } from "../find";
import { checkTexts } from "../parameters";
import type { Ipv6Address } from "../world";

/** Of one gateway, unless the account has asked for more. */
const MOST = 200;

/**
 * Makes an egress-only rule for an IPv6 address: it calls out to the internet, and is not called from there. The id
 * comes back at once, and the rule is Creating for a while. Repeatable with a client token.
 * Source: VPC API reference, CreateIpv6EgressOnlyRule.
 */
export const createIpv6EgressOnlyRule = defineChange<{ ipv6Gateway: string; address: Ipv6Address }>({
  name: "CreateIpv6EgressOnlyRule",
  product: "vpc",
  takesToken: true,
  takesDryRun: true,
  subject: ({ input }) => input.text("InstanceId"),
  rules: [
    rule("documented", "The answer calls the new id Ipv6EgressRuleId; the list calls it Ipv6EgressOnlyRuleId."),
    rule("documented", "It is asynchronous: the rule is Creating for a while. How long is the setting operationMs."),
    rule("documented", "InstanceType is Ipv6Address, and nothing else."),
    rule(
      "documented",
      "A name has up to 128 characters, a description up to 256; neither begins with http:// or https://.",
    ),
    rule(
      "assumed",
      "Beyond that they answer IllegalParam.Name and IllegalParam.Description; the older page's shorter limits (from 2 characters, beginning with a letter) are not imitated.",
    ),
    rule("assumed", "An address without internet bandwidth answers OperationFailed.InternetBandwidthNonExist."),
    rule(
      "assumed",
      "An address has one rule: a second answers OperationFailed.EgressOnlyRuleAlreadyExisted, also while the first is being deleted.",
    ),
    rule("assumed", "A gateway holds 200 rules; one more answers QuotaExceeded.Ipv6EgressOnlyRule."),
    rule("assumed", "Order: parameters, gateway, address, its VPC, its status, its bandwidth, its rule, the limit."),
  ],
  check: (context) => {
    const { input, world, now } = context;
    const ipv6Gateway = input.required("Ipv6GatewayId");
    const instance = input.required("InstanceId");
    if ((input.text("InstanceType") ?? "Ipv6Address") !== "Ipv6Address") throw new Refusal("UnsupportedParameter");
    checkTexts(context, "Name", "Description");
    const vpc = world.vpcs.all().find((row) => row.ipv6Gateway === ipv6Gateway);
    if (!vpc || !mine(context, vpc)) throw new Refusal("InvalidIpv6GatewayId.NotFound");
    const address = findAddress(context, instance);
    if (!address) throw new Refusal("InvalidIpv6Instance.NotFound");
    if (address.vpc !== vpc.id) throw new Refusal("OperationFailed.Ipv6GatewayDisMatchIpv6Address");
    if (now < address.pendingUntil) throw new Refusal("IncorrectStatus.Ipv6Instance");
    if (!address.bandwidth) throw new Refusal("OperationFailed.InternetBandwidthNonExist");
    const rules = rulesOf(context, ipv6Gateway);
    if (rules.some((row) => row.ipv6AddressId === address.id)) {
      throw new Refusal("OperationFailed.EgressOnlyRuleAlreadyExisted");
    }
    if (rules.length >= MOST) throw new Refusal("QuotaExceeded.Ipv6EgressOnlyRule");
    return { ipv6Gateway, address };
  },
  act: (context, { ipv6Gateway, address }) => {
    const { services, world, now, account, region, input } = context;
    const id = services.ids.name("ipv6py-");
    const [name, description] = [input.text("Name") ?? "", input.text("Description") ?? ""];
    const row = { id, account: account.id, region, ipv6Gateway, ipv6AddressId: address.id, name, description };
    world.egressRules.put({ ...row, createdAt: now + services.pace.operationMs });
    record(context, { event: "ordered", resource: "Ipv6EgressOnlyRule", id, subject: address.id, detail: { name } });
    return { Ipv6EgressRuleId: id };
  },
});
