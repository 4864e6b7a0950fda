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
  rule("assumed", "A refused call leaves no trace of its token."),
];

const LONGEST = 64;

interface Kept {
  readonly asked: string;
  readonly answer: Answer;
  readonly requestId: string;
  readonly at: number;
  running: boolean;
}

/** Answers by client token. */
export class Tokens {
  readonly #kept = new Map<string, Kept>();

  once(context: Context, action: string, run: () => Answer): Answer {
    const { call, account, region, now, services, world } = context;
    const { clientToken, params, requestId } = call;
    if (clientToken === undefined) return run();
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the vendor says ASCII, all of it
    if (clientToken.length > LONGEST || !/^[\x00-\x7f]*$/.test(clientToken)) {
      throw new Refusal("InvalidParameterValue", "ClientToken is at most 64 ASCII characters.");
    }
    const key = JSON.stringify([account.id, region, clientToken]);
    const asked = JSON.stringify([action, Object.entries(params).sort()]);
    const { tokenLifetimeMs } = services.pace;
    const kept = this.#kept.get(key);
    if (kept && !(tokenLifetimeMs > 0 && now - kept.at >= tokenLifetimeMs)) {
      if (kept.asked !== asked) throw new Refusal("UnsupportedOperation.IdempotentParameterMismatch");
      if (kept.running) throw new Refusal("UnsupportedOperation.IdempotentProcessing");
      call.replayed = true;
      world.tasks.alias(requestId, kept.requestId);
      return kept.answer;
    }
    const answer = run();
    const first: Kept = { asked, answer, requestId, at: now, running: true };
    this.#kept.set(key, first);
    call.whenAnswered(() => {
      first.running = false;
    });
    return answer;
  }

  reset(): void {
    this.#kept.clear();
  }
}
