import type { Rule } from "./check";
import { type DesiredOf, type Fields, flag, text } from "./field";

/** An output the cloud decides. */
export interface Output<T> {
  readonly type: "text" | "texts" | "integer" | "decimal" | "flag" | "tags" | "rows";
  readonly doc: string;
  readonly secret?: boolean;
  /** Not always there. */
  readonly optional?: true;
  /** What each of the rows has. */
  readonly of?: Outputs;
  readonly value?: T;
}
export type Outputs = Readonly<Record<string, Output<unknown>>>;
export const textOutput = (doc: string): Output<string> => ({ type: "text", doc });
export const textsOutput = (doc: string): Output<string[]> => ({ type: "texts", doc });
export const integerOutput = (doc: string): Output<number> => ({ type: "integer", doc });
export const decimalOutput = (doc: string): Output<number> => ({ type: "decimal", doc });
export const flagOutput = (doc: string): Output<boolean> => ({ type: "flag", doc });
export const tagsOutput = (doc: string): Output<Readonly<Record<string, string>>> => ({ type: "tags", doc });
export const rowsOutput = <const O extends Outputs>(doc: string, of: O): Output<ValuesOf<O>[]> => ({
  type: "rows",
  doc,
  of,
});
/** Left out where the cloud has nothing to tell. */
export const maybe = <T>(output: Output<T>): Output<T | undefined> => ({ ...output, optional: true }) as Output<T>;

/** One cloud's way to write down one resource: the only source of names. */
export interface Declaration<F extends Fields = Fields, O extends Outputs = Outputs> {
  readonly name: string;
  readonly doc: string;
  readonly fields: F;
  readonly outputs: O;
  readonly rules: readonly Rule[];
  /** Forms of the id, for import and for people. */
  readonly idForms: readonly string[];
  /** Inputs as a program gives them: what people paste first. Each must pass check. */
  readonly example: Readonly<Record<string, unknown>>;
  readonly sources: readonly string[];
}

/** Every resource has these. */
const common = {
  region: text({
    doc: "Region of the object. Unset: the region it was made in, else the cloud's `region` setting.",
    // A space at its end would be another region to us, and the same one to the cloud.
    pattern: /^\S+$/,
    shape: "the id of a region, without spaces",
    onChange: "replace",
  }),
  adopt: flag({
    doc: "Take charge of what the cloud already has instead of ordering. Nothing is ordered then: if there is nothing to take charge of, the run says so.",
    onChange: "ignore",
  }),
} as const;

/** Outputs of what is paid for, beside those that the cloud tells. They come from the cloud's prices (price.ts). */
export const billed = {
  monthlyPrice: textOutput(
    "What it costs by the cloud's list, without the account's discounts: in 30 days (`96.00 USD`), or by traffic (`0.123 USD per GB`). Begins with `unknown` where no price is published.",
  ),
} as const;

export function declare<const F extends Fields, const O extends Outputs>(
  declaration: Omit<Declaration<F, O>, "fields"> & { fields: F },
): Declaration<F & typeof common, O> {
  return { ...declaration, fields: { ...declaration.fields, ...common } };
}

/** Checked inputs of a resource; the region is always there by then. */
export type DesiredFor<D> = D extends Declaration<infer F, Outputs> ? DesiredOf<F> & { region: string } : never;
export type OutputsFor<D> = D extends Declaration<Fields, infer O> ? ValuesOf<O> : never;
export type ValuesOf<O extends Outputs> = { [K in keyof O]: O[K] extends Output<infer T> ? T : never };
/** What the cloud is seen to hold, in our words: inputs as they really are, and outputs. */
export type PropertiesOf<D> =
  D extends Declaration<infer F, Outputs> ? Partial<DesiredOf<F>> & Omit<OutputsFor<D>, keyof typeof billed> : never;
