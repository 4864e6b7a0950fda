import { assumed, documented } from "../../common/rules";
import { defineChange } from "../action";
import { Refusal } from "../errors";
import { recordBandwidth, requireMbps } from "../orders";
import { requirePublished } from "../require";
import type { PublicAddress } from "../state";

/** Changes the bandwidth of public addresses, all to one value. Answers a task. Source: ModifyIp6AddressesBandwidth. */
export const modifyIp6AddressesBandwidth = defineChange<{ rows: PublicAddress[]; mbps: number }>({
  name: "ModifyIp6AddressesBandwidth",
  takes: ["InternetMaxBandwidthOut", "Ip6Addresses", "Ip6AddressIds"],
  rules: [
    documented("Exactly one of Ip6Addresses and Ip6AddressIds; the charge type cannot change."),
    documented("An address in arrears, or with too much traffic for a lower bandwidth, is refused."),
    documented("An id that does not exist answers InvalidAddressId.NotFound: it is in the action's list."),
    assumed("The present bandwidth is accepted and counts as a change. One bad address refuses the whole call."),
  ],
  check: (context) => {
    const { parameters, state } = context;
    parameters.required("InternetMaxBandwidthOut");
    const mbps = parameters.integer("InternetMaxBandwidthOut") ?? 0;
    const rows = requirePublished(context, "InvalidAddressId.NotFound");
    for (const row of rows) {
      requireMbps(mbps, row.internetChargeType);
      if (row.status !== "BIND") throw new Refusal("UnsupportedOperation.AddressIpStatusNotPermit");
      if (row.arrears) throw new Refusal("InvalidAddressIdState.InArrears");
      if (row.fixed) throw new Refusal("UnsupportedOperation.AddressIpInternetChargeTypeNotPermit");
      if (state.networkInterfaces.get(row.networkInterface)?.instanceUnsupported) {
        throw new Refusal("UnsupportedOperation.AddressIpNotSupportInstance");
      }
      if (row.trafficHigh && mbps < row.bandwidth) throw new Refusal("OperationDenied.TrafficExceedThreshold");
    }
    return { rows, mbps };
  },
  act: (context, { rows, mbps }) => {
    const { state } = context;
    const task = state.tasks.nextNumber();
    const steps = rows.map(({ id, address }) => ({
      subject: address,
      done: (at: number) => {
        const row = state.publicAddresses.get(id);
        if (!row) return;
        recordBandwidth(context, at, "changed", state.publicAddresses.put({ ...row, bandwidth: mbps }), row.bandwidth);
      },
    }));
    state.tasks.begin(context, task, steps);
    return { TaskId: task };
  },
});
