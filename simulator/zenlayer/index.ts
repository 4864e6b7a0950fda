import type { Answer } from "../common/action";
import type { Call, Services } from "../common/cloud";
import type { Deed } from "../common/console";
import { assumedErrors, type VendorRefusal } from "../common/errors";
import { readModels } from "../common/models";
import { makerOf, Vendor } from "../common/vendor";
import type { WireRequest } from "../common/wire";
import { type Action, type Context, type Service, VERSIONS } from "./action";
import { actions } from "./actions";
import { authenticate, authenticationRules } from "./authentication";
import { callOf, interfacesOf, tasksOf } from "./console";
import { errors, Refusal } from "./errors";
import { operationRules, settle } from "./operations";
import { Parameters } from "./parameters";
import { prices } from "./prices";
import { describeRequest, isZenlayer, limitCalls, requestRules, requireGrant } from "./requests";
import { type AccountSeed, type KeySeed, seedShape, type ZenlayerSeed } from "./seed";
import { State } from "./state";
import { callZenlayer } from "./test-client";

const NAME = "zenlayer";
const models = readModels(NAME);

class Zenlayer extends Vendor<Context, Action, KeySeed> {
  readonly name = NAME;
  protected readonly actions = actions;
  protected readonly models = models;
  protected readonly absent = { scalar: null, object: null };
  protected readonly Refusal = Refusal;
  protected readonly internalError = "INTERNAL_SERVER_ERROR";
  protected readonly commonRules = {
    signature: authenticationRules,
    "every call": requestRules,
    operations: operationRules,
    "error codes": assumedErrors(errors),
  };

  constructor(services: Services, seed: ZenlayerSeed) {
    super(services, new State(services, seed));
  }

  matches(request: WireRequest): boolean {
    return isZenlayer(request);
  }

  describe(request: WireRequest) {
    return describeRequest(request, `T${this.services.ids.uuid().toUpperCase()}`);
  }

  protected authenticate(request: WireRequest) {
    return authenticate(request, this.state.seed.accounts, this.services.clock);
  }

  protected actionOf({ product, action: name }: Call, { headers }: WireRequest): Action {
    const found = actions.find((action) => action.name === name && action.service === product);
    const known = VERSIONS[product as Service]?.indexOf(headers["x-zc-version"] ?? "") ?? -1;
    if (found && (known === 0 || (known === 1 && found.old))) return found;
    throw new Refusal("AUTHFAILURE_UNAUTHORIZED_OPERATION");
  }

  protected parametersOf(_call: Call, { body }: WireRequest) {
    return new Parameters(body);
  }

  protected admit(action: Action, context: Context, key: KeySeed): void {
    requireGrant(key, action);
    limitCalls(context);
    context.parameters.requireObject();
  }

  protected success({ requestId }: Call, answer: Answer) {
    return { requestId, response: { requestId, ...answer } };
  }

  protected failure({ requestId }: Call, { code, message }: VendorRefusal) {
    return { requestId, code, message };
  }

  protected placeOf({ service, name }: Action): string {
    return `${service} ${name}`;
  }

  readonly prices = prices;

  settle(): void {
    settle(this.#unasked());
  }

  view() {
    return { inOne: true, interfaces: interfacesOf(this.state), tasks: tasksOf(this.state, this.services.clock()) };
  }

  /** What ends operations that are due: no call does. Each brings its own account, time and request. */
  #unasked(): Context {
    const { services, state } = this;
    const call = { cloud: NAME, product: "zec", action: "", region: "", params: {}, requestId: "", dryRun: false };
    return {
      ...{ services, state, account: state.seed.accounts[0] as AccountSeed, region: "", now: services.clock() },
      ...{ parameters: new Parameters(Buffer.from("{}")), call: { ...call, replayed: false, whenAnswered: () => {} } },
    };
  }

  protected deedCall(url: string, deed: Deed) {
    const { action, params, options } = callOf(this.state, deed);
    const sent = callZenlayer(url, action, { ...params }, { ...options, now: this.services.clock });
    return { action, sent: sent.then(({ status, body }) => ({ status, code: body?.code, message: body?.message })) };
  }

  environment(url: string) {
    const key = this.state.seed.accounts[0]?.keys[0];
    return {
      PULUMI_IPV6_ZENLAYER_ENDPOINT: url,
      ZENLAYERCLOUD_ACCESS_KEY_ID: key?.accessKeyId ?? "",
      ZENLAYERCLOUD_ACCESS_KEY_PASSWORD: key?.accessKeyPassword ?? "",
    };
  }
}

/** Zenlayer: the services zec, traffic and zrm. */
export const zenlayer = makerOf(
  { name: NAME, title: "Zenlayer", seed: seedShape, settings: ["operationMs", "operationOutcome"] },
  Zenlayer,
);
