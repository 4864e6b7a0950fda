import { assumed, documented } from "../../common/rules";
import { defineChange } from "../action";
import { requireElastics } from "../elastic";
import { Refusal } from "../errors";
import type { ElasticAddress } from "../state";

/** Names elastic public IPv6, at once. Source: ModifyIPv6AddressesAttributes. */
export const modifyIPv6AddressesAttributes = defineChange<{ rows: ElasticAddress[]; change: Partial<ElasticAddress> }>({
  name: "ModifyIPv6AddressesAttributes",
  takes: ["IPv6AddressIds", "IPv6AddressName", "EipVisibleOnEni"],
  rules: [
    documented("The name has at most 128 letters, digits, - and _."),
    assumed("Classic addresses cannot be named here. One bad address refuses the whole call."),
    assumed("EipVisibleOnEni is shown again, and has no other effect. What is omitted does not change."),
  ],
  check: (context) => {
    const rows = requireElastics(context, ["UNBIND", "BIND", "BIND_ENI"]);
    const { parameters } = context;
    const name = parameters.has("IPv6AddressName") ? (parameters.text("IPv6AddressName") ?? "") : undefined;
    if (name !== undefined && !/^[\p{L}\p{N}_-]{0,128}$/u.test(name)) throw new Refusal("InvalidParameterValue");
    const visible = parameters.has("EipVisibleOnEni") ? parameters.flag("EipVisibleOnEni") : undefined;
    const change = { ...(name !== undefined && { name }), ...(visible !== undefined && { visibleOnEni: visible }) };
    return { rows, change };
  },
  act: ({ state }, { rows, change }) => {
    for (const row of rows) state.elasticAddresses.put({ ...row, ...change });
    return {};
  },
});
