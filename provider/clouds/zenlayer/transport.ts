import type { AxiosResponse } from "axios";
import type { About, Reply, Transport } from "../../core/api/client";
import type { Source } from "../../core/api/credentials";
import { CloudError } from "../../core/api/errors";
import { Signing } from "../../core/api/signing";
import type { Context } from "../../core/context";
import type { Connections } from "../../network/connections";
import type { EndpointOf } from "./endpoints";
import { classify, edgeCode } from "./errors";
import { authorization, type Credentials } from "./signer";
import { ACTIONS, type Action, VERSIONS } from "./wire";

/** One of the two content types that the vendor's SDKs sign. */
const CONTENT_TYPE = "application/json";

/** Signs and sends requests with axios, which is loaded on the first call. */
export class ZenlayerTransport implements Transport {
  private readonly signing: Signing<Credentials>;

  constructor(
    source: Source<Credentials>,
    private readonly endpointOf: EndpointOf,
    private readonly connections: Connections,
  ) {
    this.signing = new Signing(source);
  }

  async send(ctx: Context, about: About, params: object): Promise<Reply> {
    const { service } = ACTIONS[about.action as Action];
    const credentials = await this.signing.credentials(about, ctx.signal);
    const url = new URL(`${this.endpointOf(service)}/api/v2/${service}`);
    const exchange = await this.connections.exchange(ctx, url.href);
    const body = JSON.stringify(params);
    const timestamp = Math.floor(ctx.clock.now() / 1000);
    const unsigned = { host: url.host, contentType: CONTENT_TYPE, body, timestamp };
    const { default: axios } = await import("axios");
    return exchange.run(async (agent) => {
      const response = await axios.post<string>(url.href, body, {
        headers: {
          ...{ "Content-Type": CONTENT_TYPE, "X-ZC-Action": about.action, "X-ZC-Version": VERSIONS[service] },
          ...{ "X-ZC-Service": service, "X-ZC-Sdk-Lang": "TypeScript", ...authorization(unsigned, credentials) },
        },
        // The agent knows the proxy.
        ...{ httpAgent: agent, httpsAgent: agent, proxy: false },
        // The raw text, because ids must not become doubles; every status is handled here.
        ...{ responseType: "text", transformResponse: (text: string) => text, validateStatus: () => true },
        // A redirect would turn the signed POST into something else.
        maxRedirects: 0,
      });
      return this.opened(about, response);
    });
  }

  private opened(about: About, response: AxiosResponse<string>): Reply {
    const { status, headers } = response;
    const body = objectIn(response.data);
    const requestId = typeof body?.requestId === "string" ? body.requestId : undefined;
    if (typeof body?.code === "string") {
      const [code, message] = [body.code, this.signing.clean(String(body.message ?? ""))];
      // Only this status is reliable.
      const row = status === 429 ? classify("REQUEST_LIMIT_EXCEEDED") : classify(code);
      throw new CloudError({ ...about, ...row, code, message, requestId });
    }
    const edge = edgeCode(status, headers["cf-mitigated"]);
    if (edge) throw new CloudError({ ...about, ...classify(edge), code: edge, message: `HTTP ${status}`, requestId });
    // The exchange looks at the status itself.
    if (body === undefined) throw new Error("not JSON");
    // Calls that answer nothing may leave their response out.
    return { body: body.response === undefined && requestId !== undefined ? null : body.response, requestId };
  }
}

function objectIn(text: unknown): Record<string, unknown> | undefined {
  try {
    const value = parseAnswer(String(text));
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

/** A whole string or a whole number. */
const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;
/** An integer long enough to exceed 2^53. */
const LONG = /^-?\d{16,}$/;

/** Parses a response whose ids may be numbers: long ones become strings, before a double can round them. */
export function parseAnswer(text: string): unknown {
  return JSON.parse(text.replace(STRING_OR_NUMBER, (found) => (LONG.test(found) ? `"${found}"` : found)));
}
