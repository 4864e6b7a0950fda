import { findVisible, isVisible, record } from "../common/action";
import type { Context } from "./action";
import type { EgressRule } from "./state";
import { shownTime } from "./views";

/** What the actions on egress-only rules share. */

export function isPresent({ goneAt }: EgressRule, at: number): boolean {
  return goneAt === undefined || at < goneAt;
}

export function findRule(context: Context, id: string): EgressRule | undefined {
  const row = findVisible(context, context.state.egressOnlyRules, id);
  return row && isPresent(row, context.now) ? row : undefined;
}

/** The rules of a gateway that are not deleted. */
export function rulesOf(context: Context, ipv6Gateway: string): EgressRule[] {
  const { state, now } = context;
  return state.egressOnlyRules
    .all()
    .filter((row) => row.ipv6Gateway === ipv6Gateway && isVisible(context, row) && isPresent(row, now));
}

/** Ends the rules of an address that the caller deletes. */
export function dropRulesOf(context: Context, ipv6AddressId: string): void {
  const { state, now } = context;
  for (const row of state.egressOnlyRules.all()) {
    if (row.ipv6AddressId !== ipv6AddressId) continue;
    if (row.goneAt === undefined) recordEnd(context, row);
    if (isPresent(row, now)) state.egressOnlyRules.put({ ...row, goneAt: now });
  }
}

export function recordEnd(context: Context, { id, ipv6AddressId, name }: EgressRule): void {
  record(context, { event: "released", resource: "Ipv6EgressOnlyRule", id, subject: ipv6AddressId, detail: { name } });
}

export function ruleView(context: Context, row: EgressRule) {
  const status = row.goneAt !== undefined ? "Deleting" : shownTime(context) < row.createdAt ? "Creating" : "Available";
  return {
    Ipv6EgressOnlyRuleId: row.id,
    InstanceId: row.ipv6AddressId,
    InstanceType: "Ipv6Address",
    Name: row.name,
    Description: row.description,
    Status: status,
  };
}
