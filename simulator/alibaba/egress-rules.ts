import { type Context, record } from "./action";
import { mine } from "./find";
import { pictureTime } from "./views";
import type { EgressRule } from "./world";

/** Egress-only rules: what the actions on them share. */

export function isThere({ goneAt }: EgressRule, at: number): boolean {
  return goneAt === undefined || at < goneAt;
}

export function findRule(context: Context, id: string): EgressRule | undefined {
  const row = context.world.egressRules.get(id);
  return row && mine(context, row) && isThere(row, context.now) ? row : undefined;
}

/** Those of a gateway that are there. */
export function rulesOf(context: Context, ipv6Gateway: string): EgressRule[] {
  const { world, now } = context;
  return world.egressRules
    .all()
    .filter((row) => row.ipv6Gateway === ipv6Gateway && mine(context, row) && isThere(row, now));
}

/** An address goes, and its rule with it. */
export function dropRulesOf(context: Context, ipv6AddressId: string): void {
  const { world, now } = context;
  for (const row of world.egressRules.all()) {
    if (row.ipv6AddressId !== ipv6AddressId) continue;
    if (row.goneAt === undefined) recordEnd(context, row);
    if (isThere(row, now)) world.egressRules.put({ ...row, goneAt: now });
  }
}

export function recordEnd(context: Context, { id, ipv6AddressId, name }: EgressRule): void {
  record(context, { event: "released", resource: "Ipv6EgressOnlyRule", id, subject: ipv6AddressId, detail: { name } });
}

export function ruleView(context: Context, row: EgressRule) {
  const status =
    row.goneAt !== undefined ? "Deleting" : pictureTime(context) < row.createdAt ? "Creating" : "Available";
  return {
    Ipv6EgressOnlyRuleId: row.id,
    InstanceId: row.ipv6AddressId,
    InstanceType: "Ipv6Address",
    Name: row.name,
    Description: row.description,
    Status: status,
  };
}
