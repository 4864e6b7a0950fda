import { rule } from "../../kit/rules";
import { defineChange } from "../action";
import { note, requireElastics } from "../elastic";
import { Refusal } from "../errors";
import type { ElasticAddress } from "../world";

/**
 * Ends orders of elastic public IPv6. Answers a RequestId only.
 * Source: ReleaseIPv6Addresses.
 */
export const releaseIPv6Addresses = defineChange<ElasticAddress[]>({
  name: "ReleaseIPv6Addresses",
  product: "vpc",
  takes: ["IPv6AddressIds"],
  perSecond: 20,
  rules: [
    rule("documented", "Only from UNBIND, else AddressStatusNotPermit; not while deletion protection is on."),
    rule("documented", "One that is gone answers AddressIpNotFound."),
    rule("assumed", "One bad address refuses all. It takes as long as a task, OFFLINING meanwhile."),
  ],
  check: (context) => {
    const rows = requireElastics(context, ["UNBIND"]);
    if (rows.some((row) => row.protected)) throw new Refusal("OperationDenied.AddressDeletionProtectionEnabled");
    return rows;
  },
  act: (context, rows) => {
    const { world, call } = context;
    for (const row of rows) world.elasticAddresses.put({ ...row, status: "OFFLINING" });
    const steps = rows.map((row) => ({
      done: (at: number) => {
        world.elasticAddresses.delete(row.id);
        note(context, at, "released", row);
      },
      undo: () => void world.elasticAddresses.put(row),
    }));
    world.tasks.begin(
      context,
      call.requestId,
      rows.map((row) => row.id),
      steps,
    );
    return {};
  },
});
