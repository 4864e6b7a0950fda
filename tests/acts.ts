import type { JournalEntry } from "../simulator";

/** Of these calls, what asked for more than a look, a price or a dry run. */
export function acts<Call extends Pick<JournalEntry, "action" | "dryRun">>(calls: readonly Call[]): Call[] {
  return calls.filter(({ action, dryRun }) => !dryRun && !/^(Describe|Inquiry|Get|List)/.test(action));
}

/** A call that puts the provider's own tags alone, on something that was there before. */
export function isHold({ action, params }: Pick<JournalEntry, "action" | "params">): boolean {
  if (/-held\\*"/.test(JSON.stringify(params)) && !params.Name) return true;
  const keys = [...JSON.stringify(params).matchAll(/Key\\*":\\*"([^"\\]*)/g)].map(([, key]) => key);
  const areOurs = keys.every((key) => key?.startsWith("pulumi-ipv6:"));
  return areOurs && (/^(Un)?TagResources$/.test(action) || (action === "ModifyResourceTags" && keys.length > 0));
}
