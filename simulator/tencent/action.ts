import { type ActionContext, type ActionFacts, definers, type Prepared } from "../common/action";
import type { Parameters } from "./parameters";
import type { AccountSeed } from "./seed";
import type { State } from "./state";

export type Product = "vpc" | "cvm" | "tag" | "sts" | "region";

/** API version by which the products are told apart on one address. That of vpc is also that of cvm, and that of tag that of sts. */
export const versions: Readonly<Record<string, Product>> = {
  "2017-03-12": "vpc",
  "2018-08-13": "tag",
  "2022-06-27": "region",
};

export type Context = ActionContext<State, AccountSeed, Parameters>;

export interface Facts extends ActionFacts {
  /** Default "vpc". */
  readonly product: Product;
  /** Calls each second and account that the vendor publishes. Default 20. */
  readonly perSecond: number;
  /** The call proves otherwise who makes it. */
  readonly unsigned?: boolean;
  readonly takesToken?: boolean;
}

export type Action = Facts & Prepared<Context>;

export const { defineRead, defineChange } = definers<Context, Facts, "product" | "perSecond">({
  product: "vpc",
  perSecond: 20,
});
