import type { Values } from "../../../provider/core/check";
import type { Seed } from "../../../simulator";

/** Something that `check` accepts and the simulated cloud refuses. */
export interface Refusal {
  readonly resource: string;
  readonly what: string;
  /** All inputs; or, with `from`, those to add to it. */
  readonly inputs: Values;
  /** For a change: what is adopted first. */
  readonly from?: Values;
  /** Signs for another account of the seed. */
  readonly settings?: Values;
  readonly seed?: Seed;
  /** The cloud's code, or our message if there is no call. */
  readonly says: string;
  /** The preview's code if it is another one, with the reason in `what`. */
  readonly previewSays?: string;
  /** Why the preview passes anyway. Default: it is refused. */
  readonly unforeseen?: string;
  /** It passes with a warning that has the cloud's code. */
  readonly warned?: true;
}
