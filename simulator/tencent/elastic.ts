import { findVisible, record } from "../common/action";
import type { LedgerEvent } from "../common/ledger";
import type { Context } from "./action";
import { Refusal } from "./errors";
import type { ElasticAddress, NicAddress } from "./state";
import type { Step } from "./tasks";

/** What the actions on elastic public IPv6 (EIPv6, `eipv6-`) share. */

export function requireElastic(context: Context, id: string): ElasticAddress {
  if (!/^eip(v6)?-/.test(id)) throw new Refusal("InvalidParameterValue.AddressIdMalformed", `${id} is no address id.`);
  const row = findVisible(context, context.state.elasticAddresses, id);
  if (!row) throw new Refusal("InvalidParameterValue.AddressIpNotFound", `${id} is not found.`);
  return row;
}

/** The addresses of `IPv6AddressIds`, each in one of the states. */
export function requireElastics(context: Context, states: readonly string[]): ElasticAddress[] {
  const rows = context.parameters.requiredList("IPv6AddressIds").map((id) => requireElastic(context, id));
  for (const row of rows) requireState(row, states);
  return rows;
}

export function requireState(row: ElasticAddress, states: readonly string[]): void {
  if (row.arrears) throw new Refusal("OperationDenied.AddressInArrears");
  if (!states.includes(row.status)) {
    throw new Refusal("UnsupportedOperation.AddressStatusNotPermit", `${row.id} is ${row.status}.`);
  }
}

/** The fields of an unbound address. */
export const UNBOUND = { status: "UNBIND", networkInterface: undefined, privateAddress: undefined } as const;

interface Transition {
  /** Fields while the task runs. */
  readonly meanwhile: Partial<ElasticAddress>;
  /** Fields after it succeeded. */
  readonly after: Partial<ElasticAddress>;
  readonly event: LedgerEvent;
}

/** Puts a row in transition. Returns the step that completes this; a failed task restores the row. */
export function change(context: Context, row: ElasticAddress, { meanwhile, after, event }: Transition): Step {
  const { elasticAddresses } = context.state;
  const { networkInterface, privateAddress } = row;
  elasticAddresses.put({ ...row, ...meanwhile });
  return {
    subject: row.id,
    done: (at: number) => {
      const now = elasticAddresses.get(row.id);
      if (!now) return;
      elasticAddresses.put({ ...now, ...after });
      note(context, at, event, { ...now, ...after }, row);
    },
    undo: () => {
      const now = elasticAddresses.get(row.id);
      if (now) elasticAddresses.put({ ...now, status: row.status, networkInterface, privateAddress });
    },
  };
}

/** The elastic address that is bound to an address of a network interface. */
export function boundAt({ state }: Context, place: Pick<NicAddress, "networkInterface" | "address">) {
  return state.elasticAddresses
    .all()
    .find((row) => row.networkInterface === place.networkInterface && row.privateAddress === place.address);
}

/** Writes to the ledger. Orders and changes are about the address, binding and unbinding about the private address. */
export function note(
  context: Context,
  at: number,
  event: LedgerEvent,
  row: ElasticAddress,
  before: ElasticAddress = row,
) {
  const bound = row.networkInterface ? row : before;
  const binding = event === "assigned" || event === "unassigned";
  const { bandwidth, internetChargeType } = row;
  const subject = binding ? `${bound.networkInterface}/${bound.privateAddress}` : row.address;
  const detail = binding ? { address: row.address } : { bandwidth, internetChargeType };
  record(context, { event, resource: "ElasticPublicIpv6", id: row.id, subject, detail }, at);
}
