import type { CallFacts } from "../common/cloud";
import { assumed, documented } from "../common/rules";
import type { WireRequest } from "../common/wire";
import type { Action, Context } from "./action";
import { Refusal } from "./errors";
import type { KeySeed } from "./seed";

export const requestRules = [
  documented("POST to /api/v2/<service>, the action in X-ZC-Action; success is {requestId, response}, failure flat."),
  documented("An action that does not exist answers AUTHFAILURE_UNAUTHORIZED_OPERATION, like one without grant."),
  assumed("An action of another API version does not exist. Order: signature, action, grant, limit, the action."),
  assumed("The setting readLagMs says how late lists are, and lagActions which of them. Prices are never late."),
  assumed("The published numbers of the rate limits are unknown: throttlePerMinute counts by account and action."),
];

const PREFIX = "/api/v2/";

export function isZenlayer({ path, headers }: WireRequest): boolean {
  return path.startsWith(PREFIX) || headers["x-zc-action"] !== undefined;
}

export function describeRequest(request: WireRequest, requestId: string): CallFacts {
  const params = paramsOf(request.body);
  const product = request.path.startsWith(PREFIX) ? request.path.slice(PREFIX.length).replace(/\/$/, "") : "";
  const action = request.headers["x-zc-action"] ?? "";
  return { product, action, region: params.regionId ?? "", params, requestId, dryRun: false };
}

/** The body as text by name; empty when it is no JSON object. */
function paramsOf(body: Buffer): Record<string, string> {
  try {
    const value: unknown = JSON.parse(body.toString("utf8"));
    if (typeof value !== "object" || value === null) return {};
    const entries = Object.entries(value).filter(([, member]) => member !== null);
    const plain = (member: unknown) => (typeof member === "string" ? member : JSON.stringify(member));
    return Object.fromEntries(entries.map(([name, member]) => [name, plain(member)]));
  } catch {
    return {};
  }
}

export function requireGrant(key: KeySeed, { service, name }: Action): void {
  if (key.deny?.includes(`${service}:${name}`)) throw new Refusal("AUTHFAILURE_UNAUTHORIZED_OPERATION");
}

export function limitCalls({ services, account, call }: Context): void {
  const { throttle, pace } = services;
  if (throttle.take(`zenlayer/${account.id}/${call.action}`, pace.throttlePerMinute) !== undefined) {
    throw new Refusal("REQUEST_LIMIT_EXCEEDED");
  }
}
