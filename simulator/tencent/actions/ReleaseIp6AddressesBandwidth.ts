import { rule } from "../../kit/rules";
import { defineChange } from "../action";
import { endBandwidth } from "../bandwidth";
import { Refusal } from "../errors";
import { requirePublished } from "../find";
import type { PublicAddress } from "../world";

/**
 * Ends the bandwidth of public addresses; they stay on their cards, private. Answers a task.
 * Source: ReleaseIp6AddressesBandwidth.
 */
export const releaseIp6AddressesBandwidth = defineChange<PublicAddress[]>({
  name: "ReleaseIp6AddressesBandwidth",
  product: "vpc",
  takes: ["Ip6Addresses", "Ip6AddressIds"],
  perSecond: 20,
  rules: [
    rule("documented", "Exactly one of Ip6Addresses and Ip6AddressIds."),
    rule("assumed", "An id that is gone answers InvalidAddressId.NotFound, an address without bandwidth NotFound."),
    rule("assumed", "One bad address refuses all."),
  ],
  check: (context) => {
    const rows = requirePublished(context);
    for (const row of rows) {
      if (row.status !== "BIND") throw new Refusal("UnsupportedOperation.AddressIpStatusNotPermit");
    }
    return rows;
  },
  act: (context, rows) => {
    const { world } = context;
    const task = world.tasks.nextNumber();
    for (const row of rows) world.publicAddresses.put({ ...row, status: "OFFLINING" });
    const steps = rows.map((row) => ({
      done: (at: number) => endBandwidth(context, at, row),
      undo: () => void world.publicAddresses.put(row),
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
