import { assumed, documented } from "../common/rules";
import type { Context } from "./action";
import { type PublicNetworkInterface, recordOn } from "./network-interfaces";
import type { NicStatus } from "./seed";
import type { Billing, NetworkInterface, Operation } from "./state";

export const operationRules = [
  documented("ModifyIpv6Bandwidth answers before the change is complete: operationInfo is OPERATING meanwhile."),
  assumed("The setting operationMs says how long it takes; operationOutcome makes it end FAILED with the old value."),
  assumed("operationInfo is null after a completed change. FAILED stays until the next change."),
  assumed("A change while another is not complete answers OPERATION_DENIED_IPV6_STATUS_NOT_SUPPORT with status 500."),
  assumed("The next call enters completed changes in the ledger, with the time at which each was complete."),
];

/** Begins a change of billing. Without operationMs it ends at once. */
export function begin(
  context: Context,
  nic: PublicNetworkInterface,
  operation: Operation["operation"],
  target: Partial<Billing>,
): void {
  const { services, state, now, call } = context;
  const { operationMs, operationOutcome } = services.pace;
  const fails = operationOutcome === "fail";
  const started: Operation = {
    ...{ operation, status: "OPERATING", until: now + operationMs, fails, target, requestId: call.requestId },
  };
  state.networkInterfaces.put({ ...nic, ipv6: { ...nic.ipv6, operation: started } });
  settle(context);
}

/** Puts a network interface in a status that lasts as long as operationMs says. */
export function become(
  context: Context,
  id: string,
  meanwhile: NicStatus,
  status: NonNullable<NetworkInterface["becomes"]>["status"],
): void {
  const { state, services, now } = context;
  const nic = state.networkInterfaces.get(id);
  if (!nic) return;
  const at = now + services.pace.operationMs;
  state.networkInterfaces.put({ ...nic, status: meanwhile, becomes: { at, status } });
  settle(context);
}

/** Ends the operations that are due. */
export function settle(context: Context): void {
  const { state, now } = context;
  for (const { becomes, ...nic } of state.networkInterfaces.due(now)) {
    if (becomes === undefined || becomes.at > now) continue;
    const { instance: _left, ...free } = nic;
    if (becomes.status === "gone") state.networkInterfaces.delete(nic.id);
    else state.networkInterfaces.put({ ...(becomes.status === "AVAILABLE" ? free : nic), status: becomes.status });
  }
  for (const nic of state.networkInterfaces.due(now)) {
    const { ipv6 } = nic;
    if (ipv6?.operation?.status !== "OPERATING" || ipv6.operation.until > now || !ipv6.billing) continue;
    const { operation, ...rest } = ipv6;
    if (operation.fails) {
      state.networkInterfaces.put({ ...nic, ipv6: { ...ipv6, operation: { ...operation, status: "FAILED" } } });
      continue;
    }
    const at = { ...context, now: operation.until, call: { ...context.call, requestId: operation.requestId } };
    change(at, { ...nic, ipv6: rest } as PublicNetworkInterface, operation.target);
  }
}

/** Changes billing at once. The same value again is no change. */
export function change(context: Context, nic: PublicNetworkInterface, target: Partial<Billing>): void {
  const { billing } = nic.ipv6;
  const after = { ...billing, ...target };
  context.state.networkInterfaces.put({ ...nic, ipv6: { ...nic.ipv6, billing: after } });
  if (JSON.stringify(after) === JSON.stringify(billing)) return;
  const { id } = nic.ipv6;
  recordOn(context, nic, { event: "changed", resource: "Ipv6InternetBandwidth", id, detail: { ...after } });
}
