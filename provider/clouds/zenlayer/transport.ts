import type { AxiosError, AxiosResponse } from "axios";
import type { About, Reply, Transport } from "../../core/api/client";
import { Signing, type Source } from "../../core/api/credentials";
import { CloudError } from "../../core/api/errors";
import { OUTCOMES, outcomeOf } from "../../core/api/outcomes";
import type { Context } from "../../core/context";
import { classify, edgeCode } from "./errors";
import { authorization, type Credentials } from "./signer";
import { ACTIONS, type Action, VERSIONS } from "./wire";

const HOME = "https://console.zenlayer.com";
/** One of the two content types that the vendor's SDKs sign. */
const CONTENT_TYPE = "application/json";
/** Milliseconds. */
const READ_TIMEOUT = 60_000;

/** Signs and sends requests with axios, which is loaded on the first call. */
export class ZenlayerTransport implements Transport {
  private readonly signing: Signing<Credentials>;

  /** @param endpoint one URL for all services */
  constructor(
    source: Source<Credentials>,
    private readonly endpoint: string = HOME,
  ) {
    this.signing = new Signing(source);
  }

  async send(ctx: Context, about: About, params: object): Promise<Reply> {
    const { service } = ACTIONS[about.action as Action];
    const credentials = await this.signing.credentials(about, ctx.signal);
    const url = new URL(`${this.endpoint.replace(/\/+$/, "")}/api/v2/${service}`);
    const body = JSON.stringify(params);
    const timestamp = Math.floor(ctx.clock.now() / 1000);
    const unsigned = { host: url.host, contentType: CONTENT_TYPE, body, timestamp };
    const { default: axios } = await import("axios");
    const response = await axios.post<string>(url.href, body, {
      headers: {
        ...{ "Content-Type": CONTENT_TYPE, "X-ZC-Action": about.action, "X-ZC-Version": VERSIONS[service] },
        ...{ "X-ZC-Service": service, "X-ZC-Sdk-Lang": "TypeScript", ...authorization(unsigned, credentials) },
      },
      timeout: Math.min(READ_TIMEOUT, Math.max(1_000, ctx.deadline - ctx.clock.now())),
      // The raw text, because ids must not become doubles; every status is handled here.
      ...{ responseType: "text", transformResponse: (text: string) => text, validateStatus: () => true },
      // A redirect would turn the signed POST into something else.
      maxRedirects: 0,
      ...(ctx.signal && { signal: ctx.signal }),
    });
    return this.opened(about, response);
  }

  explain(raw: unknown, about: About): CloudError {
    const { code = "", message: text = "", cause } = (raw ?? {}) as Partial<AxiosError>;
    const { syscall } = (cause ?? {}) as NodeJS.ErrnoException;
    const message = this.signing.clean(`${code} ${text}`.trim());
    const advice = classify("NETWORK_ERROR").advice;
    const outcome = outcomeOf({ code, message: text, syscall });
    return new CloudError({ ...about, advice, ...OUTCOMES[outcome], code: "NETWORK_ERROR", message });
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
    if (body === undefined || status < 200 || status > 299) {
      const code = edgeCode(status, headers["cf-mitigated"]);
      const message = `HTTP ${status} ${body === undefined ? "with a body that is not JSON" : "without an error code"}`;
      throw new CloudError({ ...about, ...classify(code), code, message, requestId });
    }
    return { body: body.response, requestId };
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
