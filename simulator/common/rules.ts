/**
 * Where a rule of the simulator comes from: a page or package of the vendor states it, the real or a local service was
 * seen doing it, or it is a guess.
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

export const documented = (text: string): Rule => ({ provenance: "documented", text });
export const measured = (text: string): Rule => ({ provenance: "measured", text });
export const assumed = (text: string): Rule => ({ provenance: "assumed", text });
