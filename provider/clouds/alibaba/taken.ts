import { CloudError } from "../../core/api/errors";

/**
 * No page names the code for a place that is taken. A refusal by a code that does not say so, and something that is
 * there, say it together.
 *
 * @param taken is something there?
 */
export async function asTaken(error: unknown, taken: () => Promise<boolean>): Promise<unknown> {
  const unclear = error instanceof CloudError && (error.kind === "unknown" || error.kind === "invalid");
  if (!unclear || !(await taken().catch(() => false))) return error;
  const conflict = new CloudError({ ...error.details, kind: "conflict", advice: undefined });
  conflict.lost = error.lost;
  return conflict;
}
