import { CancelledError, type Context } from "../context";
import { jittered } from "../wait";
import { CloudError, DeadlineError, type Kind, kindOf, messageOf } from "./errors";

/**
 * How each kind is repeated. Busy and throttled mean that nothing was done, so they are repeated until the
 * deadline. Unavailable means that nobody knows: repeated a few times, and only if the call is repeatable.
 */
const PATIENCE: Partial<Record<Kind, { first: number; cap: number; attempts: number }>> = {
  busy: { first: 1_000, cap: 5_000, attempts: Number.POSITIVE_INFINITY },
  throttled: { first: 1_000, cap: 20_000, attempts: Number.POSITIVE_INFINITY },
  unavailable: { first: 500, cap: 8_000, attempts: 6 },
};
/** A cloud's wish to wait is taken up to this; more is clamped. Milliseconds. */
const LONGEST_WISH = 60_000;

export interface RetryOptions {
  /**
   * May the call be sent again when nobody knows whether it was carried out? Reads, and writes under a token. An
   * order without a token brings a look that answers it anew each time; a look that fails means no.
   */
  readonly repeatable: boolean | (() => Promise<boolean>);
  /** A refusal that is the answer for this caller, and is not repeated here. */
  readonly final?: ((error: CloudError) => boolean) | undefined;
  /** For messages: "Alibaba Cloud AllocateIpv6InternetBandwidth". */
  readonly call: string;
}

/** The one place that repeats a call. The last error is thrown as it came, with the attempts it took. */
export async function retry<T>(
  ctx: Context,
  { repeatable, final, call }: RetryOptions,
  send: () => Promise<T>,
): Promise<T> {
  const attempts = new Map<Kind, number>();
  let lost = false;
  for (;;) {
    try {
      return await send();
    } catch (error) {
      const kind = kindOf(error);
      const patience = PATIENCE[kind];
      const attempt = (attempts.get(kind) ?? 0) + 1;
      attempts.set(kind, attempt);
      const unsent = error instanceof CloudError && error.details.unsent === true;
      lost ||= kind === "unavailable" && !unsent;
      if (error instanceof CloudError) error.lost = lost;
      if (
        !(error instanceof CloudError) ||
        final?.(error) ||
        !patience ||
        attempt >= Math.min(patience.attempts, ctx.attempts ?? patience.attempts)
      )
        throw error;
      if (kind === "unavailable" && !unsent && !(await mayRepeat(repeatable))) throw error;
      const requested = Math.min(error.retryAfterMs ?? 0, LONGEST_WISH);
      const backoff = Math.min(patience.first * 2 ** (attempt - 1), patience.cap);
      const pause = Math.max(requested, jittered(backoff, ctx.random));
      if (ctx.clock.now() + pause > ctx.deadline) {
        throw new DeadlineError(`${messageOf(error)} Gave up: the time for this operation is over`, kind);
      }
      ctx.log(
        "debug",
        `${call}: ${kind} (${error.code ?? "no code"}), attempt ${attempt}, again in ${Math.round(pause)} ms`,
      );
      await pauseOrThrow(ctx, pause, error);
    }
  }
}

async function mayRepeat(repeatable: RetryOptions["repeatable"]): Promise<boolean> {
  return typeof repeatable === "boolean" ? repeatable : repeatable().catch(() => false);
}

async function pauseOrThrow(ctx: Context, pause: number, error: CloudError): Promise<void> {
  try {
    await ctx.clock.sleep(pause, ctx.signal);
  } catch (cancel) {
    throw cancel instanceof CancelledError ? error : cancel;
  }
}
