import type { Call, Services } from "../kit/cloud";
import type { LedgerEntry } from "../kit/ledger";
import type { Rule } from "../kit/rules";
import type { Parameters } from "./parameters";
import type { AccountSeed } from "./seed";
import type { World } from "./world";

export type Product = "vpc" | "tag";

/** API version by which the two products are told apart on one address. */
export const versions: Readonly<Record<string, Product>> = { "2017-03-12": "vpc", "2018-08-13": "tag" };

/** What an action has to hand. */
export interface Context {
  readonly services: Services;
  readonly world: World;
  readonly account: AccountSeed;
  readonly region: string;
  readonly input: Parameters;
  readonly now: number;
  readonly call: Call;
}

export type Answer = Readonly<Record<string, unknown>>;

interface Common {
  readonly name: string;
  readonly product: Product;
  /** Names of its parameters; others are refused. */
  readonly takes: readonly string[];
  /** Calls each second and account that the vendor publishes. */
  readonly perSecond: number;
  readonly rules: readonly Rule[];
}

export interface Action extends Common {
  /** Checks all that can refuse, and returns the effect, which cannot. */
  readonly prepare: (context: Context) => () => Answer;
  readonly takesToken: boolean;
}

export interface Change<Checked> extends Common {
  readonly takesToken?: boolean;
  readonly check: (context: Context) => Checked;
  readonly act: (context: Context, checked: Checked) => Answer;
}

export function defineChange<Checked>({ check, act, takesToken = false, ...common }: Change<Checked>): Action {
  const prepare = (context: Context) => {
    const checked = check(context);
    return () => act(context, checked);
  };
  return { ...common, takesToken, prepare };
}

export function defineRead({ read, ...common }: Common & { readonly read: (context: Context) => Answer }): Action {
  return { ...common, takesToken: false, prepare: (context) => () => read(context) };
}

type Recorded = Pick<LedgerEntry, "event" | "resource" | "id" | "subject" | "detail">;

/** Writes down that something took effect, when it did. */
export function record(context: Context, at: number, fact: Recorded): void {
  const { services, account, region, call } = context;
  const { requestId, clientToken, cloud } = call;
  const when = new Date(at).toISOString();
  services.ledger.add({ at: when, cloud, account: account.id, region, ...fact, clientToken, requestId });
}
