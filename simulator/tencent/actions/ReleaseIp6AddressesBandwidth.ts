import { assumed, documented } from "../../common/rules";
import { defineChange } from "../action";
import { Refusal } from "../errors";
import { endBandwidth } from "../orders";
import { requirePublished } from "../require";
import type { PublicAddress } from "../state";

/**
 * Deletes the bandwidth of public addresses, which stay on their network interfaces, private. Answers a task.
 * Source: ReleaseIp6AddressesBandwidth.
 */
export const releaseIp6AddressesBandwidth = defineChange<PublicAddress[]>({
  name: "ReleaseIp6AddressesBandwidth",
  takes: ["Ip6Addresses", "Ip6AddressIds"],
  rules: [
    documented("Exactly one of Ip6Addresses and Ip6AddressIds."),
    assumed(
      "An id that does not exist answers InvalidAddressId.NotFound, an address without bandwidth AddressIpNotFound.",
    ),
    assumed("One bad address refuses the whole call."),
  ],
  check: (context) => {
    const rows = requirePublished(context);
    for (const row of rows) {
      if (row.status !== "BIND") throw new Refusal("UnsupportedOperation.AddressIpStatusNotPermit");
    }
    return rows;
  },
  act: (context, rows) => {
    const { state } = context;
    const task = state.tasks.nextNumber();
    for (const row of rows) state.publicAddresses.put({ ...row, status: "OFFLINING" });
    const steps = rows.map((row) => ({
      subject: row.address,
      done: (at: number) => endBandwidth(context, at, row),
      undo: () => void state.publicAddresses.put(row),
    }));
    state.tasks.begin(context, task, steps);
    return { TaskId: task };
  },
});
