import type { JournalEntry } from "../simulator";

/** Of these calls, what asked for more than a look, a price or a dry run. */
export function acts<Call extends Pick<JournalEntry, "action" | "dryRun">>(calls: readonly Call[]): Call[] {
  return calls.filter(({ action, dryRun }) => !dryRun && !/^(Describe|Inquiry|Get|List)/.test(action));
}
