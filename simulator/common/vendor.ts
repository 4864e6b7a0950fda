import type { ActionContext, ActionFacts, Answer, Prepared } from "./action";
import type { Caller } from "./authentication";
import type { Call, CallFacts, CloudMaker, Services, SimulatedCloud } from "./cloud";
import type { Deed, DeedAnswer } from "./console";
import { NOT_SIMULATED, VendorRefusal } from "./errors";
import type { FaultAnswer } from "./faults";
import { type Absent, completed, type Model, type Models } from "./models";
import type { PriceList } from "./prices";
import type { PlacedRule, Rule } from "./rules";
import type { CloudState, SavedState } from "./state";
import { jsonAnswer, type WireAnswer, type WireRequest } from "./wire";

type AnyContext = ActionContext<CloudState, { readonly id: string }, unknown>;

/** A cloud that checks who calls, runs one action and answers in JSON. Subclasses fill in what differs by vendor. */
export abstract class Vendor<Context extends AnyContext, Action extends ActionFacts & Prepared<Context>, Key>
  implements SimulatedCloud
{
  abstract readonly name: string;
  protected abstract readonly actions: readonly Action[];
  protected abstract readonly Refusal: new (
    code: string,
    message?: string,
    status?: number,
  ) => VendorRefusal;
  /** The code of a fault that names none. */
  protected abstract readonly internalError: string;
  /** Rules that belong to no single action, by the place that they apply to. */
  protected abstract readonly commonRules: Readonly<Record<string, readonly Rule[]>>;
  protected abstract readonly models: Models;
  protected abstract readonly absent: Absent;
  /** Headers of every answer. */
  protected readonly headers: Readonly<Record<string, string>> = {};

  constructor(
    protected readonly services: Services,
    protected readonly state: Context["state"],
  ) {}

  abstract matches(request: WireRequest): boolean;
  abstract describe(request: WireRequest): CallFacts;
  abstract settle(): void;
  abstract environment(url: string): Readonly<Record<string, string>>;

  /** Verifies the signature. */
  protected abstract authenticate(request: WireRequest, call: Call): Caller<Context["account"], Key>;
  protected abstract actionOf(call: Call, request: WireRequest): Action;
  protected abstract parametersOf(call: Call, request: WireRequest): Context["parameters"];
  /** Refuses what the vendor refuses before it looks at the action: permission, rate, region. */
  protected abstract admit(action: Action, context: Context, key: Key): void;
  protected abstract success(call: Call, answer: Answer): object;
  protected abstract failure(call: Call, refusal: VendorRefusal, request: WireRequest): object;
  /** Where the rules of an action apply: its product and name. */
  protected abstract placeOf(action: Action): string;

  protected run(action: Action, context: Context): Answer {
    return action.prepare(context)();
  }

  /** A fault refused the call in the place of its action. */
  protected refused(_action: Action, _context: Context, _refusal: VendorRefusal): void {}

  handle(request: WireRequest, call: Call): WireAnswer {
    this.settle();
    try {
      const { account, key, scheme } = this.authenticate(request, call);
      call.account = account.id;
      call.scheme = scheme;
      const action = this.actionOf(call, request);
      const context = this.#context(request, call, account);
      this.admit(action, context, key);
      this.#requireSimulated(action, call);
      const answer = completed(
        this.placeOf(action),
        this.modelOf(action).answer,
        this.run(action, context),
        this.absent,
      );
      return jsonAnswer(this.success(call, answer), 200, this.headers);
    } catch (error) {
      if (error instanceof VendorRefusal) return this.#refusal(request, call, error);
      throw error;
    }
  }

  isChange({ product, action: name }: CallFacts): boolean {
    return this.actions.some((action) => this.placeOf(action) === `${product} ${name}` && action.changes);
  }

  protected modelOf(action: Action): Model {
    const model = this.models[this.placeOf(action)];
    if (!model) throw new Error(`${this.placeOf(action)} has no model`);
    return model;
  }

  /** The parameters that the simulator follows. */
  protected takenBy(action: Action): readonly string[] {
    return action.takes;
  }

  /** No parameter that the vendor has is ignored: what the simulator does not do is refused by name. */
  #requireSimulated(action: Action, { params }: Call): void {
    const { request } = this.modelOf(action);
    const given = Object.keys(params).filter((name) => params[name] !== "" && params[name] !== "[]");
    const names = [...new Set(given.map((name) => name.split(".")[0] ?? ""))];
    const missing = names.find((name) => Object.hasOwn(request, name) && !this.takenBy(action).includes(name));
    if (missing === undefined) return;
    throw new this.Refusal(NOT_SIMULATED, `The simulator does not have the parameter ${missing} of ${action.name}.`);
  }

  refuse(request: WireRequest, call: Call, { code, message, status, headers = {} }: FaultAnswer): WireAnswer {
    const refusal = new this.Refusal(code ?? this.internalError, message, status);
    refusal.headers = headers;
    if (this.services.pace.refusedCallSpendsToken === "yes") this.#spendToken(request, call, refusal);
    return this.#refusal(request, call, refusal);
  }

  /** A fault stands in for the action, so its refusal spends the client token as one of the action itself does. */
  #spendToken(request: WireRequest, call: Call, refusal: VendorRefusal): void {
    try {
      const { account } = this.authenticate(request, call);
      this.refused(this.actionOf(call, request), this.#context(request, call, account), refusal);
    } catch (reason) {
      // The caller or the action is unknown, so there is no token to spend.
      if (!(reason instanceof VendorRefusal)) throw reason;
    }
  }

  #context(request: WireRequest, call: Call, account: Context["account"]): Context {
    const { services, state } = this;
    const parameters = this.parametersOf(call, request);
    const context: AnyContext = {
      services,
      state,
      account,
      region: call.region,
      parameters,
      now: services.clock(),
      call,
    };
    return context as Context;
  }

  #refusal(request: WireRequest, call: Call, refusal: VendorRefusal): WireAnswer {
    call.code = refusal.code;
    const body = this.failure(call, refusal, request);
    return jsonAnswer(body, refusal.status, { ...this.headers, ...refusal.headers });
  }

  tables(): unknown {
    return this.state.rows();
  }

  operate(table: string, id: string, change: Readonly<Record<string, unknown>> | undefined): void {
    this.state.operate(table, id, change);
  }

  reset(): void {
    this.state.reset();
  }

  save(): object {
    return this.state.save();
  }

  load(saved: unknown): void {
    this.state.load(saved as SavedState);
  }

  abstract readonly prices: PriceList;
  abstract view(): ReturnType<SimulatedCloud["view"]>;
  /** The call of a button: its action, and how it is sent. */
  protected abstract deedCall(
    url: string,
    deed: Deed,
  ): { readonly action: string; readonly sent: Promise<Pick<DeedAnswer, "status" | "code" | "message">> };

  async act(url: string, deed: Deed): Promise<DeedAnswer> {
    const { action, sent } = this.deedCall(url, deed);
    try {
      return { action, ...(await sent) };
    } catch {
      return { action, status: 0, message: "No answer came: the connection was closed." };
    }
  }

  rules(): PlacedRule[] {
    const placed = ([place, rules]: [string, readonly Rule[]]) =>
      rules.map((rule) => ({ cloud: this.name, place, ...rule }));
    const ofActions = this.actions.map((action): [string, readonly Rule[]] => [this.placeOf(action), action.rules]);
    return [...Object.entries(this.commonRules), ...ofActions].flatMap(placed);
  }
}

/** The entry of a cloud in the list of clouds. */
export function makerOf<Seed>(
  facts: Omit<CloudMaker, "create">,
  Cloud: new (services: Services, seed: Seed) => SimulatedCloud,
): CloudMaker {
  const create: CloudMaker["create"] = (services, seed) => {
    const cloud = new Cloud(services, seed as Seed);
    cloud.reset();
    return cloud;
  };
  return { ...facts, create };
}
