// What ran, for docs/compatibility.md: one line of JSON per row. `make matrix` collects them.
import { appendFileSync } from "node:fs";

export interface Row {
  readonly subject: string;
  readonly what: string;
  readonly versions: string;
  readonly outcome: "ok" | "failed" | "not run";
  readonly why?: string;
}

/** Runs a row of the table. */
export async function record(row: Omit<Row, "outcome" | "why">, work: () => Promise<void>): Promise<void> {
  try {
    await work();
    note({ ...row, outcome: "ok" });
  } catch (error) {
    note({
      ...row,
      outcome: "failed",
      why: String((error as Error).message)
        .trim()
        .slice(0, 200),
    });
    throw error;
  }
}

export function note(row: Row): void {
  const file = process.env.MATRIX_ROWS;
  if (file) appendFileSync(file, `${JSON.stringify(row)}\n`);
}
