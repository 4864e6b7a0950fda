import { rule } from "../kit/rules";
import type { Answer, Context } from "./action";
import { Refusal } from "./errors";

export const tokenRules = [
  rule("documented", "AssignIpv6Addresses alone takes a ClientToken, at most 64 ASCII characters."),
  rule("documented", "The same token answers again what it answered first, without a second effect."),
  rule(
    "assumed",
    "Other parameters under the same token answer UnsupportedOperation.IdempotentParameterMismatch; the same while the first call is not answered UnsupportedOperation.IdempotentProcessing: codes of the service, on no page of the action.",
  ),
  rule("assumed", "A replay has a RequestId of its own, which names the first call's task as well."),
  rule(
    "assumed",
    "A refused call leaves no trace of its token, unless the setting refusedCallSpendsToken says so: every later call under it then answers UnsupportedOperation.IdempotentParameterMismatch.",
  ),
  rule(
    "assumed",
    "With that setting any refusal of the action's own spends it, Mutex included; one for the caller, his permission, the rate, or trouble inside the cloud does not.",
  ),
];

const LONGEST = 64;

interface Kept {
  /** Undefined: the first call was refused, and nothing is asked the same again. */
  readonly asked?: string;
  readonly answer: Answer;
  readonly requestId: string;
  readonly at: number;
  running: boolean;
}

/** Refusals that come before anybody looks at the token, or that say nothing of the call. */
const NOT_OF_THE_ACTION = /^(AuthFailure|Unauthorized|RequestLimit|LimitExceeded\.Action|Internal|Service)|Idempotent/;

/** Answers by client token. */
export class Tokens {
  readonly #kept = new Map<string, Kept>();

  once(context: Context, action: string, run: () => Answer): Answer {
    const { call, now, world } = context;
    const { clientToken, params, requestId } = call;
    if (clientToken === undefined) return run();
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the vendor says ASCII, all of it
    if (clientToken.length > LONGEST || !/^[\x00-\x7f]*$/.test(clientToken)) {
      throw new Refusal("InvalidParameterValue", "ClientToken is at most 64 ASCII characters.");
    }
    const key = keyOf(context);
    const asked = JSON.stringify([action, Object.entries(params).sort()]);
    const kept = this.#remembered(context);
    if (kept) {
      if (kept.asked !== asked) throw new Refusal("UnsupportedOperation.IdempotentParameterMismatch");
      if (kept.running) throw new Refusal("UnsupportedOperation.IdempotentProcessing");
      call.replayed = true;
      world.tasks.alias(requestId, kept.requestId);
      return kept.answer;
    }
    const answer = this.#first(context, run);
    const first: Kept = { asked, answer, requestId, at: now, running: true };
    this.#kept.set(key, first);
    call.whenAnswered(() => {
      first.running = false;
    });
    return answer;
  }

  #first(context: Context, run: () => Answer): Answer {
    try {
      return run();
    } catch (error) {
      if (error instanceof Refusal) this.refused(context, error);
      throw error;
    }
  }

  /** The call at hand was refused, by its action or by a fault that plays it: a setting says whether that counts. */
  refused(context: Context, { code }: Refusal): void {
    const { call, now, services } = context;
    if (services.pace.refusedCallSpendsToken === "no" || call.clientToken === undefined) return;
    if (NOT_OF_THE_ACTION.test(code) || this.#remembered(context)) return;
    this.#kept.set(keyOf(context), { answer: {}, requestId: call.requestId, at: now, running: false });
  }

  #remembered(context: Context): Kept | undefined {
    const { tokenLifetimeMs } = context.services.pace;
    const kept = this.#kept.get(keyOf(context));
    return kept && tokenLifetimeMs > 0 && context.now - kept.at >= tokenLifetimeMs ? undefined : kept;
  }

  reset(): void {
    this.#kept.clear();
  }
}

function keyOf({ account, region, call }: Context): string {
  return JSON.stringify([account.id, region, call.clientToken]);
}
