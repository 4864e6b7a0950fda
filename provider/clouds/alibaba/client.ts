import { types } from "node:util";
import type RPCClient from "@alicloud/pop-core";
import { CloudError } from "../../core/api/errors";
import { Limiter } from "../../core/api/rate-limit";
import { redact } from "../../core/api/redact";
import { retry } from "../../core/api/retry";
import { CancelledError, type Context } from "../../core/context";
import type { CredentialSource, Credentials } from "./credentials";
import { EgressRuleReads } from "./egress-rule-reads";
import { endpointOf, type Product, VERSIONS } from "./endpoints";
import { classify } from "./errors";
import { heldTags } from "./owner";
import { AlibabaReads } from "./reads";
import { ACTIONS, type Action, type Answer, type Requests } from "./wire";

export const TITLE = "Alibaba Cloud";
/** Milliseconds. The vendor package would give up after 3 s, with an order perhaps placed. */
const CONNECT_TIMEOUT = 10_000;
const READ_TIMEOUT = 60_000;
/** The answer that says a dry run would have worked. */
export const DRY_RUN_PASSED = "DryRunOperation";
/** Errors of the transport that come before anything was sent. */
const NO_CONNECTION = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"]);
/** A message is for people; the signed string that some refusals carry is not. */
const LONGEST_MESSAGE = 500;

/**
 * Signs, sends and decodes; the only place that knows `@alicloud/pop-core` 1.8.0, and contains what it does:
 * errors that carry the signed URL with keys and tokens (we send POST and keep only the answer's own words),
 * a 3 s timeout, an HTTP status that nobody looks at, rejections that are not errors, and `undefined` sent as text.
 */
export class AlibabaClient {
  /** Describes, gathered. */
  readonly reads = new AlibabaReads(this);
  readonly egressRules = new EgressRuleReads(this);
  readonly heldTags = heldTags(this);
  private readonly senders = new Map<string, RPCClient>();
  private readonly limiter = new Limiter();
  private noDryRuns = false;

  constructor(
    private readonly credentials: CredentialSource,
    private readonly endpoint: string | undefined,
  ) {}

  /** Every call of ours may be sent again: reads, writes under a token, and Unassign, which is settled by reading. */
  async call<A extends Action>(ctx: Context, action: A, params: Requests[A], subject?: string): Promise<Answer<A>> {
    const about = { cloud: TITLE, action, subject };
    const attempt = async () => {
      const credentials = await this.signedBy(about);
      const secrets = [credentials.accessKeySecret, credentials.securityToken, credentials.accessKeyId];
      const began = ctx.clock.now();
      let said = "answered";
      if (!isRead(action)) this.reads.writes.noted();
      try {
        const { body, status } = await this.send(ctx, action, params, credentials);
        if (status < 200 || status > 299) {
          const kind = status >= 300 && status < 500 && status !== 302 ? "unknown" : "unavailable";
          throw new CloudError({ ...about, kind, said: `HTTP ${status} without an error code` });
        }
        const decoded = ACTIONS[action].answer.safeParse(body);
        if (decoded.success) return decoded.data as Answer<A>;
        const where = decoded.error.issues[0]?.path.join(".") || "the answer";
        throw new CloudError({
          ...about,
          kind: "unavailable",
          said: `unreadable answer at ${where}`,
          requestId: requestIdOf(body),
        });
      } catch (error) {
        const clean =
          error instanceof CloudError || error instanceof CancelledError ? error : toCloudError(error, about, secrets);
        said = clean.message;
        throw clean;
      } finally {
        if (!isRead(action)) this.reads.writes.noted();
        ctx.log("debug", `${TITLE} ${action} ${subject ?? ""} ${ctx.clock.now() - began} ms: ${said}`);
      }
    };
    const passed = () => this.limiter.pass(ctx, action, undefined, attempt);
    return retry(ctx, { repeatable: true, call: `${TITLE} ${action}` }, passed);
  }

  /**
   * Would the order be accepted? Resolves if so, else throws the refusal. An answer that is none of a dry run means that
   * the endpoint does not know the parameter, and may have acted: then no other is sent by this process.
   */
  async dryRun<A extends Action>(
    ctx: Context,
    action: A,
    params: Untold<Requests[A]>,
    subject?: string,
  ): Promise<void> {
    if (this.noDryRuns) throw this.undryable(action, subject);
    try {
      // No token: nothing is ordered, and none is used up.
      await this.call(ctx, action, { ...params, DryRun: true } as never, subject);
    } catch (error) {
      if (!(error instanceof CloudError && error.code === DRY_RUN_PASSED)) throw error;
      return;
    }
    this.noDryRuns = true;
    const error = this.undryable(action, subject);
    ctx.log("error", `${error.message} It may have been carried out: look at what is billed`);
    throw error;
  }

  private undryable(action: Action, subject: string | undefined): CloudError {
    const said = "this endpoint answers a dry run as if it were none";
    const advice = "No dry run is sent any more. Set ipv6:preflight to off for this endpoint.";
    return new CloudError({ kind: "unknown", cloud: TITLE, action, subject, said, advice });
  }

