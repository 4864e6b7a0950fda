import { sha256 } from "../common/authentication";
import type { Clock } from "../common/clock";
import { versions } from "./action";
import { canonicalRequest, sign, stringToSign, TC3, utcDay } from "./signature";

/**
 * A minimal client for tests. It acts as the console, another program, or a caller with a wrong clock. It shares its
 * signatures with the simulator, so only the vendor's packages and known answers prove those.
 */
export interface TencentCallerOptions {
  readonly secretId?: string;
  readonly secretKey?: string;
  readonly token?: string;
  readonly method?: "GET" | "POST";
  readonly product?: "vpc" | "tag";
  readonly version?: string;
  readonly region?: string;
  /** What is signed as the host. Default: the Host header. */
  readonly signedHost?: string;
  readonly unsignedPayload?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly now?: Clock;
}

export interface TencentAnswer {
  readonly status: number;
  /** What is inside `Response`. */
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers of every shape
  readonly body: any;
}

const TAG_ACTION = /Tag/;

/** Calls an action, in ap-guangzhou unless the options say otherwise. */
export async function callTencent(
  url: string,
  action: string,
  params: Readonly<Record<string, unknown>> = {},
  options: TencentCallerOptions = {},
): Promise<TencentAnswer> {
  const product = options.product ?? (TAG_ACTION.test(action) ? "tag" : "vpc");
  const version = options.version ?? Object.keys(versions).find((key) => versions[key] === product) ?? "";
  const method = options.method ?? "POST";
  const body = method === "POST" ? (options.body ?? JSON.stringify(params)) : "";
  const rawQuery = method === "GET" ? new URLSearchParams(flatPairs(params)).toString() : "";
  const timestamp = String(Math.floor((options.now ?? Date.now)() / 1000));
  const contentType = method === "POST" ? "application/json" : "application/x-www-form-urlencoded";
  const signed = { "content-type": contentType, host: options.signedHost ?? new URL(url).host };
  const scope = { date: utcDay(Number(timestamp)), service: product };
  const signedHeaders = Object.keys(signed);
  const payloadHash = sha256(options.unsignedPayload ? "UNSIGNED-PAYLOAD" : body);
  const canonical = canonicalRequest({ method, path: "/", rawQuery, headers: signed, signedHeaders, payloadHash });
  const secret = options.secretKey ?? "simulator-tencent-key";
  const signature = sign(stringToSign(canonical, timestamp, scope), secret, scope);
  const credential = `${options.secretId ?? "simulator-tencent-id"}/${scope.date}/${product}/tc3_request`;
  const response = await fetch(`${url}/${rawQuery && `?${rawQuery}`}`, {
    method,
    ...(method === "POST" && { body }),
    headers: {
      "content-type": contentType,
      "x-tc-action": action,
      "x-tc-version": version,
      "x-tc-region": options.region ?? "ap-guangzhou",
      "x-tc-timestamp": timestamp,
      ...(options.token !== undefined && { "x-tc-token": options.token }),
      ...(options.unsignedPayload && { "x-tc-content-sha256": "UNSIGNED-PAYLOAD" }),
      authorization: `${TC3} Credential=${credential}, SignedHeaders=${signedHeaders.join(";")}, Signature=${signature}`,
      ...options.headers,
    },
  });
  const text = await response.text();
  return { status: response.status, body: text === "" ? undefined : JSON.parse(text).Response };
}

function flatPairs(value: unknown, prefix = ""): [string, string][] {
  if (value === undefined || value === null) return [];
  if (typeof value !== "object") return [[prefix, String(value)]];
  return Object.entries(value).flatMap(([name, member]) => flatPairs(member, prefix ? `${prefix}.${name}` : name));
}
