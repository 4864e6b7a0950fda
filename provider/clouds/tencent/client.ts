import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { CloudError, type Kind } from "../../core/api/errors";
import { Limiter } from "../../core/api/rate-limit";
import { redact } from "../../core/api/redact";
import { type RetryOptions, retry } from "../../core/api/retry";
import { CancelledError, type Context } from "../../core/context";
import type { CredentialSource, Credentials } from "./credentials";
import { ElasticReads } from "./elastic-reads";
import { endpointOf, VERSIONS } from "./endpoints";
import { classify } from "./errors";
import { Foresight } from "./foresight";
import { heldTags } from "./owner";
import { TencentReads } from "./reads";
import { Tasks } from "./tasks";
import { ACTIONS, type Action, type Answer, type Requests } from "./wire";
import { TencentWrites } from "./writes";

export const TITLE = "Tencent Cloud";
/** Seconds; the vendor package has one number for connecting and answering. */
const TIMEOUT = 60;
/** A message is for people. */
const LONGEST_MESSAGE = 500;

export interface CallOptions {
  readonly region: string;
  /** What the call is about: a vendor id. */
  readonly subject?: string | undefined;
  /** Default true: reads, writes under a token, and writes that say what shall be. */
  readonly repeatable?: RetryOptions["repeatable"];
  /** Refusals that are an answer to the caller: never repeated here. */
  readonly final?: (error: CloudError) => boolean;
}
interface About {
  readonly cloud: string;
  readonly action: string;
  readonly subject: string | undefined;
}

/**
 * Signs, sends and decodes; the only place that knows `tencentcloud-sdk-nodejs-common` 4.1.220, and contains what it
 * does: errors of the transport without a code, answers that are not as expected thrown as TypeErrors, HTTP errors
 * without a body, and a proxy from the environment that even loopback goes through unless an agent is given.
 */
export class TencentClient {
  /** Describes, gathered. */
  readonly reads = new TencentReads(this);
  /** Describes of EIPv6, gathered. */
  readonly elastic = new ElasticReads(this);
  /** Describes that only previews ask for. */
  readonly foresight = new Foresight(this);
  /** Changes of public addresses, gathered. */
  readonly writes = new TencentWrites(this);
  /** What this process began and has not seen the end of. */
  readonly tasks = new Tasks(this);
  readonly heldTags = heldTags(this);
  private readonly limiter = new Limiter();
  private readonly agents: Record<string, HttpAgent> = {
    "http://": new HttpAgent({ keepAlive: true }),
    "https://": new HttpsAgent({ keepAlive: true }),
  };

  constructor(
    private readonly credentials: CredentialSource,
    private readonly endpoint: string | undefined,
  ) {}

  /** One call, repeated as its kind of failure and its options allow. */
  call<A extends Action>(ctx: Context, action: A, params: Requests[A], options: CallOptions): Promise<Answer<A>> {
    const { repeatable = true, final } = options;
    const attempt = async () => {
      try {
        return await this.once(ctx, action, params, options);
      } catch (error) {
        if (error instanceof CloudError && final?.(error)) throw new Final(error);
        throw error;
      }
    };
    return retry(ctx, { repeatable, call: `${TITLE} ${action}` }, attempt).catch((error: unknown) => {
      throw error instanceof Final ? error.cause : error;
    });
  }

  /** One attempt, when the limits let it go. */
  once<A extends Action>(ctx: Context, action: A, params: Requests[A], options: CallOptions): Promise<Answer<A>> {
    const attempt = () => this.attempt(ctx, action, params, options);
    return this.limiter.pass(ctx, `${options.region} ${action}`, ACTIONS[action].perSecond, attempt);
  }

