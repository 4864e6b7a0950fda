import type { Answer } from "../common/action";
import { denialOf } from "../common/authentication";
import type { Call, CallFacts, Services } from "../common/cloud";
import type { Deed } from "../common/console";
import { assumedErrors, type VendorRefusal } from "../common/errors";
import { readModels } from "../common/models";
import { makerOf, Vendor } from "../common/vendor";
import type { WireAnswer, WireRequest } from "../common/wire";
import type { Action, Context } from "./action";
import { actions } from "./actions";
import { authenticate, authenticationRules } from "./authentication";
import { chinese } from "./chinese";
import { callOf, interfacesOf, tasksOf } from "./console";
import { errors, Refusal } from "./errors";
import { machineAnswer, machineCall, machineRules } from "./machine";
import { Parameters } from "./parameters";
import { prices } from "./prices";
import { bodyOf, describeRequest, isTencent, limitCalls, requestRules, requireKnown, requireRegion } from "./requests";
import { type AccountSeed, type KeySeed, seedShape, type TencentSeed } from "./seed";
import { sessionRules } from "./sessions";
import { State } from "./state";
import { type Origin, taskRules } from "./tasks";
import { callTencent } from "./test-client";
import { createTokens, tokenRules } from "./tokens";

const NAME = "tencent";
const MACHINE = "machine";
const models = readModels(NAME);

class Tencent extends Vendor<Context, Action, KeySeed> {
  readonly name = NAME;
  protected readonly actions = actions;
  protected readonly models = models;
  protected readonly absent = { scalar: null, object: null };
  protected readonly Refusal = Refusal;
  protected readonly internalError = "InternalError";
  protected override readonly headers = { "content-type": "application/json" };
  protected readonly commonRules = {
    signature: authenticationRules,
    "every call": requestRules,
    "client token": tokenRules,
    tasks: taskRules,
    "temporary keys": sessionRules,
    "metadata service": machineRules,
    "error codes": assumedErrors(errors),
  };
  readonly #tokens = createTokens();

  constructor(services: Services, seed: TencentSeed) {
    super(services, new State(services, seed));
  }

  matches(request: WireRequest): boolean {
    return isTencent(request) || machineCall(request) !== undefined;
  }

  describe(request: WireRequest): CallFacts {
    const requestId = this.services.ids.uuid();
    const machine = machineCall(request);
    if (machine) return { product: MACHINE, action: machine, region: "", params: {}, requestId, dryRun: false };
    return describeRequest(request, requestId);
  }

  override handle(request: WireRequest, call: Call): WireAnswer {
    if (call.product === MACHINE) return machineAnswer(request, call.action, this.services, this.state);
    return super.handle(request, call);
  }

  settle(): void {
    this.state.tasks.settle();
  }

  /** An unknown action is refused before the signature is verified. */
  protected authenticate(request: WireRequest, call: Call) {
    const { unsigned } = this.actionOf(call);
    const { accounts } = this.state.seed;
    if (unsigned) return { account: accounts[0] as AccountSeed, key: {} as KeySeed, scheme: "none" };
    const caller = authenticate(request, accounts, this.state.sessions, this.services.clock);
    if (caller.key.arn) call.caller = caller.key.arn;
    return caller;
  }

  protected actionOf({ product, action: name }: Call): Action {
    if (name === "") throw new Refusal("MissingParameter", "The request is missing a required parameter `Action`.");
    if (product === "") throw new Refusal("NoSuchVersion");
    const found = actions.find((action) => action.name === name && action.product === product);
    if (found) return found;
    throw new Refusal("InvalidAction", `The request action=\`${name}\` is invalid or not found.`);
  }

  /** The token of AssumeRoleWithWebIdentity is a secret, so the call's facts do not have it. */
  protected parametersOf({ params, product, action }: Call, request: WireRequest) {
    const all = action === "AssumeRoleWithWebIdentity" ? { ...params, ...bodyOf(request) } : params;
    return new Parameters(all, models[`${product} ${action}`]?.filters);
  }

