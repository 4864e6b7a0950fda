import type { Answer } from "../common/action";
import { denialOf } from "../common/authentication";
import type { Call, CallFacts, Services } from "../common/cloud";
import type { Deed } from "../common/console";
import { assumedErrors, type VendorRefusal } from "../common/errors";
import { readModels } from "../common/models";
import { makerOf, Vendor } from "../common/vendor";
import { formFields, type WireAnswer, type WireRequest } from "../common/wire";
import type { Action, Context } from "./action";
import { actions } from "./actions";
import { Authentication, authenticationRules } from "./authentication";
import { callOf, interfacesOf, tasksOf } from "./console";
import { isPresent } from "./egress-rules";
import { errors, Refusal } from "./errors";
import { MachineServices, machineCall, machineRules } from "./machine";
import { Parameters } from "./parameters";
import { prices } from "./prices";
import { describeRequest, limitCalls, requestRules, requireRegion } from "./requests";
import { Runner, runnerRules } from "./runner";
import { type AccountSeed, type AlibabaSeed, type KeySeed, seedShape } from "./seed";
import { sessionRules } from "./sessions";
import { State } from "./state";
import { callAlibaba } from "./test-client";
import { tokenRules } from "./tokens";

const NAME = "alibaba";
const MACHINE = "machine";
const models = readModels(NAME);

class Alibaba extends Vendor<Context, Action, KeySeed> {
  readonly name = NAME;
  protected readonly actions = actions;
  protected readonly models = models;
  protected readonly absent = { scalar: undefined, object: {} };
  protected readonly Refusal = Refusal;
  protected readonly internalError = "InternalError";
  protected readonly commonRules = {
    signature: authenticationRules,
    "every call": requestRules,
    "client token": tokenRules,
    "every change": runnerRules,
    "temporary credentials": sessionRules,
    "metadata service": machineRules,
    "error codes": assumedErrors(errors),
  };
  readonly #authentication: Authentication;
  readonly #machine: MachineServices;
  readonly #runner = new Runner();

  constructor(services: Services, seed: AlibabaSeed) {
    super(services, new State(services, seed));
    this.#authentication = new Authentication(services.clock, seed.accounts, this.state.sessions);
    this.#machine = new MachineServices(services, this.state);
  }

  /** Takes every request that no other cloud claims, so it stands last in the list of clouds. */
  matches(): boolean {
    return true;
  }

  describe(request: WireRequest): CallFacts {
    const requestId = this.services.ids.uuid().toUpperCase();
    const machine = machineCall(request);
    if (machine) return { product: MACHINE, action: machine, region: "", params: {}, requestId, dryRun: false };
    return describeRequest(request, requestId);
  }

  /** An unknown action is refused before the signature is verified. */
  protected authenticate(request: WireRequest, call: Call) {
    const action = this.actionOf(call);
    const { accounts } = this.state.seed;
    if (action.unsigned) return { account: accounts[0] as AccountSeed, key: {} as KeySeed, scheme: "none" };
    const caller = this.#authentication.check(request);
    if (caller.key.arn) call.caller = caller.key.arn;
    return caller;
  }

  protected actionOf({ product, action: name }: Call): Action {
    if (name === "") throw new Refusal("MissingParameter", 'The input parameter "Action" is not supplied.');
    const found = actions.find((action) => action.name === name && action.product === product);
    if (found) return found;
    throw new Refusal(product === "" ? "InvalidVersion" : "InvalidAction.NotFound");
  }

  /** The token of AssumeRoleWithOIDC is a secret, so the call's facts do not have it. */
  protected parametersOf({ params, action }: Call, request: WireRequest) {
    const token = action === "AssumeRoleWithOIDC" ? new Map(formFields(request)).get("OIDCToken") : undefined;
    return new Parameters(token === undefined ? params : { ...params, OIDCToken: token });
  }

