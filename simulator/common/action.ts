import type { Call, Services } from "./cloud";
import type { LedgerEntry } from "./ledger";
import { appliesTo } from "./pace";
import type { Rule } from "./rules";
import type { Owned } from "./state";
import type { Table } from "./table";

/** What an action works with. Each cloud names its own state, account and parameters. */
export interface ActionContext<State, Account extends { readonly id: string }, Parameters> {
  readonly services: Services;
  readonly state: State;
  readonly account: Account;
  readonly region: string;
  readonly parameters: Parameters;
  readonly now: number;
  readonly call: Call;
}

/** The part of a context that is the same on every cloud. */
export type CallContext = Omit<ActionContext<unknown, { readonly id: string }, unknown>, "state" | "parameters">;

/** The fields of a successful answer. */
export type Answer = Readonly<Record<string, unknown>>;

/** What every action states about itself. Clouds add to this. */
export interface ActionFacts {
  readonly name: string;
  /** The parameters of its model that it follows. Others are refused by name. */
  readonly takes: readonly string[];
  readonly rules: readonly Rule[];
}

export interface Prepared<Context> {
  readonly changes: boolean;
  /** Checks everything that can refuse, and returns the effect, which cannot. */
  readonly prepare: (context: Context) => Effect;
  /** The effect of a change whose checks passed earlier, from what they found. */
  readonly resume: (context: Context, checked: unknown) => Answer;
}

/** A call without parameter. What the checks found, and the effect needs, is with it. */
export type Effect = (() => Answer) & { readonly checked?: unknown };

export interface Read<Context> {
  readonly read: (context: Context) => Answer;
}

/** A change in two steps. A dry run is `check` alone. */
export interface Change<Context, Checked> {
  /** Everything that can refuse. */
  readonly check: (context: Context) => Checked;
  /** The effect. It never refuses. */
  readonly act: (context: Context, checked: Checked) => Answer;
}

/** `defineRead` and `defineChange` of one cloud. `usual` holds the facts that an action may leave out. */
export function definers<Context, Facts extends ActionFacts, Usual extends keyof Facts>(usual: Pick<Facts, Usual>) {
  type Given = Omit<Facts, Usual> & Partial<Pick<Facts, Usual>>;
  type Action = Facts & Prepared<Context>;
  const define = (facts: object, prepared: Prepared<Context>) =>
    ({ ...usual, ...facts, ...prepared }) as unknown as Action;
  return {
    defineRead: ({ read, ...facts }: Given & Read<Context>): Action =>
      define(facts, { changes: false, prepare: (context) => () => read(context), resume: read }),
    defineChange: <Checked>({ check, act, ...facts }: Given & Change<Context, Checked>): Action =>
      define(facts, {
        changes: true,
        prepare: (context) => {
          const checked = check(context);
          return Object.assign(() => act(context, checked), { checked });
        },
        resume: (context, checked) => act(context, checked as Checked),
      }),
  };
}

type Recorded = Pick<LedgerEntry, "event" | "resource" | "id" | "subject" | "detail"> &
  Partial<Pick<LedgerEntry, "account" | "region">>;

/** Writes to the ledger that something took effect; account and region are the caller's unless the fact has its own. */
export function record({ services, account, region, call, now }: CallContext, fact: Recorded, at = now): void {
  const { requestId, clientToken, cloud } = call;
  const place = { at: new Date(at).toISOString(), cloud, account: account.id, region };
  services.ledger.add({ ...place, ...fact, clientToken, requestId });
}

/** How many ms ago the state was that this call sees. Every read that may lag uses it. */
export function lagOf({ services, call }: Pick<CallContext, "services" | "call">): number {
  const { readLagMs, lagActions } = services.pace;
  return appliesTo(lagActions, call.action) ? readLagMs : 0;
}

type Scope = Pick<CallContext, "account" | "region">;

/** Whether the caller sees a row. Rows of other accounts and regions do not exist for it. */
export function isVisible({ account, region }: Scope, row: Omit<Owned, "id">): boolean {
  return row.account === account.id && row.region === region;
}

export function findVisible<Row extends Owned>(scope: Scope, table: Table<Row>, id: string): Row | undefined {
  const row = table.get(id);
  return row && isVisible(scope, row) ? row : undefined;
}

/** The rows that a list shows to the caller, as old as the settings say. */
export function visibleRows<Row extends Owned>(context: CallContext, table: Table<Row>): Row[] {
  return table.asOf(lagOf(context)).filter((row) => isVisible(context, row));
}
