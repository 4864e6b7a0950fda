import { rule } from "../kit/rules";
import type { Action, Context } from "./action";
import type { Caller } from "./authentication";
import { Refusal } from "./errors";

export const gatewayRules = [
  rule("documented", "POST with JSON and GET with a query are accepted; every answer is JSON."),
  rule("documented", "A refusal has HTTP status 200 and Response.Error with Code and Message, beside RequestId."),
  rule("documented", "Parameters that an action does not have answer UnknownParameter."),
  rule("documented", "vpc needs X-TC-Region, a region that exists; tag does without."),
  rule(
    "documented",
    "Calls are limited per second, account and action, 20 for most; switched on by a setting, RequestLimitExceeded.",
  ),
  rule(
    "assumed",
    "How late lists are is a setting, readLagMs, and which of them are late another, lagActions. Subnets, packages, quotas and tasks are never shown late.",
  ),
  rule("assumed", "Seconds are counted in fixed windows that begin with the first call."),
  rule("assumed", "Order: action and version, signature, permission, throttle, region, parameters, then the action."),
];

const SECOND_MS = 1_000;

/** Refused calls are a property of the key in the seed. */
export function requirePermission({ key }: Caller, action: Action): void {
  const code = key.deny?.[`${action.product}:${action.name}`] ?? key.deny?.[`${action.product}:*`] ?? key.deny?.["*"];
  if (code !== undefined) throw new Refusal(code);
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

export function requireRegion({ world, region }: Context, action: Action): void {
  if (action.product !== "vpc") return;
  if (region === "") throw new Refusal("MissingParameter", "The request is missing a required parameter `Region`.");
  if (!world.seed.regions.includes(region)) throw new Refusal("UnsupportedRegion");
}

export function requireKnown({ input }: Context, action: Action): void {
  const stranger = input.names().find((name) => !action.takes.includes(name));
  if (stranger === "(body)") throw new Refusal("InvalidParameter", "The request body is not valid JSON.");
  if (stranger !== undefined) {
    throw new Refusal("UnknownParameter", `The parameter \`${stranger}\` is not recognized.`);
  }
}
