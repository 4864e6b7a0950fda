import { assumed, documented } from "../../common/rules";
import { defineChange } from "../action";
import { requireElastics } from "../elastic";
import { Refusal } from "../errors";
import type { ElasticAddress } from "../state";

/** Names elastic public IPv6, at once. Source: ModifyIPv6AddressesAttributes. */
export const modifyIPv6AddressesAttributes = defineChange<{ rows: ElasticAddress[]; name: string }>({
  name: "ModifyIPv6AddressesAttributes",
  takes: ["IPv6AddressIds", "IPv6AddressName"],
  rules: [
    documented("The name has at most 128 letters, digits, - and _."),
    assumed(
      "Classic addresses cannot be named here; EipVisibleOnEni is not simulated. One bad address refuses the whole call.",
    ),
  ],
  check: (context) => {
    const rows = requireElastics(context, ["UNBIND", "BIND", "BIND_ENI"]);
    const name = context.parameters.text("IPv6AddressName") ?? "";
    if (!/^[\p{L}\p{N}_-]{0,128}$/u.test(name)) throw new Refusal("InvalidParameterValue");
    return { rows, name };
  },
  act: ({ state }, { rows, name }) => {
    for (const row of rows) state.elasticAddresses.put({ ...row, name });
    return {};
  },
});
