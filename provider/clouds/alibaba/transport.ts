import type RPCClient from "@alicloud/pop-core";
import type { About, Reply, Transport } from "../../core/api/client";
import type { Source } from "../../core/api/credentials";
import { CloudError } from "../../core/api/errors";
import { Signing } from "../../core/api/signing";
import type { Context } from "../../core/context";
import type { Connections } from "../../network/connections";
import type { Credentials } from "./credentials";
import { type EndpointOf, VERSIONS } from "./endpoints";
import { classify, STALE_CREDENTIALS } from "./errors";
import { ACTIONS, type Action } from "./wire";

/** The package's own limits, in milliseconds: off, because it takes the one for connecting as one for the response. */
const UNLIMITED = { connectTimeout: 0, readTimeout: 2 ** 31 - 1 };

/**
 * Signs and sends requests with `@alicloud/pop-core` 1.8.0, and works around its faults: errors contain the signed URL
 * with keys and tokens (so we use POST and keep only the response's message), a 3 s timeout, no check of the HTTP
 * status, no way to cancel, rejections that are not Errors, and `undefined` sent as text.
 */
export class AlibabaTransport implements Transport {
  private readonly signing: Signing<Credentials>;

  constructor(
    source: Source<Credentials>,
    private readonly endpointOf: EndpointOf,
    private readonly connections: Connections,
  ) {
    this.signing = new Signing(source, STALE_CREDENTIALS);
  }

  /** The package loads with the first call. Its client only holds settings, so each call creates one. */
  async send(ctx: Context, about: About, params: object): Promise<Reply> {
    const { product } = ACTIONS[about.action as Action];
    const { RegionId: region = "" } = params as { RegionId?: string };
    const { accessKeyId, accessKeySecret, securityToken } = await this.signing.credentials(about, ctx.signal);
    const endpoint = this.endpointOf(product, region);
    const exchange = await this.connections.exchange(ctx, endpoint);
    const Client = (await import("@alicloud/pop-core")).default;
    const config = { endpoint, apiVersion: VERSIONS[product], accessKeyId, accessKeySecret };
    const client: RPCClient = new Client({ ...config, ...(securityToken && { securityToken }) });
    const body = await exchange.run(
      (agent) => client.request<unknown>(about.action, onlyDefined(params), { method: "POST", agent, ...UNLIMITED }),
      (error) => this.refusal(error as Rejection, about),
    );
    return { body, requestId: requestIdOf(body) };
  }

  private refusal({ data, entry }: Rejection, about: About): CloudError | undefined {
    if (data?.Code === undefined) return undefined;
    const { Code: code, Message: text, RequestId: requestId } = data;
    const row = classify(code, entry?.response?.statusCode ?? 0);
    const pause = Number(entry?.response?.headers?.["x-acs-retry-after"]);
    const message = this.signing.clean(text?.split(/server string to sign/i)[0]);
    const retryAfterMs = pause > 0 ? pause : undefined;
    return new CloudError({ ...about, ...row, ...this.signing.replaced(code), code, message, requestId, retryAfterMs });
  }
}

/** What pop-core rejects with: an Error with the response in `data`, a transport Error, or a plain object. */
interface Rejection {
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
