import { type ActionContext, type ActionFacts, definers, type Prepared } from "../common/action";
import type { Parameters } from "./parameters";
import type { AccountSeed } from "./seed";
import type { State } from "./state";

export type Product = "vpc" | "ecs";

/** API version by which the two products are told apart on one address. */
export const versions: Readonly<Record<string, Product>> = { "2016-04-28": "vpc", "2014-05-26": "ecs" };

export type Context = ActionContext<State, AccountSeed, Parameters>;

export interface Facts extends ActionFacts {
  /** Default "vpc". */
  readonly product: Product;
  /** Whether the action answers without a RegionId. */
  readonly anywhere?: boolean;
  /** The object of which the vendor allows one change at a time. */
  readonly subject?: (context: Context) => string | undefined;
}

export type Action = Facts & Prepared<Context>;

export const { defineRead, defineChange } = definers<Context, Facts, "product">({ product: "vpc" });