  private async attempt<A extends Action>(
    ctx: Context,
    action: A,
    params: Requests[A],
    { region, subject }: CallOptions,
  ): Promise<Answer<A>> {
    const about: About = { cloud: TITLE, action, subject };
    const credentials = await this.signedBy(about);
    const began = ctx.clock.now();
    let said = "answered";
    const writes = !action.startsWith("Describe");
    if (writes) this.reads.writes.noted();
    try {
      const body = await this.send(ctx, action, params, region, credentials);
      const decoded = ACTIONS[action].answer.safeParse(body);
      if (!decoded.success) throw unreadable(about, decoded.error.issues[0]?.path.join("."), body);
      return decoded.data as Answer<A>;
    } catch (error) {
      const clean = ctx.signal?.aborted ? new CancelledError("cancelled while waiting for an answer") : error;
      const known = clean instanceof CloudError || clean instanceof CancelledError;
      const told = known ? clean : toCloudError(clean, about, credentials);
      said = told.message;
      throw told;
    } finally {
      if (writes) this.reads.writes.noted();
      ctx.log("debug", `${TITLE} ${action} ${subject ?? ""} ${ctx.clock.now() - began} ms: ${said}`);
    }
  }

  private async signedBy(about: About): Promise<Credentials> {
    try {
      return await this.credentials();
    } catch (error) {
      const said = `no credentials: ${(error as Error).message}`;
      throw new CloudError({ ...about, kind: "denied", said, advice: "Check the credentials of this environment." });
    }
  }

  /** The package loads with the first call. Its client is a bag of settings, so each call has its own. */
  private async send(ctx: Context, action: Action, params: object, region: string, credentials: Credentials) {
    const { CommonClient } = await import("tencentcloud-sdk-nodejs-common");
    const { product } = ACTIONS[action];
    const { protocol, host } = endpointOf(product, region, this.endpoint);
    const left = Math.max(1, Math.ceil((ctx.deadline - ctx.clock.now()) / 1_000));
    const agent = this.agents[protocol] as HttpAgent;
    const { secretId, secretKey, token } = credentials;
    const client = new CommonClient(host, VERSIONS[product], {
      credential: { secretId, secretKey, ...(token && { token }) },
      region,
      profile: { language: "en-US", httpProfile: { protocol, agent, reqTimeout: Math.min(TIMEOUT, left) } },
    });
    const options = ctx.signal ? { signal: ctx.signal as never } : {};
    return client.request(action, params, options) as Promise<unknown>;
  }
}

/** Carries an error past the retry. */
class Final extends Error {
  constructor(override readonly cause: CloudError) {
    super(cause.message);
  }
}

/** What the package rejects with: an Error with a code, with an HTTP status, or with neither. */
interface Rejection {
  readonly message?: string;
  readonly code?: string;
  readonly requestId?: string;
  readonly httpCode?: number;
  readonly name?: string;
}

function toCloudError(raw: unknown, about: About, { secretId, secretKey, token }: Credentials): CloudError {
  const { message = "", code, requestId, httpCode, name } = (raw ?? {}) as Rejection;
  const clean = redact(message, [secretKey, token, secretId]).slice(0, LONGEST_MESSAGE);
  // node-fetch gives its own errors short codes in other places; an answer's code always comes with a request id.
  if (code && requestId) return new CloudError({ ...about, ...classify(code), code, said: clean, requestId });
  if (httpCode !== undefined) {
    return new CloudError({ ...about, kind: kindOfStatus(httpCode), said: `HTTP ${httpCode} without an error code` });
  }
  const malformed = raw instanceof TypeError || name === "FetchError";
  const said = malformed
    ? "an answer that is not as documented"
    : clean.replace(/^request to \S+ failed, reason: /, "");
  const advice = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH/.test(clean)
    ? "No connection: check the network, the region and the endpoint."
    : "Nobody knows whether it was carried out; running again is safe.";
  return new CloudError({ ...about, kind: "unavailable", said, advice });
}

function kindOfStatus(status: number): Kind {
  if (status === 429) return "throttled";
  return status >= 500 || status < 300 || status === 302 ? "unavailable" : "unknown";
}

function unreadable(about: About, where: string | undefined, body: unknown): CloudError {
  const { RequestId } = (body ?? {}) as { RequestId?: unknown };
  const requestId = typeof RequestId === "string" ? RequestId : undefined;
  return new CloudError({
    ...about,
    kind: "unavailable",
    said: `unreadable answer at ${where || "its top"}`,
    requestId,
  });
}
