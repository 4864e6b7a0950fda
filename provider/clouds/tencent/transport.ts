import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { type About, failed, type Reply, type Transport } from "../../core/api/client";
import { Signing, type Source } from "../../core/api/credentials";
import { CloudError } from "../../core/api/errors";
import { outcomeOf, outcomeOfStatus } from "../../core/api/outcomes";
import type { Context } from "../../core/context";
import type { Credentials } from "./credentials";
import { classify, STALE_CREDENTIALS } from "./errors";
import { ACTIONS, type Action } from "./wire";

/** Seconds. The vendor package has one timeout for connection and response. */
const TIMEOUT = 60;

/**
 * Signs and sends requests. The only place that uses `tencentcloud-sdk-nodejs-common` 4.1.220, and that contains its
 * quirks: transport errors without a code, TypeErrors for unexpected responses, HTTP errors without a body, and a proxy
 * from the environment that applies even to loopback unless an agent is given.
 */
export class TencentTransport implements Transport {
  private readonly agents: Record<string, HttpAgent> = {
    "http://": new HttpAgent({ keepAlive: true }),
    "https://": new HttpsAgent({ keepAlive: true }),
  };
  private readonly signing: Signing<Credentials>;

  constructor(
    source: Source<Credentials>,
    private readonly endpoint: string | undefined,
  ) {
    this.signing = new Signing(source, STALE_CREDENTIALS);
  }

  /** The package loads with the first call. Its client only holds settings, so each call creates one. */
  async send(ctx: Context, about: About, params: object, region = ""): Promise<Reply> {
    const { secretId, secretKey, token } = await this.signing.credentials(about, ctx.signal);
    const { CommonClient } = await import("tencentcloud-sdk-nodejs-common");
    const { product } = ACTIONS[about.action as Action];
    const { protocol, host } = endpointOf(product, region, this.endpoint);
    const left = Math.max(1, Math.ceil((ctx.deadline - ctx.clock.now()) / 1_000));
    const agent = this.agents[protocol] as HttpAgent;
    const client = new CommonClient(host, VERSIONS[product], {
      credential: { secretId, secretKey, ...(token && { token }) },
      region,
      profile: { language: "en-US", httpProfile: { protocol, agent, reqTimeout: Math.min(TIMEOUT, left) } },
    });
    // The token in this call proves who asks.
    const skipSign = about.action === "AssumeRoleWithWebIdentity";
    const options = { skipSign, ...(ctx.signal && { signal: ctx.signal as never }) };
    const body: unknown = await client.request(about.action, params, options);
    const { RequestId } = (body ?? {}) as { RequestId?: unknown };
    return { body, requestId: typeof RequestId === "string" ? RequestId : undefined };
  }

  explain(raw: unknown, about: About): CloudError {
    const { message = "", code, requestId, httpCode, name, syscall } = (raw ?? {}) as Rejection;
    const clean = this.signing.clean(message);
    // node-fetch sets `code` on its own errors, too; a code of the API always comes with a request id.
    if (code && requestId) {
      const row = { ...classify(code), ...this.signing.replaced(code) };
      return new CloudError({ ...about, ...row, code, message: clean, requestId });
    }
    if (httpCode !== undefined) {
      return failed(about, outcomeOfStatus(httpCode), `HTTP ${httpCode} without an error code`);
    }
    if (raw instanceof TypeError || name === "FetchError") {
      return failed(about, "not the vendor's answer", "a response that is not as documented");
    }
    return failed(about, outcomeOf({ code, message, syscall }), clean.replace(REASON, ""));
  }
}
/** The prefix of node-fetch's message for a failed request. */
const REASON = /^request to \S+ failed, reason: /;

/** What the package throws: an Error with a code, with an HTTP status, or with neither. */
interface Rejection {
  readonly message?: string;
  readonly code?: string;
  readonly requestId?: string;
  readonly httpCode?: number;
  readonly name?: string;
  readonly syscall?: string;
}

export type Product = "vpc" | "tag" | "sts";

/** API versions that this provider uses. */
export const VERSIONS: Record<Product, string> = { vpc: "2017-03-12", tag: "2018-08-13", sts: "2018-08-13" };

/**
 * Protocol and host, separately, as the vendor package takes them. Finance regions have their own VPC hosts, which the
 * common host does not serve (API reference 15757); the tag service has one host for all regions.
 *
 * @param override one URL for both products
 */
export function endpointOf(product: Product, region: string, override: string | undefined) {
  if (override) {
    const { protocol, host } = new URL(override);
    return { protocol: `${protocol}//`, host };
  }
  const zone = product === "vpc" && region.endsWith("-fsi") ? `${region}.` : "";
  return { protocol: "https://", host: `${product}.${zone}tencentcloudapi.com` };
}
