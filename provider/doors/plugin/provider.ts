import { setMaxListeners } from "node:events";
import { messageOf, PartialError } from "../../core/api/errors";
import { redact } from "../../core/api/redact";
import type { Failure, Values } from "../../core/check";
import type { Log, Runtime, Verb } from "../../core/context";
import { hasUnknown, type OnChange } from "../../core/field";
import { inputsFrom } from "../../core/inputs";
import type { Call, Importable, Lifecycle } from "../../core/lifecycle";
import type { Present } from "../../core/lifecycle/preflight";
import { ENTRY } from "../../core/lifecycle/state-entries";
import { knownOfChange, knownOfOrder, Preflight } from "../preflight";
import { find } from "../registry";
import { type Question, Session } from "../session";
import { type ProviderConfig, readConfig } from "./config";
import { withPriceLine } from "./preview";
import { inputsNow, markSecrets, NOTHING, type Properties, withoutSecret } from "./properties";
import { identityOf, typeOf } from "./urn";

export interface Found {
  readonly id: string;
  readonly properties: Properties;
  readonly inputs?: Properties;
}

export interface CheckedProperties {
  readonly inputs: Properties;
  readonly failures: readonly Failure[];
}

export interface Difference {
  readonly field: string;
  readonly onChange: Exclude<OnChange, "ignore">;
  /** It had no value before. */
  readonly added: boolean;
}

/** The object exists but the operation did not finish: the partial state for the engine, and the reasons. */
export class InitFailed extends Error {
  constructor(
    readonly found: Found,
    readonly reasons: readonly string[],
  ) {
    super(reasons.join("\n"));
  }
}

/** The provider in plain values, between the protocol (server.ts) and the lifecycle. */
export class Provider {
  private config: ProviderConfig = readConfig({});
  private stop = cancellation();
  private session: Session;
  private preflight: Preflight;
  /** URNs checked against old inputs. If one is created without a delete before, the old object was retained. */
  private planned = new Set<string>();
  /** Whether a step of this preview was refused. The others then only log their refusals. */
  private refused = false;

  constructor(
    private readonly runtime: Runtime,
    private readonly logOf: (urn: string) => Log,
  ) {
    this.session = this.reached();
    this.preflight = this.asking();
  }

  /** Stores the configuration and resets everything from an earlier run, including its cancellation. */
  configure(args: Values): void {
    this.config = readConfig(args);
    this.stop = cancellation();
    this.session = this.reached();
    this.preflight = this.asking();
    this.planned = new Set();
    this.refused = false;
  }

  /** Aborts everything in progress. */
  cancel(): void {
    this.stop.abort();
  }

  /** Finishes pending writes to the clouds. Call it before the process ends. */
  settle(): Promise<void> {
    return this.session.settle();
  }

  /** Whether the engine reads the resource before it plans, so that a plain preview shows drift. */
  get refreshBeforeUpdate(): boolean {
    return this.config.refreshBeforeUpdate;
  }

  async check(urn: string, olds: Properties, news: Properties): Promise<CheckedProperties> {
    const { binding } = find(typeOf(urn));
    if (Object.keys(olds.values).length > 0) this.planned.add(urn);
    const given = [olds.values, news.values, identityOf(urn), news.secrets] as const;
    const { inputs, failures, warnings } = await this.session.check(typeOf(urn), ...given);
    for (const warning of warnings) this.logOf(urn)("warning", withoutSecret(warning, news));
    const message = failures.map(({ property, reason }) => ({ property, reason: withoutSecret(reason, news) }));
    return { inputs: markSecrets(binding, inputs, news), failures: message };
  }

  /** Pure, except that it records the state. Refresh calls it too, with old and new swapped. */
  diff(urn: string, id: string, olds: Properties, news: Properties): Difference[] {
    const delta = this.session.lifecycle(typeOf(urn)).diff(id, olds.values, news.values, identityOf(urn));
    return delta.map(({ field, onChange }) => ({ field, onChange, added: olds.values[field] === undefined }));
  }

  async create(urn: string, inputs: Properties, options: Options): Promise<Found> {
    if (options.preview) {
      await this.ask(urn, inputs);
      const values = knownOfOrder(find(typeOf(urn)).binding, inputs.values);
      return { id: "", properties: withPriceLine(find(typeOf(urn)), this.logOf(urn), values, inputs) };
    }
    const call = { ...this.call(urn, "create", options.seconds), forced: !this.planned.has(urn) };
    return this.keeping(urn, [inputs], async (lifecycle) => lifecycle.create(inputs.values, call));
  }

  async update(urn: string, id: string, olds: Properties, news: Properties, options: Options): Promise<Found> {
    if (options.preview) {
      const kind = find(typeOf(urn));
      await this.ask(urn, news, { id, state: olds.values });
      const values = { ...knownOfChange(kind.binding, olds.values, news.values), [ENTRY]: olds.values[ENTRY] };
      return { id, properties: withPriceLine(kind, this.logOf(urn), values, news, olds) };
    }
    const call = this.call(urn, "update", options.seconds);
    return this.keeping(urn, [news], async (lifecycle) => lifecycle.update(id, olds.values, news.values, call));
  }

