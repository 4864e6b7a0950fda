import { assumed, documented } from "../../common/rules";
import { defineChange } from "../action";
import { note, requireElastics } from "../elastic";
import { Refusal } from "../errors";
import type { ElasticAddress } from "../state";

/** Releases elastic public IPv6. Answers only a RequestId. Source: ReleaseIPv6Addresses. */
export const releaseIPv6Addresses = defineChange<ElasticAddress[]>({
  name: "ReleaseIPv6Addresses",
  takes: ["IPv6AddressIds"],
  rules: [
    documented("Any state but UNBIND answers AddressStatusNotPermit; deletion protection refuses it."),
    documented("One that does not exist answers AddressIpNotFound."),
    assumed("One bad address refuses the whole call. It takes as long as a task; the state is OFFLINING meanwhile."),
  ],
  check: (context) => {
    const rows = requireElastics(context, ["UNBIND"]);
    if (rows.some((row) => row.protected)) throw new Refusal("OperationDenied.AddressDeletionProtectionEnabled");
    return rows;
  },
  act: (context, rows) => {
    const { state, call } = context;
    for (const row of rows) state.elasticAddresses.put({ ...row, status: "OFFLINING" });
    const steps = rows.map((row) => ({
      subject: row.id,
      done: (at: number) => {
        state.elasticAddresses.delete(row.id);
        note(context, at, "released", row);
      },
      undo: () => void state.elasticAddresses.put(row),
    }));
    state.tasks.begin(context, call.requestId, steps);
    return {};
  },
});
