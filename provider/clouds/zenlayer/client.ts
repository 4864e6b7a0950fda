import type { AxiosError, AxiosResponse } from "axios";
import type { z } from "zod";
import { CloudError, kindOf } from "../../core/api/errors";
import { Limiter } from "../../core/api/rate-limit";
import { redact } from "../../core/api/redact";
import { retry } from "../../core/api/retry";
import { CancelledError, type Context } from "../../core/context";
import { classify, edgeCode } from "./errors";
import { parseAnswer } from "./json";
import { ZenlayerReads } from "./reads";
import { authorization, type Credentials } from "./signer";
import { ACTIONS, type Action, type Answer, type Requests, VERSIONS } from "./wire";

export const TITLE = "Zenlayer";
const HOME = "https://console.zenlayer.com";
/** One of the two content types that the cloud's own packages sign. */
const CONTENT_TYPE = "application/json";
/** Milliseconds. */
const READ_TIMEOUT = 60_000;
const LONGEST_MESSAGE = 500;
const NO_CONNECTION = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"]);

export interface ClientOptions {
  readonly credentials: Credentials;
  /** One URL for all services. */
  readonly endpoint?: string | undefined;
  /** Whether network cards may be tagged with what is under way on them. */
  readonly marks: boolean;
}

export interface CallOptions {
  /** What the call is about: a vendor id. */
  readonly subject?: string | undefined;
  /** Asked before the call is sent again after a lost answer: has it been carried out? For orders, which have no token. */
  readonly done?: () => Promise<boolean>;
}

/** Signs, sends and decodes. The only place that knows axios, which loads with the first call. */
export class ZenlayerClient {
  /** Describes, gathered. */
  readonly reads = new ZenlayerReads(this);
  readonly marks: boolean;
  private readonly limiter = new Limiter();

  constructor(private readonly options: ClientOptions) {
    this.marks = options.marks;
  }

  async call<A extends Action>(
    ctx: Context,
    action: A,
    params: Requests[A],
    { subject, done }: CallOptions = {},
  ): Promise<Answer<A>> {
    const about = { cloud: TITLE, action, subject };
    let lost = false;
    const attempt = async () => {
      if (lost && (await done?.())) {
        const said = "an answer was lost, and it is found to be carried out";
        throw new CloudError({ ...about, kind: "conflict", said });
      }
      const began = ctx.clock.now();
      let outcome = "answered";
      const writes = !/^(Describe|InquiryPrice)/.test(action);
      if (writes) this.reads.writes.noted();
      try {
        return this.decode(about, await this.send(ctx, action, params));
      } catch (error) {
        const clean = this.clean(error, about);
        lost ||= kindOf(clean) === "unavailable";
        outcome = clean.message;
        throw clean;
      } finally {
        if (writes) this.reads.writes.noted();
        ctx.log("debug", `${TITLE} ${action} ${subject ?? ""} ${ctx.clock.now() - began} ms: ${outcome}`);
      }
    };
    const passed = () => this.limiter.pass(ctx, action, undefined, attempt);
    return retry(ctx, { repeatable: true, call: `${TITLE} ${action}` }, passed);
  }

  private async send(ctx: Context, action: Action, params: object): Promise<AxiosResponse<string>> {
    const { service } = ACTIONS[action];
    const url = new URL(`${(this.options.endpoint ?? HOME).replace(/\/+$/, "")}/api/v2/${service}`);
    const body = JSON.stringify(params);
    const timestamp = Math.floor(ctx.clock.now() / 1000);
    const unsigned = { host: url.host, contentType: CONTENT_TYPE, body, timestamp };
    const { default: axios } = await import("axios");
    return axios.post<string>(url.href, body, {
      headers: {
        ...{ "Content-Type": CONTENT_TYPE, "X-ZC-Action": action, "X-ZC-Version": VERSIONS[service] },
        ...{
          "X-ZC-Service": service,
          "X-ZC-Sdk-Lang": "TypeScript",
          ...authorization(unsigned, this.options.credentials),
        },
      },
      timeout: Math.min(READ_TIMEOUT, Math.max(1_000, ctx.deadline - ctx.clock.now())),
      // The text as it came: ids must not pass through a double, and every status is looked at here.
      ...{ responseType: "text", transformResponse: (text: string) => text, validateStatus: () => true },
      // A redirect would turn the signed POST into something else.
      maxRedirects: 0,
      ...(ctx.signal && { signal: ctx.signal }),
    });
  }

  private decode<A extends Action>(about: { cloud: string; action: A }, response: AxiosResponse<string>): Answer<A> {
    const { status, headers } = response;
    const body = objectIn(response.data);
    const requestId = typeof body?.requestId === "string" ? body.requestId : undefined;
    if (typeof body?.code === "string") {
      const [code, said] = [body.code, this.redacted(String(body.message ?? ""))];
      // The one status that means what it says.
      const row = status === 429 ? classify("REQUEST_LIMIT_EXCEEDED") : classify(code);
      throw new CloudError({ ...about, ...row, code, said, requestId });
    }
    if (body === undefined || status < 200 || status > 299) {
      const code = edgeCode(status, headers["cf-mitigated"]);
      const said = `HTTP ${status} ${body === undefined ? "with something that is not JSON" : "without an error code"}`;
      throw new CloudError({ ...about, ...classify(code), code, said, requestId });
    }
    const decoded = (ACTIONS[about.action].answer as z.ZodType).safeParse(body.response);
    if (decoded.success) return decoded.data as Answer<A>;
    const said = `unreadable answer at ${["response", ...(decoded.error.issues[0]?.path ?? [])].join(".")}`;
    throw new CloudError({ ...about, ...classify("JSON_PARSE_FAILED"), said, requestId });
  }

  private clean(raw: unknown, about: { cloud: string; action: string; subject: string | undefined }) {
    if (raw instanceof CloudError || raw instanceof CancelledError) return raw;
    const { code = "", message = "" } = (raw ?? {}) as Partial<AxiosError>;
    if (code === "ERR_CANCELED") return new CancelledError("cancelled while waiting for an answer");
    const row = classify("NETWORK_ERROR");
    const none = NO_CONNECTION.has(code) && { advice: "No connection: check the network and the endpoint." };
    const said = this.redacted(`${code} ${message}`.trim());
    return new CloudError({ ...about, ...row, ...none, code: "NETWORK_ERROR", said });
  }

  private redacted(text: string): string {
    const { accessKeyId, accessKeyPassword, token } = this.options.credentials;
    return redact(text, [accessKeyPassword, token, accessKeyId]).slice(0, LONGEST_MESSAGE);
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