  private async signedBy(about: { cloud: string; action: string }): Promise<Credentials> {
    try {
      return await this.credentials();
    } catch (error) {
      const said = `no credentials: ${(error as Error).message}`;
      throw new CloudError({ ...about, kind: "denied", said, advice: "Check the credentials of this environment." });
    }
  }

  private async send(ctx: Context, action: Action, params: object, credentials: Credentials) {
    const { product } = ACTIONS[action];
    const { RegionId: region } = params as { RegionId: string };
    const left = Math.max(1_000, ctx.deadline - ctx.clock.now());
    const options = {
      method: "POST",
      connectTimeout: Math.min(CONNECT_TIMEOUT, left),
      readTimeout: Math.min(READ_TIMEOUT, left),
    };
    const sender = await this.sender(product, region, credentials);
    const sending = sender.request<unknown>(action, onlyDefined(params), options);
    const [body, entry] = (await abortable(sending, ctx.signal)) as unknown as Verbose;
    return { body, status: entry.response.statusCode };
  }

  /** One per endpoint and key: each keeps its own connections alive. The package loads with the first call. */
  private async sender(product: Product, region: string, credentials: Credentials): Promise<RPCClient> {
    const endpoint = endpointOf(product, region, this.endpoint);
    const key = JSON.stringify([endpoint, product, credentials.accessKeyId, credentials.securityToken]);
    let sender = this.senders.get(key);
    if (!sender) {
      const VerboseClient = (await import("@alicloud/pop-core")).default as unknown as Verbosely;
      const { accessKeyId, accessKeySecret, securityToken } = credentials;
      const config = { endpoint, apiVersion: VERSIONS[product], accessKeyId, accessKeySecret };
      // Verbose: the only way to see the HTTP status of an answer without an error code.
      sender = new VerboseClient({ ...config, ...(securityToken && { securityToken }) }, true);
      this.senders.set(key, sender);
    }
    return sender;
  }
}

type Untold<R> = Omit<R, "ClientToken" | "DryRun">;

function isRead(action: string): boolean {
  return action.startsWith("Describe");
}

/** The package's own types know neither the second argument nor what it changes. */
type Verbosely = new (config: RPCClient.Config, verbose: true) => RPCClient;
type Verbose = [body: unknown, entry: { response: { statusCode: number } }];

/** What pop-core rejects with: an Error with the answer in `data`, an Error of the transport, or a plain object. */
interface Rejection {
  readonly name?: string;
  readonly message?: string;
  readonly code?: string;
  readonly data?: { Code?: string; Message?: string; RequestId?: string };
  readonly entry?: { response?: { statusCode?: number; headers?: Record<string, string> } };
}

function toCloudError(
  raw: unknown,
  about: { cloud: string; action: string; subject: string | undefined },
  secrets: (string | undefined)[],
) {
  const rejection = (raw ?? {}) as Rejection;
  const clean = (text: string | undefined) => redact(text ?? "", secrets).slice(0, LONGEST_MESSAGE);
  if (rejection.data?.Code === undefined) return withoutCode(rejection, types.isNativeError(raw), about, clean);
  const { Code: code, Message: message, RequestId: requestId } = rejection.data;
  const row = classify(code, rejection.entry?.response?.statusCode ?? 0);
  const wish = Number(rejection.entry?.response?.headers?.["x-acs-retry-after"]);
  const said = clean(message?.split(/server string to sign/i)[0]);
  return new CloudError({ ...about, ...row, code, said, requestId, retryAfterMs: wish > 0 ? wish : undefined });
}

function withoutCode(
  { name, message, code }: Rejection,
  isError: boolean,
  about: { cloud: string; action: string },
  clean: (text: string | undefined) => string,
): CloudError {
  const advice = NO_CONNECTION.has(code ?? "")
    ? "No connection: check the network, the region and the endpoint."
    : about.action.startsWith("Describe")
      ? "Run again."
      : "Nobody knows whether it was carried out; running again is safe.";
  const timeout = /^(Read|Connect)Timeout\((\d+)\)/.exec(message ?? "");
  const late =
    timeout &&
    `no ${timeout[1] === "Read" ? "answer" : "connection"} within ${Math.round(Number(timeout[2]) / 1000)} s`;
  const said = isError
    ? (late ?? clean(message?.split(/(?:GET|POST) https?:|, URL:/)[0]))
    : "an answer that is not JSON";
  return new CloudError({ ...about, kind: "unavailable", said: said || name, advice });
}

function requestIdOf(body: unknown): string | undefined {
  const value = (body as { RequestId?: unknown } | null)?.RequestId;
  return typeof value === "string" ? value : undefined;
}

function onlyDefined(params: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined && value !== null));
}

/** The vendor package cannot be stopped; we stop waiting for it. */
async function abortable<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  let stop: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(new CancelledError("cancelled while waiting for an answer"));
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    if (stop) signal.removeEventListener("abort", stop);
    work.catch(() => {});
  }
}
