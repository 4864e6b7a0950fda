import type { Clock } from "../kit/clock";
import { rule } from "../kit/rules";
import type { Answer } from "./action";
import { Refusal } from "./errors";

export const tokenRules = [
  rule("documented", "A client token has at most 64 ASCII characters and is case-sensitive."),
  rule(
    "documented",
    "The same token with the same parameters answers again what it answered first, without a second effect.",
  ),
  rule("documented", "The same token with other parameters answers IdempotentParameterMismatch."),
  rule("documented", "While the first call runs, VPC answers LastTokenProcessing and ECS IdempotentProcessing."),
  rule(
    "assumed",
    "A token belongs to an account and a region, over all actions; it is kept for ever unless a setting ends it.",
  ),
  rule("assumed", "A replay answers the same ids with a new RequestId, even when the object has been deleted since."),
  rule("assumed", "A dry run leaves no trace of its token."),
  rule(
    "assumed",
    "A call that was refused leaves none either, unless the setting refusedCallSpendsToken says so: every later call under its token then answers IdempotentFailed, on ECS and VPC alike.",
  ),
  rule(
    "assumed",
    "With that setting any refusal of the action's own spends it, a conflict included; one for the caller, his permission, the rate, or with a status of 5xx does not.",
  ),
  rule("assumed", "A token that is too long or not ASCII answers InvalidParameter."),
];

interface Kept {
  readonly request: string;
  /** Undefined: the first call was refused. */
  readonly answer: Answer | undefined;
  readonly at: number;
  running: boolean;
}

const LONGEST = 64;

/** Refusals that come before anybody looks at the token, or that are about the token itself. */
const NOT_OF_THE_ACTION =
  /Throttling|Idempoten|LastToken|^(Forb|NoPermission|InvalidUserType|InvalidAccessKey|InvalidSecurityToken|Abs\.)|Signature|Time[Ss]tamp/;

/** Whether a refusal is one that the cloud may remember with the token of the call. */
export function isOfTheAction({ code, status }: Refusal): boolean {
  return status < 500 && !NOT_OF_THE_ACTION.test(code);
}

/** Answers by client token. */
export class Tokens {
  readonly #clock: Clock;
  readonly #kept = new Map<string, Kept>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  static check(token: string): void {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the vendor says ASCII, all of it
    if (token.length > LONGEST || !/^[\x00-\x7f]*$/.test(token)) {
      throw new Refusal("InvalidParameter", 'The specified parameter "ClientToken" is not valid.');
    }
  }

  /** The first answer, when this call is a repeat. `processing` is the code to refuse with while that one runs. */
  find(key: string, request: string, lifetimeMs: number, processing: string): Answer | undefined {
    const kept = this.#remembered(key, lifetimeMs);
    if (!kept) return undefined;
    if (!kept.answer) throw new Refusal("IdempotentFailed");
    if (kept.request !== request) throw new Refusal("IdempotentParameterMismatch");
    if (kept.running) throw new Refusal(processing);
    return kept.answer;
  }

  /** Remembers an answer; returns what to call when it has left. */
  keep(key: string, request: string, answer: Answer): () => void {
    const kept: Kept = { request, answer, at: this.#clock(), running: true };
    this.#kept.set(key, kept);
    return () => {
      kept.running = false;
    };
  }

  /** From now on nothing is answered under this token, unless it stands for something that was done. */
  spend(key: string, lifetimeMs: number): void {
    if (this.#remembered(key, lifetimeMs)) return;
    this.#kept.set(key, { request: "", answer: undefined, at: this.#clock(), running: false });
  }

  #remembered(key: string, lifetimeMs: number): Kept | undefined {
    const kept = this.#kept.get(key);
    return kept && lifetimeMs > 0 && this.#clock() - kept.at >= lifetimeMs ? undefined : kept;
  }

  reset(): void {
    this.#kept.clear();
  }
}