  protected admit(action: Action, context: Context, key: KeySeed): void {
    const denial = denialOf(key, action);
    if (denial !== undefined) throw new Refusal(denial);
    limitCalls(context, action);
    requireRegion(context, action);
  }

  /** The server takes the region, the runner client tokens and dry runs. */
  protected override takenBy(action: Action): readonly string[] {
    return [...action.takes, "RegionId", "ClientToken", "DryRun"];
  }

  protected override run(action: Action, context: Context): Answer {
    return this.#runner.run(action, this.modelOf(action), context);
  }

  protected override refused(action: Action, context: Context, refusal: VendorRefusal): void {
    this.#runner.refused(this.modelOf(action), context, refusal);
  }

  protected success({ requestId }: Call, answer: Answer) {
    return { RequestId: requestId, ...answer };
  }

  protected failure({ requestId, product }: Call, { code, message }: VendorRefusal, { headers }: WireRequest) {
    const page = "https://api.aliyun.com/troubleshoot";
    return {
      RequestId: requestId,
      HostId: headers.host ?? "",
      Code: code,
      Message: message,
      Recommend: `${page}?q=${encodeURIComponent(code)}&product=${product || "Vpc"}`,
    };
  }

  protected placeOf({ product, name }: Action): string {
    return `${product} ${name}`;
  }

  override handle(request: WireRequest, call: Call): WireAnswer {
    if (call.product === MACHINE) return this.#machine.answer(request, call);
    return super.handle(request, call);
  }

  settle(): void {
    this.state.settle(this.services.clock());
  }

  override tables() {
    const now = this.services.clock();
    const egressOnlyRules = this.state.egressOnlyRules.all().filter((row) => isPresent(row, now));
    return { ...this.state.rows(), egressOnlyRules };
  }

  override reset(): void {
    super.reset();
    this.#authentication.reset();
    this.#runner.reset();
    this.#machine.reset();
  }

  override save() {
    const parts = { tokens: this.#runner.save(), nonces: this.#authentication.save(), machine: this.#machine.save() };
    return { ...super.save(), ...parts };
  }

  override load(saved: ReturnType<Alibaba["save"]>): void {
    super.load(saved);
    this.#runner.load(saved.tokens);
    this.#authentication.load(saved.nonces);
    this.#machine.load(saved.machine);
  }

  readonly prices = prices;

  view() {
    const now = this.services.clock();
    return { inOne: false, interfaces: interfacesOf(this.state, now), tasks: tasksOf(this.state, now) };
  }

  protected deedCall(url: string, deed: Deed) {
    const { action, params, options } = callOf(this.state, deed);
    const sent = callAlibaba(url, action, params, { ...options, now: this.services.clock });
    return { action, sent: sent.then(({ status, body }) => ({ status, code: body?.Code, message: body?.Message })) };
  }

  environment(url: string) {
    const { accounts, regions, vpcs } = this.state.seed;
    const key = accounts[0]?.keys[0];
    return {
      PULUMI_IPV6_ALIBABA_ENDPOINT: url,
      PULUMI_IPV6_ALIBABA_METADATA_ENDPOINT: url,
      ALIBABA_CLOUD_ACCESS_KEY_ID: key?.accessKeyId ?? "",
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: key?.accessKeySecret ?? "",
      ALIBABA_CLOUD_REGION: vpcs[0]?.region ?? regions[0] ?? "",
    };
  }
}

/** Alibaba Cloud: VPC, ECS and STS on one address, told apart by their API version, and the metadata service. */
export const alibaba = makerOf(
  {
    name: NAME,
    title: "Alibaba Cloud",
    seed: seedShape,
    settings: [
      ...(["addressPendingMs", "bandwidthConfiguringMs", "operationMs", "unassignWithBandwidth"] as const),
      ...(["tokenLifetimeMs", "refusedCallSpendsToken", "dryRun", "recordsFiledUnder", "systemTags"] as const),
      ...(["metadataTokens"] as const),
    ],
  },
  Alibaba,
);
