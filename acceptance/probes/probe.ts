import type { Outputs } from "../subjects";
import type { Body, CloudName } from "../vendor";

/** One call that shows whether a rule of the simulator is true. It orders nothing, and changes nothing of the account's. */
export interface Probe {
  readonly id: string;
  readonly cloud: CloudName;
  readonly action: string;
  /** Of a probe of a story: made from the outputs of its resources. */
  readonly params: object | ((outputs: Outputs) => object);
  /** What the simulator answers: a code, or a word of `shows`. */
  readonly expects: string;
  /** The word for an answer that is no refusal. Default: `accepted`. */
  readonly shows?: (body: Body) => string;
  /** The story whose objects it asks about. Unset: it needs none, and is made before the stories. */
  readonly story?: string;
}

/** Probes of one cloud: `[id, action, params, expects, shows?]`. */
export type Row = readonly [string, string, Probe["params"], string, Probe["shows"]?];

export function probesOf(cloud: CloudName, rows: readonly Row[], story?: string): Probe[] {
  return rows.map(([id, action, params, expects, shows]) => ({
    ...{ id: `${cloud}/${id}`, cloud, action, params, expects },
    ...(shows && { shows }),
    ...(story && { story }),
  }));
}
