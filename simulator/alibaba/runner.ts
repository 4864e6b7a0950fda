import type { Answer } from "../common/action";
import type { VendorRefusal } from "../common/errors";
import type { Model } from "../common/models";
import { assumed, documented } from "../common/rules";
import type { Action, Context } from "./action";
import { Refusal } from "./errors";
import { createTokens } from "./tokens";

export const runnerRules = [
  documented("DryRun=true checks everything and answers the error code DryRunOperation when nothing refuses."),
  assumed("A passed dry run has HTTP status 400."),
  assumed("No action ignores its DryRun. With the setting dryRun=ignored all do, and a dry run takes effect."),
  assumed("A dry run does not look at the client token, so it never replays."),
  documented("Changes of one address or one network interface are not concurrent."),
  assumed(
    "The second of two answers OperationConflict on VPC and Operation.Conflict on ECS, until the first is answered.",
  ),
  assumed("Order: client token, concurrency, the action's own checks."),
];

/** Runs one action: replays, one change at a time, dry run, effect. */
export class Runner {
  readonly #tokens = createTokens();
  readonly #busy = new Set<string>();

  reset(): void {
    this.#tokens.reset();
    this.#busy.clear();
  }

  save() {
    return this.#tokens.save();
  }

  load(saved: ReturnType<Runner["save"]>): void {
    this.#busy.clear();
    this.#tokens.load(saved);
  }

  run(action: Action, model: Model, context: Context): Answer {
    if (isDryRun(model, context)) {
      const answer = action.prepare(context);
      if (!action.changes) answer();
      throw new Refusal("DryRunOperation");
    }
    const run = () => {
      this.#enter(action, context);
      return action.prepare(context)();
    };
    return takesToken(model) ? this.#tokens.once(context, run) : run();
  }

  /** The call was refused by a fault in the place of its action. */
  refused(model: Model, context: Context, refusal: VendorRefusal): void {
    if (takesToken(model) && !isDryRun(model, context)) this.#tokens.refused(context, refusal);
  }

  /** Reserves the object for this call until its answer was sent. */
  #enter({ product, subject: subjectOf }: Action, context: Context): void {
    const subject = subjectOf?.(context);
    if (subject === undefined) return;
    if (this.#busy.has(subject)) throw new Refusal(product === "ecs" ? "Operation.Conflict" : "OperationConflict");
    this.#busy.add(subject);
    context.call.whenAnswered(() => void this.#busy.delete(subject));
  }
}

function takesToken({ request }: Model): boolean {
  return Object.hasOwn(request, "ClientToken");
}

function isDryRun({ request }: Model, { call, services }: Context): boolean {
  return Object.hasOwn(request, "DryRun") && call.dryRun && services.pace.dryRun === "honoured";
}
