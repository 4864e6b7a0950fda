import { rule } from "../../kit/rules";
import { defineChange, record } from "../action";
import { Refusal } from "../errors";
import { requirePublished } from "../find";
import { requireMbps } from "../orders";
import type { PublicAddress } from "../world";

/**
 * Changes the bandwidth of public addresses, all to one figure. Answers a task.
 * Source: ModifyIp6AddressesBandwidth.
 */
export const modifyIp6AddressesBandwidth = defineChange<{ rows: PublicAddress[]; mbps: number }>({
  name: "ModifyIp6AddressesBandwidth",
  product: "vpc",
  takes: ["InternetMaxBandwidthOut", "Ip6Addresses", "Ip6AddressIds"],
  perSecond: 20,
  rules: [
    rule("documented", "Exactly one of Ip6Addresses and Ip6AddressIds; the charge type cannot change."),
    rule("documented", "An address in arrears, or with too much traffic on it for a lower figure, is refused."),
    rule("assumed", "The figure it already has is accepted and is a change. One bad address refuses all."),
  ],
  check: (context) => {
    const { input, world } = context;
    input.required("InternetMaxBandwidthOut");
    const mbps = input.integer("InternetMaxBandwidthOut") ?? 0;
    const rows = requirePublished(context);
    for (const row of rows) {
      requireMbps(mbps, row.internetChargeType);
      if (row.status !== "BIND") throw new Refusal("UnsupportedOperation.AddressIpStatusNotPermit");
      if (row.arrears) throw new Refusal("InvalidAddressIdState.InArrears");
      if (row.fixed) throw new Refusal("UnsupportedOperation.AddressIpInternetChargeTypeNotPermit");
      if (world.networkInterfaces.get(row.networkInterface)?.instanceUnsupported) {
        throw new Refusal("UnsupportedOperation.AddressIpNotSupportInstance");
      }
      if (row.trafficHigh && mbps < row.bandwidth) throw new Refusal("OperationDenied.TrafficExceedThreshold");
    }
    return { rows, mbps };
  },
  act: (context, { rows, mbps }) => {
    const { world } = context;
    const task = world.tasks.nextNumber();
    const steps = rows.map(({ id, address }) => ({
      done: (at: number) => {
        const row = world.publicAddresses.get(id);
        if (!row) return;
        world.publicAddresses.put({ ...row, bandwidth: mbps });
        const detail = { bandwidth: mbps, before: row.bandwidth, internetChargeType: row.internetChargeType };
        record(context, at, { event: "changed", resource: "Ipv6InternetBandwidth", id, subject: address, detail });
      },
    }));
    world.tasks.begin(
      context,
      task,
      rows.map((row) => row.address),
      steps,
    );
    return { TaskId: task };
  },
});
