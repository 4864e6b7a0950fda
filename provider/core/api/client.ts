import { CancelledError, type Context } from "../context";
import { Writes } from "../reads/list-cache";
import { CloudError, kindOf, messageOf } from "./errors";
import { NoAnswer, OUTCOMES, type Outcome } from "./outcomes";
import { RateLimiter } from "./rate-limit";
import { type RetryOptions, retry } from "./retry";

/** Identifies one call in errors and log lines. */
export interface About {
  readonly cloud: string;
  readonly action: string;
  /** Vendor id the call acts on. */
  readonly subject: string | undefined;
}

export interface CallOptions extends Partial<Pick<RetryOptions, "repeatable" | "final">> {
  readonly subject?: string | undefined;
  /** For clouds where the region is not a parameter of the request. */
  readonly region?: string;
  /** After a lost response: whether the call was carried out. Checked before a retry, for orders without a token. */
  readonly done?: () => Promise<boolean>;
}

export interface Reply {
  readonly body: unknown;
  readonly requestId?: string | undefined;
}

/** The cloud-specific part: signs and sends requests, and reads the cloud's refusals. */
export interface Transport {
  /**
   * Sends one request.
   *
   * @throws CloudError if the cloud refused, NoAnswer if there is no usable response, or CancelledError
   */
  send(ctx: Context, about: About, params: object, region: string | undefined): Promise<Reply>;
}

interface Issue {
  readonly path: readonly PropertyKey[];
}
/** The schema of a response; a zod schema fits. */
interface Shape {
  safeParse(
    body: unknown,
  ):
    | { readonly success: true; readonly data: unknown }
    | { readonly success: false; readonly error: { readonly issues: readonly Issue[] } };
}
interface ActionRow {
  readonly answer: Shape;
  /** Published rate limit of the action, in calls per second. Unset: none is published. */
  readonly perSecond?: number;
}

/** Sends calls to one cloud: rate limiting, retries, logging and decoding, the same for all clouds. */
export class ApiClient<Requests, Answers extends Readonly<Record<keyof Requests, unknown>>> {
  /** Counts writes, so that a list older than any of them is not used. */
  readonly listWrites = new Writes();
  private readonly limiter = new RateLimiter();

  constructor(
    readonly title: string,
    private readonly actions: Readonly<Record<keyof Requests, ActionRow>>,
    private readonly transport: Transport,
  ) {}

  /**
   * One call, with retries as the kind of error and the options allow. Reads, and writes with a token, are repeatable.
   *
   * @throws CloudError of the last attempt, or DeadlineError
   */
  call<A extends keyof Requests & string>(
    ctx: Context,
    action: A,
    params: Requests[A] & object,
    options: CallOptions = {},
  ): Promise<Answers[A]> {
    const { subject, region, repeatable = true, final, done } = options;
    const about: About = { cloud: this.title, action, subject };
    const key = region === undefined ? action : `${region} ${action}`;
    let lost = false;
    const attempt = async () => {
      if (lost && (await done?.())) {
        const message = "a response was lost, but the call was carried out";
        throw new CloudError({ ...about, kind: "conflict", message });
      }
      try {
        const send = () => this.attempt<A>(ctx, about, params, region);
        return await (ctx.lanes ? ctx.lanes.call(send) : send());
      } catch (error) {
        lost ||= kindOf(error) === "unavailable";
        throw error;
      }
    };
    const limited = () => this.limiter.pass(ctx, key, this.actions[action].perSecond, attempt);
    return retry(ctx, { repeatable, final, call: `${this.title} ${action}` }, limited);
  }

  private async attempt<A extends keyof Requests & string>(
    ctx: Context,
    about: About,
    params: object,
    region: string | undefined,
  ): Promise<Answers[A]> {
    const began = ctx.clock.now();
    const writes = !/^(Describe|InquiryPrice)/.test(about.action);
    let message = "answered";
    // What was read before or during a write is not used after it.
    const noted = () => {
      if (!writes) return;
      this.listWrites.noted();
      ctx.recent?.forget();
    };
    noted();
    try {
      const reply = await this.transport.send(ctx, about, params, region);
      return this.decoded<A>(about, reply);
    } catch (error) {
      const explained = explain(error, about);
      message = explained.message;
      throw explained;
    } finally {
      noted();
      ctx.log(
        "debug",
        `${this.title} ${about.action} ${about.subject ?? ""} ${ctx.clock.now() - began} ms: ${message}`,
      );
    }
  }

  private decoded<A extends keyof Requests & string>(about: About, { body, requestId }: Reply): Answers[A] {
    const decoded = this.actions[about.action as A].answer.safeParse(body);
    if (decoded.success) return decoded.data as Answers[A];
    const where = decoded.error.issues[0]?.path.join(".") || "its top";
    throw withoutAnswer(about, new NoAnswer("not the vendor's answer", `unreadable response at ${where}`), requestId);
  }
}

function explain(error: unknown, about: About): CloudError | CancelledError {
  if (error instanceof CloudError || error instanceof CancelledError) return error;
  return withoutAnswer(about, error instanceof NoAnswer ? error : new NoAnswer("not made", messageOf(error)));
}

/** The error of a call that got no usable response. */
function withoutAnswer(about: About, { outcome, message, retryAfterMs }: NoAnswer, requestId?: string): CloudError {
  const { advice = adviceFor(about.action), ...row }: Outcome = OUTCOMES[outcome];
  return new CloudError({ ...about, ...row, message, requestId, advice, retryAfterMs });
}

function adviceFor(action: string): string {
  return /^(Describe|Assume|Get)/.test(action)
    ? "Run again."
    : "It may or may not have been carried out; running again is safe.";
}
