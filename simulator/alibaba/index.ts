import type { Answer } from "../common/action";
import { denialOf } from "../common/authentication";
import type { Call, Services } from "../common/cloud";
import { assumedErrors, type VendorRefusal } from "../common/errors";
import { readModels } from "../common/models";
import { makerOf, Vendor } from "../common/vendor";
import type { WireAnswer, WireRequest } from "../common/wire";
import type { Action, Context } from "./action";
import { actions } from "./actions";
import { Authentication, authenticationRules } from "./authentication";
import { isPresent } from "./egress-rules";
import { errors, Refusal } from "./errors";
import { Parameters } from "./parameters";
import { describeRequest, limitCalls, requestRules, requireRegion } from "./requests";
import { Runner, runnerRules } from "./runner";
import type { AlibabaSeed, KeySeed } from "./seed";
import { State } from "./state";
import { tokenRules } from "./tokens";

const NAME = "alibaba";
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
    "error codes": assumedErrors(errors),
  };
  readonly #authentication: Authentication;
  readonly #runner = new Runner();

  constructor(services: Services, seed: AlibabaSeed) {
    super(services, new State(services, seed));
    this.#authentication = new Authentication(services.clock, seed.accounts);
  }

  /** Takes every request that no other cloud claims, so it stands last in the list of clouds. */
  matches(): boolean {
    return true;
  }

  describe(request: WireRequest) {
    return describeRequest(request, this.services.ids.uuid().toUpperCase());
  }

  /** An unknown action is refused before the signature is verified. */
  protected authenticate(request: WireRequest, call: Call) {
    this.actionOf(call);
    return this.#authentication.check(request);
  }

  protected actionOf({ product, action: name }: Call): Action {
    if (name === "") throw new Refusal("MissingParameter", 'The input parameter "Action" is not supplied.');
    const found = actions.find((action) => action.name === name && action.product === product);
    if (found) return found;
    throw new Refusal(product === "" ? "InvalidVersion" : "InvalidAction.NotFound");
  }

  protected parametersOf({ params }: Call) {
    return new Parameters(params);
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
    this.state.settle(this.services.clock());
    return super.handle(request, call);
  }

  override tables() {
    const now = this.services.clock();
    this.state.settle(now);
    const egressOnlyRules = this.state.egressOnlyRules.all().filter((row) => isPresent(row, now));
    return { ...this.state.rows(), egressOnlyRules };
  }

  override reset(): void {
    super.reset();
    this.#authentication.reset();
    this.#runner.reset();
  }

  environment(url: string) {
    const { accounts, regions, vpcs } = this.state.seed;
    const key = accounts[0]?.keys[0];
    return {
      PULUMI_IPV6_ALIBABA_ENDPOINT: url,
      ALIBABA_CLOUD_ACCESS_KEY_ID: key?.accessKeyId ?? "",
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: key?.accessKeySecret ?? "",
      ALIBABA_CLOUD_REGION: vpcs[0]?.region ?? regions[0] ?? "",
    };
  }
}

/** Alibaba Cloud: VPC and ECS on one address, told apart by their API version. */
export const alibaba = makerOf(
  {
    name: NAME,
    title: "Alibaba Cloud",
    settings: [
      ...(["addressPendingMs", "bandwidthConfiguringMs", "operationMs", "unassignWithBandwidth"] as const),
      ...(["tokenLifetimeMs", "refusedCallSpendsToken", "dryRun", "recordsFiledUnder", "systemTags"] as const),
    ],
  },
  Alibaba,
);
