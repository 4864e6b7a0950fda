// Apart from price.ts, because they are public (`pulumi-ipv6/pricing`): they import nothing, so that a program needs no
// other types and compiles with every TypeScript version.

/** One row of a cloud's list prices. Anything without a row has an unknown price; prices are never guessed. */
export interface PriceRow {
  /** Resource name. */
  readonly resource: string;
  /** Region ids. Unset: all regions. */
  readonly regions?: RegExp;
  /** Input values the row applies to. */
  readonly when?: Readonly<Record<string, string>>;
  readonly currency: string;
  /** `day`: per unit of `of` and day begun. `GB`: per gigabyte sent. `nothing`: no charge is listed. */
  readonly per: "day" | "GB" | "nothing";
  /** The billed input. */
  readonly of?: string;
  /** Unit prices in tiers, each up to `upTo`. The last tier has no limit. */
  readonly steps?: readonly { readonly upTo?: number; readonly each: number }[];
  /** The page, and the date of the copy read. */
  readonly source: string;
}

/** Monthly list price of one object: an amount, a rate per gigabyte, or why it is unknown. */
export type Monthly =
  | { readonly kind: "amount"; readonly amount: number; readonly row: PriceRow }
  | { readonly kind: "rate"; readonly each: number; readonly row: PriceRow }
  | { readonly kind: "open"; readonly input: string }
  | { readonly kind: "unknown"; readonly why: string };

/** `free`: not billed. */
export type Price = Monthly | { readonly kind: "free" };
