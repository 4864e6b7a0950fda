import type { Outputs } from "../subjects";
import type { Body, CloudName } from "../vendor";

/** What a probe is made from. */
export interface At {
  readonly region: string;
  /** Of the story's resources. */
  readonly outputs: Outputs;
  /** The answer of the read before it. */
  readonly given: Body;
}

/**
 * One call that shows whether a rule of the simulator is true: the opposite rule would answer otherwise. It orders nothing,
 * and changes nothing of the account's (`isHarmless`).
 */
export interface Probe {
  readonly id: string;
  readonly cloud: CloudName;
  readonly action: string;
  /** Undefined if the account has nothing to ask about. */
  readonly params: object | ((at: At) => object | undefined);
  /** What the simulator answers: a code, or a word of `shows`. */
  readonly expects: string;
  /** The word for an answer that is no refusal. Default: `accepted`. Undefined: the answer tells nothing. */
  readonly shows?: (body: Body, at: At) => string | undefined;
  /** A read before it. */
  readonly given?: readonly [action: string, params: object | ((at: At) => object)];
  /**
   * The probe of a call that differs only in having no fault but what it names. If both are refused alike, the cloud looked
   * at that first, and nothing is known about the fault.
   */
  readonly control?: string;
  /** The story whose objects it asks about. Unset: it needs none, and is made before the stories. */
  readonly story?: string;
}

/** Probes of one cloud. */
export type Row = readonly [
  id: string,
  action: string,
  params: Probe["params"],
  expects: string,
  more?: Pick<Probe, "shows" | "given" | "control" | "story">,
];

export function probesOf(cloud: CloudName, rows: readonly Row[]): Probe[] {
  return rows.map(([id, action, params, expects, { control, ...more } = {}]) => ({
    ...{ id: `${cloud}/${id}`, cloud, action, params, expects, ...more },
    ...(control && { control: `${cloud}/${control}` }),
  }));
}

/** What a filter did: found what it was given, found nothing, or was ignored. */
export function found(rows: readonly Body[], fits: (row: Body) => boolean): string {
  if (rows.length === 0) return "none";
  return rows.every(fits) ? "found" : "unfiltered";
}
