import { rule } from "../../kit/rules";
import { defineChange } from "../action";
import { change, requireElastics } from "../elastic";
import { Refusal } from "../errors";
import { requireMbps } from "../orders";
import type { ElasticAddress } from "../world";

/**
 * Changes the bandwidth of elastic public IPv6, all to one figure. Answers a RequestId only, and no task.
 * Source: ModifyIPv6AddressesBandwidth.
 */
export const modifyIPv6AddressesBandwidth = defineChange<{ rows: ElasticAddress[]; mbps: number }>({
  name: "ModifyIPv6AddressesBandwidth",
  product: "vpc",
  takes: ["IPv6AddressIds", "InternetMaxBandwidthOut"],
  perSecond: 20,
  rules: [
    rule("documented", "Both parameters are required; with much traffic a lower figure is refused."),
    rule("assumed", "Not while it is on its way to another state. One bad address refuses all."),
  ],
  check: (context) => {
    const { input } = context;
    const rows = requireElastics(context, ["UNBIND", "BIND", "BIND_ENI"]);
    input.required("InternetMaxBandwidthOut");
    const mbps = input.integer("InternetMaxBandwidthOut") ?? 0;
    for (const row of rows) {
      requireMbps(mbps, row.internetChargeType);
      if (row.trafficHigh && mbps < row.bandwidth) throw new Refusal("OperationDenied.TrafficExceedThreshold");
    }
    return { rows, mbps };
  },
  act: (context, { rows, mbps }) => {
    const { world, call } = context;
    const steps = rows.map((row) =>
      change(context, row, { meanwhile: {}, after: { bandwidth: mbps }, event: "changed" }),
    );
    world.tasks.begin(
      context,
      call.requestId,
      rows.map((row) => row.id),
      steps,
    );
    return {};
  },
});
