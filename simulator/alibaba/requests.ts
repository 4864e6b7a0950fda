import type { CallFacts } from "../common/cloud";
import { assumed, documented } from "../common/rules";
import { formFields, type WireRequest } from "../common/wire";
import { type Action, type Context, versions } from "./action";
import { Refusal } from "./errors";

export const requestRules = [
  documented("Query and form are accepted on GET and POST; unknown parameters are ignored; every answer is JSON."),
  documented("A refusal has RequestId, HostId, Code, Message and Recommend."),
  documented("Calls are counted for each account, region and action; too many answer Throttling.User with status 400."),
  documented(
    "An unknown region answers InvalidRegionId.NotFound with status 404; ECS answers Forbidden.RegionId where it has no IPv6.",
  ),
  assumed("Order: action and version, signature, permission, throttle, region, then the action."),
  assumed("x-acs-retry-after on a throttle answer is in milliseconds, until the minute is over."),
  assumed(
    "A missing parameter answers MissingParameter, a text that is no number InvalidParameter, where the action has no code of its own.",
  ),
  assumed(
    "The setting readLagMs says how late lists are, and lagActions which of them. What shows VPCs, vSwitches, regions or one gateway is never late.",
  ),
  assumed("JSON is answered even when Format is missing or asks for XML."),
];

/** Parameters that say who calls, how the call is signed and what is called. The journal leaves them out. */
const COMMON = new Set([
  ...["AccessKeyId", "AccessKeySecret", "SecurityToken", "BearerToken"],
  ...["Signature", "SignatureMethod", "SignatureVersion", "SignatureNonce", "SignatureType", "Timestamp"],
  ...["Action", "Version", "Format"],
  "OIDCToken",
]);

export function describeRequest(request: WireRequest, requestId: string): CallFacts {
  const all = new Map([...request.query, ...formFields(request)]);
  const params = Object.fromEntries([...all].filter(([name]) => !COMMON.has(name)));
  const version = request.headers["x-acs-version"] ?? all.get("Version") ?? "";
  return {
    product: versions[version] ?? "",
    action: request.headers["x-acs-action"] ?? all.get("Action") ?? "",
    region: params.RegionId ?? "",
    params,
    requestId,
    clientToken: params.ClientToken || undefined,
    dryRun: params.DryRun?.toLowerCase() === "true",
  };
}

export function limitCalls({ services, account, region }: Context, action: Action): void {
  const key = JSON.stringify(["alibaba", account.id, region, action.product, action.name]);
  const waitMs = services.throttle.take(key, services.pace.throttlePerMinute);
  if (waitMs === undefined) return;
  const refusal = new Refusal("Throttling.User");
  refusal.headers = { "x-acs-retry-after": String(waitMs) };
  throw refusal;
}

export function requireRegion({ state, region, parameters }: Context, action: Action): void {
  if (action.anywhere) return;
  parameters.required("RegionId");
  if (!state.seed.regions.includes(region)) throw new Refusal("InvalidRegionId.NotFound");
  const closed = action.product === "ecs" && action.changes;
  if (closed && state.seed.regionsWithoutIpv6?.includes(region)) throw new Refusal("Forbidden.RegionId");
}
