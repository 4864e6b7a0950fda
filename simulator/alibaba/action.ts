import { type ActionContext, type ActionFacts, definers, type Prepared } from "../common/action";
import type { Parameters } from "./parameters";
import type { AccountSeed } from "./seed";
import type { State } from "./state";

export type Product = "vpc" | "ecs" | "sts";

/** API version by which the products are told apart on one address. */
export const versions: Readonly<Record<string, Product>> = {
  ...{ "2016-04-28": "vpc", "2014-05-26": "ecs" },
  "2015-04-01": "sts",
};

export type Context = ActionContext<State, AccountSeed, Parameters>;

export interface Facts extends ActionFacts {
  /** Default "vpc". */
  readonly product: Product;
  /** Whether the action answers without a RegionId. */
  readonly anywhere?: boolean;
  /** The call proves otherwise who makes it. */
  readonly unsigned?: boolean;
  /** The object of which the vendor allows one change at a time. */
  readonly subject?: (context: Context) => string | undefined;
}

export type Action = Facts & Prepared<Context>;

export const { defineRead, defineChange } = definers<Context, Facts, "product">({ product: "vpc" });
