import { assumed as assumedRule, type Provenance, type Rule } from "./rules";

/** What the simulator knows of one error code of a vendor. */
export interface ErrorFact {
  /** Left out where the vendor answers every refusal with one status. */
  readonly status?: number;
  readonly message: string;
  /** Of the code and its status. The wording is the vendor's where a page gives one. */
  readonly provenance: Provenance;
}

export type ErrorTable = Readonly<Record<string, ErrorFact>>;

const fact = (provenance: Provenance) => (status: number, message: string) => ({ status, message, provenance });
export const documented = fact("documented");
export const assumed = fact("assumed");

/** The code for what the vendor has and the simulator does not. No vendor has this code. */
export const NOT_SIMULATED = "NotSimulated";

/** A refused call. Checks throw it; `Vendor` turns it into the error body of its cloud. */
export class VendorRefusal extends Error {
  readonly code: string;
  readonly status: number;
  /** Headers of the answer, beside those that every answer has. */
  headers: Readonly<Record<string, string>> = {};

  /** Message and status come from the table, unless they are given. */
  constructor(errors: ErrorTable, code: string, message?: string, status?: number) {
    const known = errors[code];
    super(message ?? known?.message ?? "The request was refused.");
    this.code = code;
    this.status = status ?? known?.status ?? 400;
  }
}

/** The codes of a table that are guesses, as rules. */
export function assumedErrors(errors: ErrorTable): Rule[] {
  const guesses = Object.entries(errors).filter(([, { provenance }]) => provenance === "assumed");
  return guesses.map(([code, { status }]) =>
    assumedRule(
      status === undefined
        ? `${code}: the code is a guess.`
        : `${code} with status ${status}: the code or its status is a guess.`,
    ),
  );
}
