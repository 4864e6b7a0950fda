import { type ActionContext, type ActionFacts, definers, type Prepared } from "../common/action";
import type { Parameters } from "./parameters";
import type { AccountSeed } from "./seed";
import type { State } from "./state";

export type Service = "zec" | "traffic" | "zrm" | "zbc";

/** API versions of each service, newest first. */
export const VERSIONS: Readonly<Record<Service, readonly string[]>> = {
  zec: ["2025-09-01", "2024-04-01"],
  traffic: ["2024-03-26"],
  zrm: ["2025-10-14"],
  zbc: ["2024-08-09", "2024-08-08"],
};

export type Context = ActionContext<State, AccountSeed, Parameters>;

export interface Facts extends ActionFacts {
  /** Default "zec". */
  readonly service: Service;
  /** The older version of its service has it too. */
  readonly old?: true;
}

export type Action = Facts & Prepared<Context>;

export const { defineRead, defineChange } = definers<Context, Facts, "service">({ service: "zec" });
