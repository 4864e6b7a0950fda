import { NOT_SIMULATED } from "../../common/errors";
import { assumed, documented } from "../../common/rules";
import { defineChange } from "../action";
import { change, requireElastic, requireState, UNBOUND } from "../elastic";
import { Refusal } from "../errors";
import type { ElasticAddress } from "../state";

/**
 * Unbinds an elastic public IPv6, which stays allocated and billed. Answers only a RequestId.
 * Source: DisassociateIPv6Address.
 */
export const disassociateIPv6Address = defineChange<ElasticAddress>({
  name: "DisassociateIPv6Address",
  takes: ["IPv6AddressId", "KeepBindWithEni"],
  rules: [
    documented("Any state but BIND and BIND_ENI answers AddressStatusNotPermit; with much traffic it is refused."),
    assumed("An unbound address answers AddressEniInfoNotFound. It takes as long as a task."),
  ],
  check: ({ parameters, ...context }) => {
    const row = requireElastic({ parameters, ...context }, parameters.required("IPv6AddressId"));
    if (parameters.flag("KeepBindWithEni"))
      throw new Refusal(NOT_SIMULATED, "The simulator does not have KeepBindWithEni=true.");
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
