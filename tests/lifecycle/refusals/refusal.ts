import type { Values } from "../../../provider/core/check";
import type { Seed } from "../../../simulator";

/** Something that `check` lets through and the simulated cloud refuses. */
export interface Refusal {
  readonly resource: string;
  readonly what: string;
  /** All that is declared, or what `from` becomes: added to it. */
  readonly inputs: Values;
  /** For a change: what is taken charge of first. */
  readonly from?: Values;
  /** Signs for another account of the seed. */
  readonly settings?: Values;
  readonly seed?: Seed;
  /** The cloud's code, or our words where no call is made. */
  readonly says: string;
  /** Where the preview's code is another one. With the reason in `what`. */
  readonly previewSays?: string;
  /** Why the preview passes all the same. Default: it is refused. */
  readonly unforeseen?: string;
  /** It passes with a warning that has the cloud's code. */
  readonly warned?: true;
}
