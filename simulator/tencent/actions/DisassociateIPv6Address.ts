import { rule } from "../../kit/rules";
import { defineChange } from "../action";
import { change, requireElastic, requireState, UNBOUND } from "../elastic";
import { Refusal } from "../errors";
import type { ElasticAddress } from "../world";

/**
 * Unbinds an elastic public IPv6; it is held, and billed, on. Answers a RequestId only.
 * Source: DisassociateIPv6Address.
 */
export const disassociateIPv6Address = defineChange<ElasticAddress>({
  name: "DisassociateIPv6Address",
  product: "vpc",
  takes: ["IPv6AddressId", "KeepBindWithEni"],
  perSecond: 20,
  rules: [
    rule("documented", "Only from BIND and BIND_ENI, else AddressStatusNotPermit; with much traffic it is refused."),
    rule("assumed", "One that is bound to nothing answers AddressEniInfoNotFound. It takes as long as a task."),
    rule("assumed", "KeepBindWithEni is not imitated: true answers InvalidParameterValue."),
  ],
  check: ({ input, ...context }) => {
    const row = requireElastic({ input, ...context }, input.required("IPv6AddressId"));
    if (input.flag("KeepBindWithEni")) throw new Refusal("InvalidParameterValue", "KeepBindWithEni is not imitated.");
    if (row.status === "UNBIND") throw new Refusal("FailedOperation.AddressEniInfoNotFound");
    requireState(row, ["BIND", "BIND_ENI"]);
    if (row.trafficHigh) throw new Refusal("OperationDenied.TrafficExceedThreshold");
    return row;
  },
  act: (context, row) => {
    const step = change(context, row, {
      meanwhile: { status: "UNBINDING" },
      after: UNBOUND,
      event: "unassigned",
    });
    context.world.tasks.begin(context, context.call.requestId, [row.id], [step]);
    return {};
  },
});
