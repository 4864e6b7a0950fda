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
    documented("Of the codes for what does not exist its list has only AddressIpNotFound."),
    assumed(
      "So an id that does not exist answers that too, or InvalidAddressId.NotFound with the setting unknownIds=refused.",
    ),
    assumed("One bad address refuses the whole call."),
  ],
  check: (context) => {
    const refused = context.services.pace.unknownIds === "refused";
    const unknownId = refused ? "InvalidAddressId.NotFound" : "InvalidParameterValue.AddressIpNotFound";
    const rows = requirePublished(context, unknownId);
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