  protected admit(action: Action, context: Context, key: KeySeed): void {
    const denial = denialOf(key, action);
    if (denial !== undefined) throw new Refusal(denial);
    limitCalls(context, action);
    requireRegion(context, action);
    requireKnown(context, this.modelOf(action));
  }

  protected override run(action: Action, context: Context): Answer {
    const run = () => this.#begin(action, context);
    return action.takesToken ? this.#tokens.once(context, run) : run();
  }

  #begin(action: Action, context: Context): Answer {
    const effect = action.prepare(context);
    const { call, account, now, services } = context;
    const { product, action: name, region, params, requestId, clientToken, dryRun } = call;
    const facts = { product, action: name, region, params, requestId, clientToken, dryRun };
    const origin = { call: facts, account: account.id, now, checked: effect.checked, ids: services.ids.save() };
    return this.state.tasks.from(origin, effect);
  }

  /** What `#begin` did, in a simulator that started from what another one saved. */
  #resume({ call: facts, account: id, now, checked, ids }: Origin): Answer {
    const { services, state } = this;
    services.ids.load(ids);
    const call: Call = { ...facts, cloud: NAME, replayed: false, whenAnswered: () => {} };
    const action = this.actionOf(call);
    const account = state.seed.accounts.find((each) => each.id === id) as AccountSeed;
    const parameters = new Parameters(call.params, this.modelOf(action).filters);
    return action.resume({ services, state, account, region: call.region, parameters, now, call }, checked);
  }

  override save() {
    return { ...this.state.save(), tokens: this.#tokens.save() };
  }

  /** Effects of tasks under way run again from the saved tables, which then come back once more. */
  override load(saved: ReturnType<Tencent["save"]>): void {
    this.state.load(saved);
    this.state.tasks.load(saved.tasks, (origin) => this.#resume(origin));
    this.state.load(saved);
    this.#tokens.load(saved.tokens);
  }

  protected override refused(action: Action, context: Context, refusal: VendorRefusal): void {
    if (action.takesToken) this.#tokens.refused(context, refusal);
  }

  protected success({ requestId }: Call, answer: Answer) {
    return { Response: { ...answer, RequestId: requestId } };
  }

  protected failure({ requestId }: Call, { code, message }: VendorRefusal, { headers }: WireRequest) {
    const said = headers["x-tc-language"] === "zh-CN" ? (chinese[code] ?? message) : message;
    return { Response: { Error: { Code: code, Message: said }, RequestId: requestId } };
  }

  protected placeOf({ product, name }: Action): string {
    return `${product} ${name}`;
  }

  override reset(): void {
    super.reset();
    this.#tokens.reset();
  }

  readonly prices = prices;

  view() {
    return { inOne: false, interfaces: interfacesOf(this.state), tasks: tasksOf(this.state) };
  }

  protected deedCall(url: string, deed: Deed) {
    const { action, params, options } = callOf(this.state, deed);
    const sent = callTencent(url, action, { ...params }, { ...options, now: this.services.clock });
    return {
      action,
      sent: sent.then(({ status, body }) => ({ status, code: body?.Error?.Code, message: body?.Error?.Message })),
    };
  }

  environment(url: string) {
    const { accounts, regions } = this.state.seed;
    const key = accounts[0]?.keys[0];
    return {
      PULUMI_IPV6_TENCENT_ENDPOINT: url,
      PULUMI_IPV6_TENCENT_METADATA_ENDPOINT: url,
      TENCENTCLOUD_SECRET_ID: key?.secretId ?? "",
      TENCENTCLOUD_SECRET_KEY: key?.secretKey ?? "",
      TENCENTCLOUD_REGION: regions[0] ?? "",
    };
  }
}

/** Tencent Cloud: the products vpc, cvm, tag and sts on one address, and the metadata service. */
export const tencent = makerOf(
  {
    name: NAME,
    title: "Tencent Cloud",
    seed: seedShape,
    settings: [
      ...(["addressPendingMs", "publishedLimits", "taskMs", "slowActions", "taskOutcome", "taskOutcomeOf"] as const),
      ...(["tokenLifetimeMs", "refusedCallSpendsToken", "unassignWithBandwidth", "systemTags", "unknownIds"] as const),
    ],
  },
  Tencent,
);
