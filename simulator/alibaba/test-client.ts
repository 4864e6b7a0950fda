import { sha256 } from "../common/authentication";
import type { Clock } from "../common/clock";
import { canonicalRequestV3, encode, signV1, signV3, stringToSignV1, stringToSignV3, V3 } from "./signature";

/**
 * A minimal client for tests. It acts as the console, another program, or a caller with a wrong clock. It shares its
 * signatures with the simulator, so only the vendor's packages and known answers prove those.
 */
export interface CallerOptions {
  readonly accessKeyId?: string;
  readonly accessKeySecret?: string;
  readonly securityToken?: string;
  readonly scheme?: "V1" | "V3";
  readonly method?: "GET" | "POST";
  readonly version?: string;
  readonly nonce?: string;
  readonly now?: Clock;
}

export interface CallerAnswer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers of every shape
  readonly body: any;
}

const ECS_ACTIONS = /NetworkInterface|SecurityGroup|Ipv6Addresses$|Instances$|^UntagResources$/;
const VPC_VERSION = "2016-04-28";
const ECS_VERSION = "2014-05-26";

/** Calls an action, in cn-hangzhou unless the parameters say otherwise. Lists become Name.1, Name.2. */
export async function callAlibaba(
  url: string,
  action: string,
  params: Readonly<Record<string, unknown>> = {},
  options: CallerOptions = {},
): Promise<CallerAnswer> {
  const pairs = flatten({ RegionId: "cn-hangzhou", ...params });
  const ecs = ECS_ACTIONS.test(action) && action !== "DescribeIpv6Addresses";
  const version = options.version ?? (ecs ? ECS_VERSION : VPC_VERSION);
  const request =
    options.scheme === "V3" ? v3(url, action, version, pairs, options) : v1(url, action, version, pairs, options);
  const response = await fetch(...request);
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === "" ? undefined : JSON.parse(text) };
}

type Pairs = Array<[string, string]>;

function flatten(params: Readonly<Record<string, unknown>>): Pairs {
  return Object.entries(params).flatMap(([name, value]): Pairs => {
    if (value === undefined) return [];
    if (!Array.isArray(value)) return [[name, String(value)]];
    return value.map((member, index) => [`${name}.${index + 1}`, String(member)]);
  });
}

function common(options: CallerOptions) {
  const now = options.now ?? Date.now;
  return {
    id: options.accessKeyId ?? "simulator-key",
    secret: options.accessKeySecret ?? "simulator-secret",
    time: `${new Date(now()).toISOString().slice(0, 19)}Z`,
    nonce: options.nonce ?? crypto.randomUUID(),
    method: options.method ?? "POST",
  };
}

function v1(url: string, action: string, version: string, pairs: Pairs, options: CallerOptions): [string, RequestInit] {
  const { id, secret, time, nonce, method } = common(options);
  const all: Pairs = [
    ...pairs,
    ...flatten({ Action: action, Version: version, Format: "JSON", AccessKeyId: id, Timestamp: time }),
    ...flatten({ SignatureMethod: "HMAC-SHA1", SignatureVersion: "1.0", SignatureNonce: nonce }),
    ...flatten({ SecurityToken: options.securityToken }),
  ];
  all.push(["Signature", signV1(stringToSignV1(method, all), secret)]);
  const text = query(all);
  if (method === "GET") return [`${url}/?${text}`, {}];
  return [`${url}/`, { method, body: text, headers: { "content-type": "application/x-www-form-urlencoded" } }];
}

function v3(url: string, action: string, version: string, pairs: Pairs, options: CallerOptions): [string, RequestInit] {
  const { id, secret, time, nonce, method } = common(options);
  const contentSha256 = sha256("");
  const headers: Record<string, string> = {
    host: new URL(url).host,
    "x-acs-action": action,
    "x-acs-version": version,
    "x-acs-date": time,
    "x-acs-signature-nonce": nonce,
    "x-acs-content-sha256": contentSha256,
    ...(options.securityToken === undefined ? {} : { "x-acs-security-token": options.securityToken }),
  };
  const signedHeaders = Object.keys(headers).sort();
  const canonical = canonicalRequestV3({ method, path: "/", query: pairs, headers, signedHeaders, contentSha256 });
  const signature = signV3(stringToSignV3(canonical), secret);
  const authorization = `${V3} Credential=${id},SignedHeaders=${signedHeaders.join(";")},Signature=${signature}`;
  const { host: _host, ...sent } = headers;
  return [`${url}/?${query(pairs)}`, { method, headers: { ...sent, authorization } }];
}

function query(pairs: Pairs): string {
  return pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`).join("&");
}
