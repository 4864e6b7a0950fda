import { rule } from "../kit/rules";
import type { Action, Answer, Context } from "./action";
import { Refusal } from "./errors";
import { isOfTheAction, Tokens } from "./tokens";

export const runnerRules = [
  rule("documented", "DryRun=true checks everything and answers the error code DryRunOperation when all is well."),
  rule("assumed", "A passed dry run has HTTP status 400."),
  rule(
    "assumed",
    "No action overlooks its DryRun: with the setting dryRun=ignored all do, and what was to be checked is done.",
  ),
  rule("assumed", "A dry run does not look at the client token, so it never replays."),
  rule("documented", "Changes of one address or one network card are not concurrent."),
  rule(
    "assumed",
    "The second of two answers OperationConflict on VPC and Operation.Conflict on ECS, until the first is answered.",
  ),
  rule("assumed", "Order: client token, concurrency, the action's own checks."),
];

/** Parameters that do not change what is asked for. */
const NOT_ASKED = new Set([
  "ClientToken",
  "DryRun",
  "OwnerAccount",
  "OwnerId",
  "ResourceOwnerAccount",
  "ResourceOwnerId",
]);

/** Runs one action: replays, one change at a time, dry run, effect. */
export class Runner {
  readonly #tokens: Tokens;
  readonly #busy = new Set<string>();

  constructor(tokens: Tokens) {
    this.#tokens = tokens;
  }

  reset(): void {
    this.#tokens.reset();
    this.#busy.clear();
  }

  run(action: Action, context: Context): Answer {
    if (action.read) return action.read(context);
    const { change } = action;
    if (!change) throw new Error(`${action.name} neither reads nor changes`);
    const { call } = context;
    if (isDryRun(action, context)) {
      change.prepare(context);
      throw new Refusal("DryRunOperation");
    }
    const token = change.takesToken ? call.clientToken : undefined;
    if (token !== undefined) {
      const replayed = this.#replay(action, context, token);
      if (replayed) return replayed;
    }
    const answer = this.#first(action, context, change.prepare);
    if (token !== undefined) {
      call.whenAnswered(this.#tokens.keep(keyOf(context, token), asked(action, context), answer));
    }
    return answer;
  }

  #first(action: Action, context: Context, prepare: NonNullable<Action["change"]>["prepare"]): Answer {
    try {
      this.#enter(action, context);
      return prepare(context)();
    } catch (error) {
      if (error instanceof Refusal) this.refused(action, context, error);
      throw error;
    }
  }

  /** The call at hand was refused, by its action or by a fault that plays it: a setting says whether that counts. */
  refused(action: Action, context: Context, refusal: Refusal): void {
    const { pace } = context.services;
    const token = action.change?.takesToken ? context.call.clientToken : undefined;
    if (pace.refusedCallSpendsToken === "no" || token === undefined) return;
    if (isOfTheAction(refusal) && !isDryRun(action, context)) {
      this.#tokens.spend(keyOf(context, token), pace.tokenLifetimeMs);
    }
  }

  #replay(action: Action, context: Context, token: string): Answer | undefined {
    Tokens.check(token);
    const processing = action.product === "ecs" ? "IdempotentProcessing" : "LastTokenProcessing";
    const { tokenLifetimeMs } = context.services.pace;
    const answer = this.#tokens.find(keyOf(context, token), asked(action, context), tokenLifetimeMs, processing);
    if (answer) context.call.replayed = true;
    return answer;
  }

  /** Takes the object for this call, until its answer has left. */
  #enter(action: Action, context: Context): void {
    const subject = action.change?.subject(context);
    if (subject === undefined) return;
    if (this.#busy.has(subject)) {
      throw new Refusal(action.product === "ecs" ? "Operation.Conflict" : "OperationConflict");
    }
    this.#busy.add(subject);
    context.call.whenAnswered(() => void this.#busy.delete(subject));
  }
}

function isDryRun({ change }: Action, { call, services }: Context): boolean {
  return change?.takesDryRun === true && call.dryRun && services.pace.dryRun === "honoured";
}

function keyOf({ account, region }: Context, token: string): string {
  return JSON.stringify([account.id, region, token]);
}

function asked(action: Action, { call }: Context): string {
  const params = Object.entries(call.params).filter(([name]) => !NOT_ASKED.has(name));
  return JSON.stringify([action.product, action.name, params.sort(([a], [b]) => (a < b ? -1 : 1))]);
}
