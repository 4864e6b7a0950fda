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

/** Seconds; the package's own limit is off. */
const UNLIMITED = 0;

/**
 * Signs and sends requests. The only place that uses `tencentcloud-sdk-nodejs-common` 4.1.220, and that contains its
 * quirks: transport errors without a code, TypeErrors for unexpected responses, HTTP errors without a body, one limit
 * for connection and response, and a proxy of the environment that applies even to loopback unless an agent is given.
 */
export class TencentTransport implements Transport {
  private readonly signing: Signing<Credentials>;

  constructor(
    source: Source<Credentials>,
    private readonly endpointOf: EndpointOf,
    private readonly connections: Connections,
  ) {
    this.signing = new Signing(source, STALE_CREDENTIALS);
  }

  /** The package loads with the first call. Its client only holds settings, so each call creates one. */
  async send(ctx: Context, about: About, params: object, region = ""): Promise<Reply> {
    const { product } = ACTIONS[about.action as Action];
    const { secretId, secretKey, token } = await this.signing.credentials(about, ctx.signal);
    const endpoint = this.endpointOf(product, region);
    const exchange = await this.connections.exchange(ctx, endpoint);
    const { CommonClient } = await import("tencentcloud-sdk-nodejs-common");
    const { protocol, host } = new URL(endpoint);
    const body: unknown = await exchange.run(
      (agent) => {
        const client = new CommonClient(host, VERSIONS[product], {
          credential: { secretId, secretKey, ...(token && { token }) },
          region,
          profile: {
            language: "en-US",
            httpProfile: { protocol: `${protocol}//`, agent, reqTimeout: UNLIMITED },
          },
        });
        // The token in this call proves who asks.
        return client.request(about.action, params, { skipSign: about.action === "AssumeRoleWithWebIdentity" });
      },
      (error) => this.refusal(error as Rejection, about),
    );
    const { RequestId } = (body ?? {}) as { RequestId?: unknown };
    return { body, requestId: typeof RequestId === "string" ? RequestId : undefined };
  }

  /** node-fetch sets `code` on its own errors, too; a code of the API always comes with a request id. */
  private refusal({ code, message, requestId }: Rejection, about: About): CloudError | undefined {
    if (!code || !requestId) return undefined;
    const row = { ...classify(code), ...this.signing.replaced(code) };
    return new CloudError({ ...about, ...row, code, message: this.signing.clean(message), requestId });
  }
}

/** What the package throws: an Error with a code, with an HTTP status, or with neither. */
interface Rejection {
  readonly message?: string;
  readonly code?: string;
  readonly requestId?: string;
}
