import type { CallFacts } from "../common/cloud";
import type { Model } from "../common/models";
import { assumed, documented } from "../common/rules";
import type { WireRequest } from "../common/wire";
import { type Action, type Context, versions } from "./action";
import { Refusal } from "./errors";
import { flatten } from "./parameters";

export const requestRules = [
  documented("POST with JSON and GET with a query are accepted; every answer is JSON."),
  documented("A refusal has HTTP status 200 and Response.Error with Code and Message, beside RequestId."),
  documented("Parameters that an action does not have answer UnknownParameter."),
  documented("vpc and cvm need X-TC-Region, a region that exists; tag does without."),
  documented(
    "Calls are limited per second, account and action, 20 for most; a setting switches this on. Answers RequestLimitExceeded.",
  ),
  assumed(
    "The setting readLagMs says how late lists are, and lagActions which of them. Subnets, packages, quotas and tasks are never late.",
  ),
  assumed("Seconds are counted in fixed windows that begin with the first call."),
  assumed("Order: action and version, signature, permission, throttle, region, parameters, then the action."),
];

/** Parameters of a GET that say who calls and what is called. The journal leaves them out. */
const COMMON = new Set([
  ...["Action", "Version", "Region", "Timestamp", "Nonce", "SecretId", "Signature", "SignatureMethod", "Token"],
  ...["Language", "RequestClient"],
]);

/** Told from those of tag and of vpc by their names: two products each have one API version. */
const STS_ACTIONS = new Set(["AssumeRole", "AssumeRoleWithWebIdentity", "GetCallerIdentity"]);
const CVM_ACTIONS = new Set(["DescribeInstances"]);

function productOf(version: string, action: string): string {
  const product = versions[version] ?? "";
  if (product === "tag" && STS_ACTIONS.has(action)) return "sts";
  return product === "vpc" && CVM_ACTIONS.has(action) ? "cvm" : product;
}

const SECOND_MS = 1_000;

/** A call names its action in a header (version 3 of the protocol), or in the query of a GET. */
export function isTencent({ headers, query }: WireRequest): boolean {
  const byHeader = headers["x-tc-action"] !== undefined || /^TC3-/.test(headers.authorization ?? "");
  return byHeader || query.some(([name, value]) => name === "Version" && versions[value] !== undefined);
}

export function describeRequest(request: WireRequest, requestId: string): CallFacts {
  const { headers } = request;
  const query = new Map(request.query);
  const inQuery = Object.fromEntries([...query].filter(([name]) => !COMMON.has(name)));
  const { WebIdentityToken: _, ...params } = { ...inQuery, ...bodyOf(request) } as Record<string, string>;
  const action = headers["x-tc-action"] ?? query.get("Action") ?? "";
  return {
    product: productOf(headers["x-tc-version"] ?? query.get("Version") ?? "", action),
    action,
    region: headers["x-tc-region"] ?? query.get("Region") ?? "",
    params,
    requestId,
    clientToken: params.ClientToken || undefined,
    dryRun: false,
  };
}

export function bodyOf({ body, headers }: WireRequest): Record<string, string> {
  if (body.length === 0 || !(headers["content-type"] ?? "").startsWith("application/json")) return {};
  try {
    return flatten(JSON.parse(body.toString("utf8")));
  } catch {
    return { "(body)": "not JSON" };
  }
}

export function limitCalls({ services, account, region }: Context, action: Action): void {
  const { throttle, pace } = services;
  const key = JSON.stringify(["tencent", account.id, region, action.product, action.name]);
  const overMinute = throttle.take(`${key} minute`, pace.throttlePerMinute) !== undefined;
  const perSecond = pace.publishedLimits === "on" ? action.perSecond : 0;
  if (overMinute || throttle.take(`${key} second`, perSecond, SECOND_MS) !== undefined) {
    const most = `Your current request times equals to or exceeds the frequency limit ${action.perSecond} per second`;
    throw new Refusal("RequestLimitExceeded", `${most} of ${action.name}.`);
  }
}

export function requireRegion({ state, region }: Context, action: Action): void {
  if (action.product !== "vpc" && action.product !== "cvm") return;
  if (region === "") throw new Refusal("MissingParameter", "The request is missing a required parameter `Region`.");
  if (!state.seed.regions.includes(region)) throw new Refusal("UnsupportedRegion");
}

export function requireKnown({ parameters }: Context, { request }: Model): void {
  const unknown = parameters.names().find((name) => !Object.hasOwn(request, name));
  if (unknown === "(body)") throw new Refusal("InvalidParameter", "The request body is not valid JSON.");
  if (unknown !== undefined) throw new Refusal("UnknownParameter", `The parameter \`${unknown}\` is not recognized.`);
}
