import type { Rule, Values } from "./check";
import { type DesiredOf, type Fields, flag, text, UNKNOWN } from "./field";

/** An output of the cloud. */
export interface Output<T> {
  readonly type: "text" | "texts" | "integer" | "decimal" | "flag" | "tags" | "rows";
  readonly doc: string;
  readonly secret?: boolean;
  /** May be absent. */
  readonly optional?: true;
  /** Columns, for `rows`. */
  readonly of?: Outputs;
  /** The output whose first member this is. Derived here: bindings do not return it. */
  readonly firstOf?: string;
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
/** The first member of another output, a list: known as soon as that member is. */
export const firstOutput = (list: string, doc: string) => ({ ...textOutput(doc), firstOf: list });
/** An output that may be absent. */
export const maybe = <T>(output: Output<T>): Output<T | undefined> => ({ ...output, optional: true }) as Output<T>;

/** Declares one resource of one cloud: its inputs and outputs. The only source of their names. */
export interface Declaration<F extends Fields = Fields, O extends Outputs = Outputs> {
  readonly name: string;
  readonly doc: string;
  readonly fields: F;
  readonly outputs: O;
  readonly rules: readonly Rule[];
  /** Forms of the id, for import and messages. */
  readonly idForms: readonly string[];
  readonly sources: readonly string[];
}

/** Inputs of every resource. */
const common = {
  region: text({
    doc: "Region of the object. Unset: the region it was created in, else the cloud's `region` setting.",
    // With a trailing space it would be another region here, and the same one to the cloud.
    pattern: /^\S+$/,
    shape: "the id of a region, without spaces",
    onChange: "replace",
  }),
  adopt: flag({
    doc: "Adopt the object that the cloud already has instead of ordering one. If none exists, the run fails and nothing is ordered.",
    onChange: "ignore",
  }),
} as const;

/** Additional outputs of billed resources, from the cloud's list prices (price.ts). */
export const billed = {
  monthlyPrice: textOutput(
    "List price without the account's discounts: for 30 days (`96.00 USD`), or by traffic (`0.123 USD per GB`). Starts with `unknown` if no price is published.",
  ),
} as const;

export function declare<const F extends Fields, const O extends Outputs>(
  declaration: Omit<Declaration<F, O>, "fields"> & { fields: F },
): Declaration<F & typeof common, O> {
  return { ...declaration, fields: { ...declaration.fields, ...common } };
}

/** Checked inputs of a resource; the region is always set. */
export type DesiredFor<D> = D extends Declaration<infer F, Outputs> ? DesiredOf<F> & { region: string } : never;
export type OutputsFor<D> = D extends Declaration<Fields, infer O> ? ValuesOf<O> : never;
type Derived<O extends Outputs> = { [K in keyof O]: O[K] extends { firstOf: string } ? K : never }[keyof O];
export type ValuesOf<O extends Outputs> = { [K in keyof O]: O[K] extends Output<infer T> ? T : never };
/** Properties as read from the cloud: actual inputs, and outputs. */
export type PropertiesOf<D> =
  D extends Declaration<infer F, infer O>
    ? Partial<DesiredOf<F>> & Omit<OutputsFor<D>, keyof typeof billed | Derived<O>>
    : never;

/** Adds the outputs that are the first member of a list. At preview a member, or the whole list, may be unknown. */
export function withFirsts({ outputs }: Pick<Declaration, "outputs">, values: Values): Values {
  const all = { ...values };
  for (const [name, { firstOf }] of Object.entries(outputs)) {
    if (firstOf === undefined) continue;
    const list = values[firstOf];
    const first: unknown = Array.isArray(list) ? list[0] : list === UNKNOWN ? UNKNOWN : undefined;
    if (first === undefined) delete all[name];
    else all[name] = first;
  }
  return all;
}
