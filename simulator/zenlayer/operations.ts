import { rule } from "../kit/rules";
import { type Answer, type Context, record } from "./action";
import { type PublicCard, requireRunning } from "./cards";
import type { Billing, Operation } from "./world";

export const operationRules = [
  rule("documented", "ModifyIpv6Bandwidth answers before the change is done: operationInfo is OPERATING meanwhile."),
  rule("assumed", "How long is the setting operationMs, and operationOutcome makes it end FAILED with the old value."),
  rule("assumed", "operationInfo is null when settled. FAILED stays until the next change."),
  rule(
    "assumed",
    "A change while another is under way answers OPERATION_DENIED_IPV6_STATUS_NOT_SUPPORT with status 500.",
  ),
  rule("assumed", "What ended meanwhile is entered in the ledger with the next call, with its own time."),
];

/** Begins a change of billing; without operationMs it is done at once. */
export function begin(
  context: Context,
  card: PublicCard,
  operation: Operation["operation"],
  target: Partial<Billing>,
): Answer {
  requireRunning(card);
  const { services, world, now, call } = context;
  const { operationMs, operationOutcome } = services.pace;
  const fails = operationOutcome === "fail";
  const started: Operation = {
    ...{ operation, status: "OPERATING", until: now + operationMs, fails, target, requestId: call.requestId },
  };
  world.networkInterfaces.put({ ...card, ipv6: { ...card.ipv6, operation: started } });
  settle(context);
  return {};
}

/** Ends what is due. */
export function settle(context: Context): void {
  const { world, now } = context;
  for (const card of world.networkInterfaces.all()) {
    const { ipv6 } = card;
    if (ipv6?.operation?.status !== "OPERATING" || ipv6.operation.until > now || !ipv6.billing) continue;
    const { operation, ...rest } = ipv6;
    if (operation.fails) {
      world.networkInterfaces.put({ ...card, ipv6: { ...ipv6, operation: { ...operation, status: "FAILED" } } });
      continue;
    }
    const at = { ...context, now: operation.until, call: { ...context.call, requestId: operation.requestId } };
    change(at, { ...card, ipv6: rest } as PublicCard, operation.target);
  }
}

/** Changes billing now. The same value again is no change. */
export function change(context: Context, card: PublicCard, target: Partial<Billing>): void {
  const { billing } = card.ipv6;
  const after = { ...billing, ...target };
  context.world.networkInterfaces.put({ ...card, ipv6: { ...card.ipv6, billing: after } });
  if (JSON.stringify(after) === JSON.stringify(billing)) return;
  record(context, card, {
    event: "changed",
    resource: "Ipv6InternetBandwidth",
    id: card.ipv6.id,
    detail: { ...after },
  });
}
