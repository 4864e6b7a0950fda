/**
 * Where a rule of the simulator comes from: a vendor's page or package says so, somebody saw the real or a local
 * service do it, or it is our guess.
 */
export type Provenance = "documented" | "measured" | "assumed";

export interface Rule {
  readonly provenance: Provenance;
  readonly text: string;
}

/** A rule together with where it applies, for the page of differences. */
export interface PlacedRule extends Rule {
  readonly cloud: string;
  readonly place: string;
}

export function rule(provenance: Provenance, text: string): Rule {
  return { provenance, text };
}
