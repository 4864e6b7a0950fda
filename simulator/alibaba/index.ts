import type { Call, CloudMaker, Services, SimulatedCloud } from "../kit/cloud";
import type { FaultAnswer } from "../kit/faults";
import type { PlacedRule, Rule } from "../kit/rules";
import { jsonAnswer, type WireAnswer, type WireRequest } from "../kit/wire";
import type { Action, Context } from "./action";
import { actions } from "./actions";
import { Authentication, authenticationRules, type Caller } from "./authentication";
import { isThere } from "./egress-rules";
import { assumedErrors, Refusal } from "./errors";
import { gatewayRules, limitCalls, requirePermission, requireRegion, ThrottleRefusal } from "./gateway";
import { Parameters } from "./parameters";
import { describeRequest } from "./request";
import { Runner, runnerRules } from "./runner";
import type { AlibabaSeed } from "./seed";
import { Tokens, tokenRules } from "./tokens";
import { World } from "./world";

const NAME = "alibaba";

/** Alibaba Cloud: VPC and ECS on one address, told apart by their API version. */
export const alibaba: CloudMaker = {
  name: NAME,
  create: (services, seed) => new Alibaba(services, seed as AlibabaSeed),
};

class Alibaba implements SimulatedCloud {
  readonly name = NAME;
  readonly #services: Services;
  readonly #world: World;
  readonly #authentication: Authentication;
  readonly #runner: Runner;

  constructor(services: Services, seed: AlibabaSeed) {
    this.#services = services;
    this.#world = new World(services, seed);
    this.#authentication = new Authentication(services.clock, seed.accounts);
    this.#runner = new Runner(new Tokens(services.clock));
  }

  /** Every request that no other cloud claims: it stands last in the list. */
  matches(): boolean {
    return true;
  }

  describe(request: WireRequest) {
    return describeRequest(request, this.#services.ids.uuid().toUpperCase());
  }

  handle(request: WireRequest, call: Call): WireAnswer {
    try {
      return jsonAnswer({ RequestId: call.requestId, ...this.#answer(request, call) });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const wait = error instanceof ThrottleRefusal ? { "x-acs-retry-after": String(error.retryAfterMs) } : {};
      return refusal(request, call, error, wait);
    }
  }

  refuse(request: WireRequest, call: Call, { code, message, status, headers }: FaultAnswer): WireAnswer {
    const error = new Refusal(code ?? "InternalError", message, status);
    if (this.#services.pace.refusedCallSpendsToken === "yes") this.#refused(request, call, error);
    return refusal(request, call, error, headers);
  }

  /** A fault plays the action, so its refusal counts with the token as the action's own does. */
  #refused(request: WireRequest, call: Call, error: Refusal): void {
    try {
      const action = findAction(call);
      this.#runner.refused(action, this.#context(call, this.#authentication.check(request)), error);
    } catch (reason) {
      // Nobody that the cloud knows, or nothing that it does: there is no token to think of.
      if (!(reason instanceof Refusal)) throw reason;
    }
  }

  #answer(request: WireRequest, call: Call) {
    const action = findAction(call);
    const caller = this.#authentication.check(request);
    call.account = caller.account.id;
    call.scheme = caller.scheme;
    const context = this.#context(call, caller);
    requirePermission(caller, action);
    limitCalls(context, action);
    requireRegion(context, action);
    return this.#runner.run(action, context);
  }

  #context(call: Call, { account }: Caller): Context {
    const { region, params } = call;
    const now = this.#services.clock();
    const input = new Parameters(params);
    return { services: this.#services, world: this.#world, account, region, input, now, call };
  }

  state() {
    const { vpcs, vSwitches, instances, networkInterfaces, ipv6Addresses, orphans, egressRules } = this.#world;
    const now = this.#services.clock();
    return {
      vpcs: vpcs.all(),
      vSwitches: vSwitches.all(),
      instances: instances.all(),
      networkInterfaces: networkInterfaces.all(),
      ipv6Addresses: ipv6Addresses.all(),
      orphanedBandwidths: orphans.all(),
      egressOnlyRules: egressRules.all().filter((row) => isThere(row, now)),
    };
  }

  reset(): void {
    this.#world.reset();
    this.#authentication.reset();
    this.#runner.reset();
  }

  rules(): PlacedRule[] {
    const placed = (place: string, rules: readonly Rule[]) => rules.map((rule) => ({ cloud: NAME, place, ...rule }));
    return [
      ...placed("signature", authenticationRules),
      ...placed("every call", gatewayRules),
      ...placed("client token", tokenRules),
      ...placed("every change", runnerRules),
      ...placed("error codes", assumedErrors()),
      ...actions.flatMap((action) => placed(`${action.product} ${action.name}`, action.rules)),
    ];
  }

  environment(url: string) {
    const { accounts, regions, vpcs } = this.#world.seed;
    const key = accounts[0]?.keys[0];
    return {
      PULUMI_IPV6_ALIBABA_ENDPOINT: url,
      ALIBABA_CLOUD_ACCESS_KEY_ID: key?.accessKeyId ?? "",
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: key?.accessKeySecret ?? "",
      ALIBABA_CLOUD_REGION: vpcs[0]?.region ?? regions[0] ?? "",
    };
  }
}

function findAction({ product, action: name }: Call): Action {
  if (name === "") throw new Refusal("MissingParameter", 'The input parameter "Action" is not supplied.');
  const found = actions.find((action) => action.name === name && action.product === product);
  if (found) return found;
  if (product === "") throw new Refusal("InvalidVersion");
  throw new Refusal("InvalidAction.NotFound");
}

function refusal(
  request: WireRequest,
  call: Call,
  { code, message, status }: Refusal,
  headers: Readonly<Record<string, string>> = {},
): WireAnswer {
  call.code = code;
  const body = {
    RequestId: call.requestId,
    HostId: request.headers.host ?? "",
    Code: code,
    Message: message,
    Recommend: `https://api.aliyun.com/troubleshoot?q=${encodeURIComponent(code)}&product=${call.product || "Vpc"}`,
  };
  return jsonAnswer(body, status, headers);
}
