import type { Call, CloudMaker, Services, SimulatedCloud } from "../kit/cloud";
import type { FaultAnswer } from "../kit/faults";
import { type PlacedRule, type Rule, rule } from "../kit/rules";
import { jsonAnswer, type WireAnswer, type WireRequest } from "../kit/wire";
import { type Action, type Answer, type Service, VERSIONS } from "./action";
import { actions } from "./actions";
import { authenticate, authenticationRules } from "./authentication";
import { assumedErrors, Refusal } from "./errors";
import { Input } from "./input";
import { operationRules, settle } from "./operations";
import { describeRequest, PREFIX } from "./request";
import type { ZenlayerSeed } from "./seed";
import { World } from "./world";

const NAME = "zenlayer";

const callRules = [
  rule(
    "documented",
    "POST to /api/v2/<service>, the action in X-ZC-Action; success is {requestId, response}, failure flat.",
  ),
  rule(
    "documented",
    "An action that does not exist answers AUTHFAILURE_UNAUTHORIZED_OPERATION, like one without grant.",
  ),
  rule(
    "assumed",
    "An action of another API version does not exist. Order: signature, action, grant, limit, the action.",
  ),
  rule(
    "assumed",
    "How late lists are is a setting, readLagMs, and which of them are late another, lagActions. Prices never are.",
  ),
  rule(
    "assumed",
    "The published numbers of the rate limits are unknown: throttlePerMinute counts by account and action.",
  ),
];

/** Zenlayer: the services zec, traffic and zrm. */
export const zenlayer: CloudMaker = {
  name: NAME,
  create: (services, seed) => new Zenlayer(services, seed as ZenlayerSeed),
};

class Zenlayer implements SimulatedCloud {
  readonly name = NAME;
  readonly #services: Services;
  readonly #world: World;

  constructor(services: Services, seed: ZenlayerSeed) {
    this.#services = services;
    this.#world = new World(services, seed);
  }

  matches({ path, headers }: WireRequest): boolean {
    return path.startsWith(PREFIX) || headers["x-zc-action"] !== undefined;
  }

  describe(request: WireRequest) {
    return describeRequest(request, `T${this.#services.ids.uuid().toUpperCase()}`);
  }

  handle(request: WireRequest, call: Call): WireAnswer {
    try {
      const { requestId } = call;
      return jsonAnswer({ requestId, response: { requestId, ...this.#answer(request, call) } });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return refusal(call, error);
    }
  }

  refuse(_request: WireRequest, call: Call, { code, message, status, headers }: FaultAnswer): WireAnswer {
    return refusal(call, new Refusal(code ?? "INTERNAL_SERVER_ERROR", message, status), headers);
  }

  #answer(request: WireRequest, call: Call): Answer {
    const { clock, throttle, pace } = this.#services;
    const { account, key, scheme } = authenticate(request, this.#world.seed.accounts, clock);
    call.account = account.id;
    call.scheme = scheme;
    const action = findAction(call, request.headers["x-zc-version"] ?? "");
    if (key.deny?.includes(`${call.product}:${call.action}`)) throw new Refusal("AUTHFAILURE_UNAUTHORIZED_OPERATION");
    if (throttle.take(`${NAME}/${account.id}/${call.action}`, pace.throttlePerMinute) !== undefined) {
      throw new Refusal("REQUEST_LIMIT_EXCEEDED");
    }
    const input = Input.parse(request.body);
    const context = { services: this.#services, world: this.#world, account, input, now: clock(), call };
    settle(context);
    return action.run(context);
  }

  state() {
    const { subnets, clusters, networkInterfaces } = this.#world;
    return { subnets: subnets.all(), clusters: clusters.all(), networkInterfaces: networkInterfaces.all() };
  }

  reset(): void {
    this.#world.reset();
  }

  rules(): PlacedRule[] {
    const placed = (place: string, rules: readonly Rule[]) => rules.map((each) => ({ cloud: NAME, place, ...each }));
    return [
      ...placed("signature", authenticationRules),
      ...placed("every call", callRules),
      ...placed("operations", operationRules),
      ...placed("error codes", assumedErrors()),
      ...actions.flatMap((action) => placed(`${action.service} ${action.name}`, action.rules)),
    ];
  }

  environment(url: string) {
    const key = this.#world.seed.accounts[0]?.keys[0];
    return {
      PULUMI_IPV6_ZENLAYER_ENDPOINT: url,
      ZENLAYERCLOUD_ACCESS_KEY_ID: key?.accessKeyId ?? "",
      ZENLAYERCLOUD_ACCESS_KEY_PASSWORD: key?.accessKeyPassword ?? "",
    };
  }
}

function findAction({ product, action: name }: Call, version: string): Action {
  const found = actions.find((action) => action.name === name && action.service === product);
  const known = VERSIONS[product as Service]?.indexOf(version) ?? -1;
  if (found && (known === 0 || (known === 1 && found.old))) return found;
  throw new Refusal("AUTHFAILURE_UNAUTHORIZED_OPERATION");
}

function refusal(call: Call, { code, message, status }: Refusal, headers: Readonly<Record<string, string>> = {}) {
  call.code = code;
  return jsonAnswer({ requestId: call.requestId, code, message }, status, headers);
}
