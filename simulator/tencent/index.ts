import type { Call, CloudMaker, Services, SimulatedCloud } from "../kit/cloud";
import type { FaultAnswer } from "../kit/faults";
import type { PlacedRule, Rule } from "../kit/rules";
import { jsonAnswer, type WireAnswer, type WireRequest } from "../kit/wire";
import type { Action, Context } from "./action";
import { actions } from "./actions";
import { authenticate, authenticationRules, type Caller } from "./authentication";
import { assumedErrors, Refusal } from "./errors";
import { gatewayRules, limitCalls, requireKnown, requirePermission, requireRegion } from "./gateway";
import { Parameters } from "./parameters";
import { describeRequest, isTencent } from "./request";
import type { TencentSeed } from "./seed";
import { taskRules } from "./tasks";
import { Tokens, tokenRules } from "./tokens";
import { World } from "./world";

const NAME = "tencent";

/** Tencent Cloud: the products vpc and tag on one address, told apart by their API version. */
export const tencent: CloudMaker = {
  name: NAME,
  create: (services, seed) => new Tencent(services, seed as TencentSeed),
};

class Tencent implements SimulatedCloud {
  readonly name = NAME;
  readonly #services: Services;
  readonly #world: World;
  readonly #tokens = new Tokens();

  constructor(services: Services, seed: TencentSeed) {
    this.#services = services;
    this.#world = new World(services, seed);
  }

  matches(request: WireRequest): boolean {
    return isTencent(request);
  }

  describe(request: WireRequest) {
    return describeRequest(request, this.#services.ids.uuid());
  }

  handle(request: WireRequest, call: Call): WireAnswer {
    this.#world.tasks.settle();
    try {
      const answer = { ...this.#answer(request, call), RequestId: call.requestId };
      return jsonAnswer({ Response: answer }, 200, { "content-type": "application/json" });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return refusal(call, error);
    }
  }

  refuse(request: WireRequest, call: Call, { code, message, status = 200, headers }: FaultAnswer): WireAnswer {
    const error = new Refusal(code ?? "InternalError", message);
    if (status === 200) this.#refused(request, call, error);
    return refusal(call, error, status, headers);
  }

  /** A fault plays the action, so its refusal counts with the token as the action's own does. */
  #refused(request: WireRequest, call: Call, error: Refusal): void {
    try {
      const action = findAction(call);
      const caller = authenticate(request, this.#world.seed.accounts, this.#services.clock);
      if (action.takesToken) this.#tokens.refused(this.#context(call, caller), error);
    } catch (reason) {
      // Nobody that the cloud knows, or nothing that it does: there is no token to think of.
      if (!(reason instanceof Refusal)) throw reason;
    }
  }

  #answer(request: WireRequest, call: Call) {
    const action = findAction(call);
    const caller = authenticate(request, this.#world.seed.accounts, this.#services.clock);
    call.account = caller.account.id;
    call.scheme = caller.scheme;
    const context = this.#context(call, caller);
    requirePermission(caller, action);
    limitCalls(context, action);
    requireRegion(context, action);
    requireKnown(context, action);
    const run = () => action.prepare(context)();
    return action.takesToken ? this.#tokens.once(context, action.name, run) : run();
  }

  #context(call: Call, { account }: Caller): Context {
    const { region, params } = call;
    const now = this.#services.clock();
    return { services: this.#services, world: this.#world, account, region, input: new Parameters(params), now, call };
  }

  state() {
    this.#world.tasks.settle();
    const { vpcs, subnets, networkInterfaces, nicAddresses, publicAddresses, elasticAddresses, bandwidthPackages } =
      this.#world;
    return {
      vpcs: vpcs.all(),
      subnets: subnets.all(),
      networkInterfaces: networkInterfaces.all(),
      nicAddresses: nicAddresses.all(),
      publicAddresses: publicAddresses.all(),
      elasticAddresses: elasticAddresses.all(),
      bandwidthPackages: bandwidthPackages.all(),
    };
  }

  reset(): void {
    this.#world.reset();
    this.#tokens.reset();
  }

  rules(): PlacedRule[] {
    const placed = (place: string, rules: readonly Rule[]) => rules.map((rule) => ({ cloud: NAME, place, ...rule }));
    return [
      ...placed("signature", authenticationRules),
      ...placed("every call", gatewayRules),
      ...placed("client token", tokenRules),
      ...placed("tasks", taskRules),
      ...placed("error codes", assumedErrors()),
      ...actions.flatMap((action) => placed(`${action.product} ${action.name}`, action.rules)),
    ];
  }

  environment(url: string) {
    const { accounts, regions } = this.#world.seed;
    const key = accounts[0]?.keys[0];
    return {
      PULUMI_IPV6_TENCENT_ENDPOINT: url,
      TENCENTCLOUD_SECRET_ID: key?.secretId ?? "",
      TENCENTCLOUD_SECRET_KEY: key?.secretKey ?? "",
      TENCENTCLOUD_REGION: regions[0] ?? "",
    };
  }
}

function findAction({ product, action: name }: Call): Action {
  if (name === "") throw new Refusal("MissingParameter", "The request is missing a required parameter `Action`.");
  if (product === "") throw new Refusal("NoSuchVersion");
  const found = actions.find((action) => action.name === name && action.product === product);
  if (found) return found;
  throw new Refusal("InvalidAction", `The request action=\`${name}\` is invalid or not found.`);
}

/** A refusal of the business has status 200; another status is trouble of the gateway, which knows no code. */
function refusal(
  call: Call,
  { code, message }: Refusal,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): WireAnswer {
  call.code = code;
  const body = { Response: { Error: { Code: code, Message: message }, RequestId: call.requestId } };
  return jsonAnswer(body, status, { "content-type": "application/json", ...headers });
}
