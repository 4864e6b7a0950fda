import { assumed, documented } from "../../common/rules";
import { defineChange } from "../action";
import { change, requireElastics } from "../elastic";
import { Refusal } from "../errors";
import { requireMbps } from "../orders";
import type { ElasticAddress } from "../state";

/**
 * Changes the bandwidth of elastic public IPv6, all to one value. Answers only a RequestId, no task.
 * Source: ModifyIPv6AddressesBandwidth.
 */
export const modifyIPv6AddressesBandwidth = defineChange<{ rows: ElasticAddress[]; mbps: number }>({
  name: "ModifyIPv6AddressesBandwidth",
  takes: ["IPv6AddressIds", "InternetMaxBandwidthOut"],
  rules: [
    documented("Both parameters are required; with much traffic a lower bandwidth is refused."),
    assumed("An address in transition refuses it. One bad address refuses the whole call."),
  ],
  check: (context) => {
    const { parameters } = context;
    const rows = requireElastics(context, ["UNBIND", "BIND", "BIND_ENI"]);
    parameters.required("InternetMaxBandwidthOut");
    const mbps = parameters.integer("InternetMaxBandwidthOut") ?? 0;
    for (const row of rows) {
      requireMbps(mbps, row.internetChargeType);
      if (row.trafficHigh && mbps < row.bandwidth) throw new Refusal("OperationDenied.TrafficExceedThreshold");
    }
    return { rows, mbps };
  },
  act: (context, { rows, mbps }) => {
    const { state, call } = context;
    const steps = rows.map((row) =>
      change(context, row, { meanwhile: {}, after: { bandwidth: mbps }, event: "changed" }),
    );
    state.tasks.begin(context, call.requestId, steps);
    return {};
  },
});
