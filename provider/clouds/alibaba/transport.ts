import { types } from "node:util";
import type RPCClient from "@alicloud/pop-core";
import { type About, failed, type Reply, type Transport } from "../../core/api/client";
import { Signing, type Source } from "../../core/api/credentials";
import { CloudError } from "../../core/api/errors";
import { outcomeOf, outcomeOfStatus } from "../../core/api/outcomes";
import { CancelledError, type Context } from "../../core/context";
import type { Credentials } from "./credentials";
import { endpointOf, type Product, VERSIONS } from "./endpoints";
import { classify, STALE_CREDENTIALS } from "./errors";
import { ACTIONS, type Action } from "./wire";

/** Milliseconds. The vendor package's default is 3 s, after which an order may have been placed. */
const CONNECT_TIMEOUT = 10_000;
const READ_TIMEOUT = 60_000;

/**
 * Signs and sends requests with `@alicloud/pop-core` 1.8.0, and works around its faults: errors contain the signed URL
 * with keys and tokens (so we use POST and keep only the response's message), a 3 s timeout, no check of the HTTP
 * status, rejections that are not Errors, and `undefined` sent as text.
 */
export class AlibabaTransport implements Transport {
  private readonly senders = new Map<string, RPCClient>();
  private readonly signing: Signing<Credentials>;

  constructor(
    source: Source<Credentials>,
    private readonly endpoint: string | undefined,
  ) {
    this.signing = new Signing(source, STALE_CREDENTIALS);
  }

  async send(ctx: Context, about: About, params: object): Promise<Reply> {
    const { product } = ACTIONS[about.action as Action];
    const credentials = await this.signing.credentials(about, ctx.signal);
    const { RegionId: region } = params as { RegionId: string };
    const left = Math.max(1_000, ctx.deadline - ctx.clock.now());
    const options = {
      method: "POST",
      connectTimeout: Math.min(CONNECT_TIMEOUT, left),
      readTimeout: Math.min(READ_TIMEOUT, left),
    };
    const sender = await this.sender(product, region, credentials);
    const sending = sender.request<unknown>(about.action, onlyDefined(params), options);
    const [body, entry] = (await abortable(sending, ctx.signal)) as unknown as Verbose;
    const { statusCode: status } = entry.response;
    if (status < 200 || status > 299) {
      throw failed(about, outcomeOfStatus(status), `HTTP ${status} without an error code`);
    }
    return { body, requestId: requestIdOf(body) };
  }

  explain(raw: unknown, about: About): CloudError {
    const rejection = (raw ?? {}) as Rejection;
    if (rejection.data?.Code === undefined) return this.withoutCode(rejection, types.isNativeError(raw), about);
    const { Code: code, Message: text, RequestId: requestId } = rejection.data;
    const row = classify(code, rejection.entry?.response?.statusCode ?? 0);
    const pause = Number(rejection.entry?.response?.headers?.["x-acs-retry-after"]);
    const message = this.signing.clean(text?.split(/server string to sign/i)[0]);
    const retryAfterMs = pause > 0 ? pause : undefined;
    return new CloudError({ ...about, ...row, ...this.signing.replaced(code), code, message, requestId, retryAfterMs });
  }

  private withoutCode({ name, message: text, code, syscall }: Rejection, isError: boolean, about: About): CloudError {
    if (!isError) return failed(about, "not the vendor's answer", "a response that is not JSON");
    const timeout = /^(Read|Connect)Timeout\((\d+)\)/.exec(text ?? "");
    const late =
      timeout &&
      `no ${timeout[1] === "Read" ? "response" : "connection"} within ${Math.round(Number(timeout[2]) / 1000)} s`;
    const message = late ?? this.signing.clean(text?.split(/(?:GET|POST) https?:|, URL:/)[0]);
    return failed(about, outcomeOf({ code, message: timeout?.[0] ?? text, syscall }), message || name || "");
  }

  /** One per endpoint and key; each keeps its connections alive. The package is loaded on the first call. */
  private async sender(product: Product, region: string, credentials: Credentials): Promise<RPCClient> {
    const endpoint = endpointOf(product, region, this.endpoint);
    const key = JSON.stringify([endpoint, product, credentials.accessKeyId, credentials.securityToken]);
    let sender = this.senders.get(key);
    if (!sender) {
      const VerboseClient = (await import("@alicloud/pop-core")).default as unknown as Verbosely;
      const { accessKeyId, accessKeySecret, securityToken } = credentials;
      const config = { endpoint, apiVersion: VERSIONS[product], accessKeyId, accessKeySecret };
      // Only verbose mode returns the HTTP status of a response without an error code.
      sender = new VerboseClient({ ...config, ...(securityToken && { securityToken }) }, true);
      this.senders.set(key, sender);
    }
    return sender;
  }
}

/** The package's types lack the second argument and its effect. */
type Verbosely = new (config: RPCClient.Config, verbose: true) => RPCClient;
type Verbose = [body: unknown, entry: { response: { statusCode: number } }];

/** What pop-core rejects with: an Error with the response in `data`, a transport Error, or a plain object. */
interface Rejection {
  readonly name?: string;
  readonly message?: string;
  readonly code?: string;
  readonly syscall?: string;
  readonly data?: { Code?: string; Message?: string; RequestId?: string };
  readonly entry?: { response?: { statusCode?: number; headers?: Record<string, string> } };
}

function requestIdOf(body: unknown): string | undefined {
  const value = (body as { RequestId?: unknown } | null)?.RequestId;
  return typeof value === "string" ? value : undefined;
}

function onlyDefined(params: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined && value !== null));
}

/** The vendor package cannot abort a request, so only the wait ends. */
async function abortable<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  let stop: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(new CancelledError("cancelled while waiting for a response"));
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
