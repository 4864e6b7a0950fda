import { CancelledError, type Context } from "../context";
import { Writes } from "../reads/list-cache";
import { CloudError, kindOf } from "./errors";
import { OUTCOMES, type OutcomeName } from "./outcomes";
import { RateLimiter } from "./rate-limit";
import { type RetryOptions, retry } from "./retry";

/** One call, as its errors and log lines name it. */
export interface About {
  readonly cloud: string;
  readonly action: string;
  /** What the call is about: a vendor id. */
  readonly subject: string | undefined;
}

export interface CallOptions extends Partial<Pick<RetryOptions, "repeatable" | "final">> {
  readonly subject?: string | undefined;
  /** Where the region is not a parameter of the call. */
  readonly region?: string;
  /** Asked before a call is sent again after a lost answer: has it been carried out? For orders without a token. */
  readonly done?: () => Promise<boolean>;
}

export interface Reply {
  readonly body: unknown;
  readonly requestId?: string | undefined;
}

/** What one cloud does differently: how a call is signed and sent, and what its package's errors mean. */
export interface Transport {
  /** Sends one call. Throws a CloudError where the cloud refused, and whatever its package throws. */
  send(ctx: Context, about: About, params: object, region: string | undefined): Promise<Reply>;
  /** The CloudError that an error of the package stands for. */
  explain(error: unknown, about: About): CloudError;
}

interface Issue {
  readonly path: readonly PropertyKey[];
}
/** The shape of an answer, as zod checks it. */
interface Shape {
  safeParse(
    body: unknown,
  ):
    | { readonly success: true; readonly data: unknown }
    | { readonly success: false; readonly error: { readonly issues: readonly Issue[] } };
}
interface ActionRow {
  readonly answer: Shape;
  /** Calls per second that the action's page allows. Unset: no limit is published. */
  readonly perSecond?: number;
}

/** Sends calls to one cloud: rate limit, retry, log, decode and redact are the same for all. */
export class ApiClient<Requests, Answers extends Readonly<Record<keyof Requests, unknown>>> {
  /** Counts the writes of this client, so that no list that is older than one of them is used. */
  readonly listWrites = new Writes();
  private readonly limiter = new RateLimiter();

  constructor(
    readonly title: string,
    private readonly actions: Readonly<Record<keyof Requests, ActionRow>>,
    private readonly transport: Transport,
  ) {}

  /** One call, repeated as its kind of failure and its options allow. Reads and writes under a token are repeatable. */
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
        const message = "an answer was lost, and it is found to be carried out";
        throw new CloudError({ ...about, kind: "conflict", message: message });
      }
      try {
        return await this.attempt<A>(ctx, about, params, region);
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
    if (writes) this.listWrites.noted();
    try {
      const reply = await this.transport.send(ctx, about, params, region);
      return this.decoded<A>(about, reply);
    } catch (error) {
      const explained = this.explained(ctx, error, about);
      message = explained.message;
      throw explained;
    } finally {
      if (writes) this.listWrites.noted();
      ctx.log(
        "debug",
        `${this.title} ${about.action} ${about.subject ?? ""} ${ctx.clock.now() - began} ms: ${message}`,
      );
    }
  }

  private explained(ctx: Context, error: unknown, about: About): CloudError | CancelledError {
    if (error instanceof CloudError || error instanceof CancelledError) return error;
    if (ctx.signal?.aborted) return new CancelledError("cancelled while waiting for an answer");
    return this.transport.explain(error, about);
  }

  private decoded<A extends keyof Requests & string>(about: About, { body, requestId }: Reply): Answers[A] {
    const decoded = this.actions[about.action as A].answer.safeParse(body);
    if (decoded.success) return decoded.data as Answers[A];
    const where = decoded.error.issues[0]?.path.join(".") || "its top";
    throw failed(about, "not the vendor's answer", `unreadable answer at ${where}`, requestId);
  }
}

/** The error of a call that ended without an answer of the cloud. */
export function failed(about: About, outcome: OutcomeName, message: string, requestId?: string): CloudError {
  const { advice = adviceFor(about.action), ...row } = OUTCOMES[outcome] as {
    advice?: string;
  } & (typeof OUTCOMES)[OutcomeName];
  return new CloudError({ ...about, ...row, message: message, requestId, advice });
}

function adviceFor(action: string): string {
  return /^Describe/.test(action) ? "Run again." : "Nobody knows whether it was carried out; running again is safe.";
}