  /**
   * Refresh passes the whole state, import only the id, and `.get` any state the program gives.
   *
   * @returns undefined if the object is gone
   */
  async read(
    urn: string,
    id: string,
    given: Properties,
    last: Properties,
    seconds: number,
  ): Promise<Found | undefined> {
    const { cloud, binding } = find(typeOf(urn));
    // Only state that a door returned has hidden properties.
    const state = Object.keys(given.values).some((name) => name.startsWith("__")) ? given : NOTHING;
    const inputsOf = (seen: Values) => {
      const inputs = state === NOTHING ? inputsFrom(cloud, binding, seen) : inputsNow(binding, last.values, seen);
      return markSecrets(binding, inputs, state, last);
    };
    const call = this.call(urn, "read", seconds);
    const found = await this.keeping(
      urn,
      [state, last],
      async (lifecycle) => lifecycle.read(id, state.values, call),
      inputsOf,
    );
    const { values: known } = found?.properties ?? NOTHING;
    if (found && state !== NOTHING)
      this.session.lifecycle(typeOf(urn)).has(identityOf(urn), { id: found.id, state: known });
    return found;
  }

  async delete(urn: string, id: string, state: Properties, seconds: number): Promise<void> {
    await this.session.lifecycle(typeOf(urn)).delete(id, state.values, this.call(urn, "delete", seconds));
  }

  /** Runs a look-up. @returns all failures at once, before any call, if an argument is invalid */
  async lookUp(question: Question, { values, secrets }: Properties): Promise<Looked> {
    const { inputs, failures, warnings } = await this.session.checkLookup(question, values);
    const message = failures.map(({ property, reason }) => ({
      property,
      reason: withoutSecret(reason, { values, secrets }),
    }));
    for (const warning of warnings) this.logOf("")("warning", withoutSecret(warning, { values, secrets }));
    if (message.length > 0) return { failures: message };
    try {
      const found = await this.session.lookUp(question, inputs, { signal: this.stop.signal, log: this.logOf("") });
      return { failures: [], properties: { values: found, secrets } };
    } catch (error) {
      const hidden = [...secrets].map((name) => String(inputs[name]));
      throw new Error(redact(messageOf(error), hidden));
    }
  }

  /**
   * What can be imported. Objects that a controller manages are left out.
   *
   * @param token `ipv6:<cloud>:<Resource>`
   * @returns undefined while the query is unknown
   */
  async list(token: string, query: Values): Promise<readonly Importable[] | undefined> {
    if (hasUnknown(query)) return undefined;
    const call = { identity: token, signal: this.stop.signal };
    const found = await this.session.list(token.replace(/^ipv6:/, ""), query.region as string | undefined, call);
    return found.filter(({ controller }) => controller === undefined);
  }

  /**
   * Preflight. The engine starts no step after a failed one, so only the first refused step throws, and its error waits
   * until no other step is left (see Idle). The others log their refusals on their rows.
   */
  private async ask(urn: string, { values: inputs, secrets }: Properties, changes?: Present): Promise<void> {
    const about = { type: typeOf(urn), identity: identityOf(urn), signal: this.stop.signal };
    const unsure = !this.refreshBeforeUpdate;
    const refused = await this.preflight.refusals(
      { ...about, inputs, unsure, ...(changes && { changes }) },
      this.logOf(urn),
    );
    if (refused.length === 0) return;
    const hidden = [...secrets].map((name) => String(inputs[name]));
    const message = redact(refused.join("\n"), hidden);
    if (this.refused) return this.logOf(urn)("error", message);
    this.refused = true;
    throw new Error(message);
  }

  /** Runs an operation and returns its state as the engine keeps it; also as partial state when it fails. */
  private async keeping<S extends { id: string; properties: Values } | undefined>(
    urn: string,
    marked: readonly Properties[],
    verb: (lifecycle: Lifecycle) => Promise<S>,
    inputsOf?: (seen: Values) => Properties,
  ): Promise<S extends undefined ? undefined : Found> {
    const { binding } = find(typeOf(urn));
    const found = ({ id, properties }: { id: string; properties: Values }): Found => {
      const inputs = inputsOf && { inputs: inputsOf(properties) };
      return { id, properties: markSecrets(binding, properties, ...marked), ...inputs };
    };
    try {
      const state = await verb(this.session.lifecycle(typeOf(urn)));
      return (state && found(state)) as never;
    } catch (error) {
      throw error instanceof PartialError ? new InitFailed(found(error), error.reasons) : error;
    }
  }

  private call(urn: string, verb: Verb, seconds: number): Call {
    const identity = identityOf(urn);
    return { identity, timeouts: { [verb]: seconds }, signal: this.stop.signal, log: this.logOf(urn) };
  }

  private asking(): Preflight {
    return new Preflight(this.session, () => this.config.preflight);
  }

  private reached(): Session {
    return new Session(this.runtime, (cloud) => this.config.clouds[cloud]);
  }
}

/** Every operation that runs waits for it, however many the engine starts at once: more than Node's limit of 10. */
function cancellation(): AbortController {
  const stop = new AbortController();
  setMaxListeners(0, stop.signal);
  return stop;
}

export interface Looked {
  readonly failures: readonly Failure[];
  /** A secret argument stays secret in the result. */
  readonly properties?: Properties;
}

export interface Options {
  readonly preview: boolean;
  /** Timeout; zero if unset. */
  readonly seconds: number;
}
