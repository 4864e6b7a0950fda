import { assumed, documented } from "../../kit/rules";
import { defineChange } from "../action";
import { change, requireElastic, requireState, UNBOUND } from "../elastic";
import { Refusal } from "../errors";
import type { ElasticAddress } from "../state";

/**
 * Unbinds an elastic public IPv6; it is held, and billed, on. Answers a RequestId only.
 * Source: DisassociateIPv6Address.
 */
export const disassociateIPv6Address = defineChange<ElasticAddress>({
  name: "DisassociateIPv6Address",
  takes: ["IPv6AddressId", "KeepBindWithEni"],
  rules: [
    documented("Only from BIND and BIND_ENI, else AddressStatusNotPermit; with much traffic it is refused."),
    assumed("One that is bound to nothing answers AddressEniInfoNotFound. It takes as long as a task."),
    assumed("KeepBindWithEni is not imitated: true answers InvalidParameterValue."),
  ],
  check: ({ parameters, ...context }) => {
    const row = requireElastic({ parameters, ...context }, parameters.required("IPv6AddressId"));
    if (parameters.flag("KeepBindWithEni"))
      throw new Refusal("InvalidParameterValue", "KeepBindWithEni is not imitated.");
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
    context.state.tasks.begin(context, context.call.requestId, [step]);
    return {};
  },
});
