import { CancelledError, type Context } from "../context";
import { jittered } from "../wait";
import { CloudError, DeadlineError, type Kind, kindOf, messageOf } from "./errors";

/**
 * Retries for each kind. Busy and throttled mean that nothing was done, so they are retried until the deadline.
 * Unavailable means that the outcome is unknown: retried a few times, and only if the call is repeatable.
 */
const PATIENCE: Partial<Record<Kind, { first: number; cap: number; attempts: number }>> = {
  busy: { first: 1_000, cap: 5_000, attempts: Number.POSITIVE_INFINITY },
  throttled: { first: 1_000, cap: 20_000, attempts: Number.POSITIVE_INFINITY },
  unavailable: { first: 500, cap: 8_000, attempts: 6 },
};
/** Maximum retry delay honoured at the cloud's request. Milliseconds. */
const LONGEST_RETRY_AFTER = 60_000;

export interface RetryOptions {
  /**
   * Whether the call may be retried when its outcome is unknown: true for reads and for writes with a token. An order
   * without a token supplies a read that decides before each retry; if that read fails, the call is not retried.
   */
  readonly repeatable: boolean | (() => Promise<boolean>);
  /** Errors this caller handles itself; they are not retried. */
  readonly final?: ((error: CloudError) => boolean) | undefined;
  /** For messages: "Alibaba Cloud AllocateIpv6InternetBandwidth". */
  readonly call: string;
}

/**
 * The only place that retries calls.
 *
 * @throws the last error, or DeadlineError if the next attempt would be too late
 */
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
      const requested = Math.min(error.retryAfterMs ?? 0, LONGEST_RETRY_AFTER);
      const backoff = Math.min(patience.first * 2 ** (attempt - 1), patience.cap);
      const pause = Math.max(requested, jittered(backoff, ctx.random));
      if (ctx.clock.now() + pause > ctx.deadline) {
        throw new DeadlineError(`${messageOf(error)} Gave up: the timeout of this operation expired`, kind);
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
