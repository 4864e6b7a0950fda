import type { Call, Services } from "../kit/cloud";
import type { LedgerEntry } from "../kit/ledger";
import type { Rule } from "../kit/rules";
import type { Parameters } from "./parameters";
import type { AccountSeed } from "./seed";
import type { World } from "./world";

export type Product = "vpc" | "ecs";

/** API version by which the two products are told apart on one address. */
export const versions: Readonly<Record<string, Product>> = { "2016-04-28": "vpc", "2014-05-26": "ecs" };

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
  readonly rules: readonly Rule[];
  /** Whether the action answers without a RegionId. */
  readonly anywhere?: boolean;
}

/** A change in two steps: everything that can refuse, then the effect, which cannot. A dry run is the first alone. */
export interface Change<Checked> extends Common {
  readonly takesToken: boolean;
  readonly takesDryRun: boolean;
  /** The object of which the vendor allows one change at a time. */
  readonly subject: (context: Context) => string | undefined;
  readonly check: (context: Context) => Checked;
  readonly act: (context: Context, checked: Checked) => Answer;
}

export interface Read extends Common {
  readonly read: (context: Context) => Answer;
}

export interface Action extends Common {
  readonly change?: {
    readonly takesToken: boolean;
    readonly takesDryRun: boolean;
    readonly subject: (context: Context) => string | undefined;
    /** Checks, and returns the effect. */
    readonly prepare: (context: Context) => () => Answer;
  };
  readonly read?: (context: Context) => Answer;
}

export function defineChange<Checked>(change: Change<Checked>): Action {
  const { check, act, takesToken, takesDryRun, subject, ...common } = change;
  const prepare = (context: Context) => {
    const checked = check(context);
    return () => act(context, checked);
  };
  return { ...common, change: { takesToken, takesDryRun, subject, prepare } };
}

export function defineRead(read: Read): Action {
  return read;
}

type Recorded = Pick<LedgerEntry, "event" | "resource" | "id" | "subject" | "detail">;

/** Writes down that something took effect. */
export function record(context: Context, fact: Recorded): void {
  const { services, account, region, call, now } = context;
  const at = new Date(now).toISOString();
  const { requestId, clientToken, cloud } = call;
  services.ledger.add({ at, cloud, account: account.id, region, ...fact, clientToken, requestId });
}
