import type { Answer, CallContext } from "./action";
import type { Call } from "./cloud";
import { VendorRefusal } from "./errors";

/** Why a client token is refused. */
export type TokenTrouble =
  | "malformed"
  /** The token was used with other parameters. */
  | "mismatch"
  /** The first call under the token is not answered yet. */
  | "running"
  /** A call under the token was refused, and a setting makes that count. */
  | "spent";

export interface TokenPolicy<Context> {
  readonly refusal: (trouble: TokenTrouble, call: Call) => VendorRefusal;
  /** Whether a refusal comes from the action itself. Only such a refusal can spend a token. */
  readonly isOfTheAction: (refusal: VendorRefusal) => boolean;
  /** Parameters that may differ between a call and its repeat. */
  readonly ignored?: readonly string[];
  /** Called when a call is answered again, with the request id of the first call. */
  readonly replayed?: (context: Context, firstRequestId: string) => void;
}

interface Kept {
  readonly request: string;
  /** Undefined: the call was refused, and the token is spent. */
  readonly answer?: Answer;
  readonly requestId: string;
  readonly at: number;
  running: boolean;
}

export type SavedTokens = ReadonlyArray<readonly [string, Kept]>;

const LONGEST = 64;

/** Answers by client token. A token belongs to an account and a region. */
export class Tokens<Context extends CallContext> {
  readonly #policy: TokenPolicy<Context>;
  readonly #kept = new Map<string, Kept>();

  constructor(policy: TokenPolicy<Context>) {
    this.#policy = policy;
  }

  /** Runs a call; when its token stands for an earlier call, returns the answer of that one instead. */
  once(context: Context, run: () => Answer): Answer {
    const { call, now } = context;
    const { clientToken, requestId } = call;
    if (clientToken === undefined) return run();
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the vendors allow all of ASCII
    if (clientToken.length > LONGEST || !/^[\x00-\x7f]*$/.test(clientToken)) {
      throw this.#policy.refusal("malformed", call);
    }
    const request = this.#requestOf(call);
    const earlier = this.#remembered(context);
    if (earlier) return this.#replay(context, request, earlier);
    const answer = this.#first(context, run);
    const kept: Kept = { request, answer, requestId, at: now, running: true };
    this.#kept.set(keyOf(context), kept);
    call.whenAnswered(() => {
      kept.running = false;
    });
    return answer;
  }

  /** The call was refused, by its action or by a fault in its place. A setting decides whether that spends the token. */
  refused(context: Context, refusal: VendorRefusal): void {
    const { call, now, services } = context;
    if (services.pace.refusedCallSpendsToken === "no" || call.clientToken === undefined) return;
    if (!this.#policy.isOfTheAction(refusal) || this.#remembered(context)) return;
    this.#kept.set(keyOf(context), { request: "", requestId: call.requestId, at: now, running: false });
  }

  reset(): void {
    this.#kept.clear();
  }

  save(): SavedTokens {
    return [...this.#kept];
  }

  /** A call that ran when it was saved is over. */
  load(saved: SavedTokens): void {
    this.#kept.clear();
    for (const [key, kept] of saved) this.#kept.set(key, { ...kept, running: false });
  }

  #first(context: Context, run: () => Answer): Answer {
    try {
      return run();
    } catch (error) {
      if (error instanceof VendorRefusal) this.refused(context, error);
      throw error;
    }
  }

  #replay(context: Context, request: string, { answer, running, ...earlier }: Kept): Answer {
    const { call } = context;
    const refusal = (trouble: TokenTrouble) => this.#policy.refusal(trouble, call);
    if (!answer) throw refusal("spent");
    if (earlier.request !== request) throw refusal("mismatch");
    if (running) throw refusal("running");
    call.replayed = true;
    this.#policy.replayed?.(context, earlier.requestId);
    return answer;
  }

  #remembered(context: Context): Kept | undefined {
    const { tokenLifetimeMs } = context.services.pace;
    const kept = this.#kept.get(keyOf(context));
    return kept && tokenLifetimeMs > 0 && context.now - kept.at >= tokenLifetimeMs ? undefined : kept;
  }

  #requestOf({ product, action, params }: Call): string {
    const compared = Object.entries(params).filter(([name]) => !this.#policy.ignored?.includes(name));
    return JSON.stringify([product, action, compared.sort(([a], [b]) => (a < b ? -1 : 1))]);
  }
}

function keyOf({ account, region, call }: CallContext): string {
  return JSON.stringify([account.id, region, call.clientToken]);
}
