import { rule } from "../kit/rules";
import type { Action, Context } from "./action";
import type { Caller } from "./authentication";
import { Refusal } from "./errors";

export const gatewayRules = [
  rule(
    "documented",
    "Query and form are accepted on GET and POST; unknown parameters are ignored; every answer is JSON.",
  ),
  rule("documented", "A refusal has RequestId, HostId, Code, Message and Recommend."),
  rule(
    "documented",
    "Calls are counted for each account, region and action; too many answer Throttling.User with status 400.",
  ),
  rule(
    "documented",
    "An unknown region answers InvalidRegionId.NotFound with status 404; ECS answers Forbidden.RegionId where it has no IPv6.",
  ),
  rule("assumed", "Order: action and version, signature, permission, throttle, region, then the action."),
  rule("assumed", "x-acs-retry-after on a throttle answer is in milliseconds, until the minute is over."),
  rule(
    "assumed",
    "Parameters that are missing answer MissingParameter, texts that are no number InvalidParameter, where the action has no code of its own.",
  ),
  rule(
    "assumed",
    "How late lists are is a setting, readLagMs, and which of them are late another, lagActions. What shows VPCs, vSwitches, regions or one gateway never is.",
  ),
  rule("assumed", "JSON is answered even when Format is missing or asks for XML."),
];

/** Refused calls are a property of the key in the seed. */
export function requirePermission({ key }: Caller, action: Action): void {
  const code = key.deny?.[`${action.product}:${action.name}`] ?? key.deny?.[`${action.product}:*`] ?? key.deny?.["*"];
  if (code !== undefined) throw new Refusal(code);
}

/** A refusal that also tells when to come back. */
export class ThrottleRefusal extends Refusal {
  readonly retryAfterMs: number;

  constructor(retryAfterMs: number) {
    super("Throttling.User");
    this.retryAfterMs = retryAfterMs;
  }
}

export function limitCalls({ services, account, region }: Context, action: Action): void {
  const key = JSON.stringify(["alibaba", account.id, region, action.product, action.name]);
  const wait = services.throttle.take(key, services.pace.throttlePerMinute);
  if (wait !== undefined) throw new ThrottleRefusal(wait);
}

export function requireRegion({ world, region, input }: Context, action: Action): void {
  if (action.anywhere) return;
  input.required("RegionId");
  if (!world.seed.regions.includes(region)) throw new Refusal("InvalidRegionId.NotFound");
  const closed = action.product === "ecs" && action.change !== undefined;
  if (closed && world.seed.regionsWithoutIpv6?.includes(region)) throw new Refusal("Forbidden.RegionId");
}
