import { isVisible, record } from "../../common/action";
import { assumed, documented } from "../../common/rules";
import { defineChange } from "../action";
import { rulesOf } from "../egress-rules";
import { Refusal } from "../errors";
import { checkTexts } from "../parameters";
import { requireAddress } from "../require";
import type { Ipv6Address } from "../state";

/** Rules of one gateway, unless the account has a higher quota. */
const MOST = 200;

/**
 * Creates an egress-only rule for an IPv6 address: it reaches the internet, which does not reach it. Answers the id at
 * once, and the rule is Creating for a while. Repeatable with a client token.
 * Source: VPC API reference, CreateIpv6EgressOnlyRule.
 */
export const createIpv6EgressOnlyRule = defineChange<{ ipv6Gateway: string; address: Ipv6Address }>({
  name: "CreateIpv6EgressOnlyRule",
  takes: ["Ipv6GatewayId", "InstanceId", "InstanceType", "Name", "Description"],
  subject: ({ parameters }) => parameters.text("InstanceId"),
  rules: [
    documented("The answer calls the new id Ipv6EgressRuleId; the list calls it Ipv6EgressOnlyRuleId."),
    documented("It is asynchronous: the rule is Creating for a while, as long as the setting operationMs says."),
    documented("InstanceType is always Ipv6Address."),
    documented("A name has up to 128 characters, a description up to 256; neither begins with http:// or https://."),
    assumed(
      "Others answer IllegalParam.Name and IllegalParam.Description. The narrower limits of the older page (from 2 characters, beginning with a letter) are not simulated.",
    ),
    assumed("An address without internet bandwidth answers OperationFailed.InternetBandwidthNonExist."),
    assumed(
      "An address has one rule: a second answers OperationFailed.EgressOnlyRuleAlreadyExisted, also while the first is being deleted.",
    ),
    assumed("A gateway holds 200 rules; one more answers QuotaExceeded.Ipv6EgressOnlyRule."),
    assumed("Order: parameters, gateway, address, its VPC, its status, its bandwidth, its rule, the limit."),
  ],
  check: (context) => {
    const { parameters, state, now } = context;
    const ipv6Gateway = parameters.required("Ipv6GatewayId");
    const instance = parameters.required("InstanceId");
    if ((parameters.text("InstanceType") ?? "Ipv6Address") !== "Ipv6Address") throw new Refusal("UnsupportedParameter");
    checkTexts(context, "Name", "Description");
    const vpc = state.vpcs.all().find((row) => row.ipv6Gateway === ipv6Gateway);
    if (!vpc || !isVisible(context, vpc)) throw new Refusal("InvalidIpv6GatewayId.NotFound");
    const address = requireAddress(context, instance, "InvalidIpv6Instance.NotFound");
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
    const { services, state, now, account, region, parameters } = context;
    const id = services.ids.name("ipv6py-");
    const [name, description] = [parameters.text("Name") ?? "", parameters.text("Description") ?? ""];
    const row = { id, account: account.id, region, ipv6Gateway, ipv6AddressId: address.id, name, description };
    state.egressOnlyRules.put({ ...row, createdAt: now + services.pace.operationMs });
    record(context, { event: "ordered", resource: "Ipv6EgressOnlyRule", id, subject: address.id, detail: { name } });
    return { Ipv6EgressRuleId: id };
  },
});
