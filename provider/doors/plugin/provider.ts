import { redact } from "../../core/api/credentials";
import { messageOf, PartialError } from "../../core/api/errors";
import type { Failure, Values } from "../../core/check";
import type { Log, Runtime, Verb } from "../../core/context";
import { hasUnknown, type OnChange } from "../../core/field";
import type { Call, Importable, Lifecycle } from "../../core/lifecycle";
import type { Present } from "../../core/lifecycle/preflight";
import { ENTRY } from "../../core/lifecycle/state-entries";
import { knownOfChange, knownOfOrder, Preflight } from "../preflight";
import { find } from "../registry";
import { type Question, Session } from "../session";
import { type ProviderConfig, readConfig } from "./config";
import { withPriceLine } from "./preview";
import { inputsFrom, inputsNow, markSecrets, NOTHING, type Properties, withoutSecret } from "./properties";
import { identityOf, typeOf } from "./urn";

export interface Found {
  readonly id: string;
  readonly properties: Properties;
  readonly inputs?: Properties;
}

export interface Difference {
  readonly field: string;
  readonly onChange: Exclude<OnChange, "ignore">;
  /** It was not there before. */
  readonly added: boolean;
}

/** The object is there and the verb did not finish: what the engine shall keep, and why. */
export class InitFailed extends Error {
  constructor(
    readonly found: Found,
    readonly reasons: readonly string[],
  ) {
    super(reasons.join("\n"));
  }
}

/** The provider in plain values: between the protocol (server.ts) and the lifecycle. */
export class Provider {
  private config: ProviderConfig = readConfig({});
  private stop = new AbortController();
  private session: Session;
  private preflight: Preflight;
  /** What the engine has planned by comparing: what is made of these though nothing was deleted, is retained. */
  private planned = new Set<string>();
  /** A step of this preview is refused, and held back. */
  private refused = false;

  constructor(
    private readonly runtime: Runtime,
    private readonly logOf: (urn: string) => Log,
  ) {
    this.session = this.reached();
    this.preflight = this.asking();
  }

  /** Only stores. What was known of an earlier run, its end included, is forgotten. */
  configure(args: Values): void {
    this.config = readConfig(args);
    this.stop = new AbortController();
    this.session = this.reached();
    this.preflight = this.asking();
    this.planned = new Set();
    this.refused = false;
  }

  /** Everything under way ends at once, with what it has. */
  cancel(): void {
    this.stop.abort();
  }

  /** What is still to be written down at the clouds. For the end of the process. */
  settle(): Promise<void> {
    return this.session.settle();
  }

  /** Shall the engine look at the resource before it plans? Then drift shows in a plain preview. */
  get refreshBeforeUpdate(): boolean {
    return this.config.refreshBeforeUpdate;
  }

  check(urn: string, olds: Properties, news: Properties): { inputs: Properties; failures: readonly Failure[] } {
    const { binding } = find(typeOf(urn));
    if (Object.keys(olds.values).length > 0) this.planned.add(urn);
    const { inputs, failures, warnings } = this.session.check(typeOf(urn), olds.values, news.values, identityOf(urn));
    for (const warning of warnings) this.logOf(urn)("warning", withoutSecret(warning, news));
    const message = failures.map(({ property, reason }) => ({ property, reason: withoutSecret(reason, news) }));
    return { inputs: markSecrets(binding, inputs, news), failures: message };
  }

  /** Pure, but for the note of what state has: refresh asks it too, the other way round. */
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
   * Asked by refresh with all that state has, by import with the id alone, and by `.get` with whatever the program
   * gave. Undefined: gone.
   */
  async read(
    urn: string,
    id: string,
    given: Properties,
    last: Properties,
    seconds: number,
  ): Promise<Found | undefined> {
    const { cloud, binding } = find(typeOf(urn));
    // Only what came out of a door has hidden properties.
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

  /** Asks a cloud. Mistakes are told all at once, before any call. */
  async lookUp(question: Question, { values, secrets }: Properties): Promise<Looked> {
    const { inputs, failures, warnings } = this.session.checkLookup(question, values);
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
   * What could be imported. Undefined when the query cannot be known yet.
   *
   * @param token `ipv6:<cloud>:<Resource>`
   */
  async list(token: string, query: Values): Promise<readonly Importable[] | undefined> {
    if (hasUnknown(query)) return undefined;
    const call = { identity: token, signal: this.stop.signal };
    return this.session.list(token.replace(/^ipv6:/, ""), query.region as string | undefined, call);
  }

  /**
   * Asks the cloud at preview. What it would refuse fails the preview, all of it in one error. The engine begins no step
   * after one that failed: so one is refused, when nothing else is left to ask, and the others say it on their rows.
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

  /** A verb, and what it found as the engine keeps it, whether it ended well or not. */
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

export interface Looked {
  readonly failures: readonly Failure[];
  /** What was asked by and is secret is secret in the answer, too. */
  readonly properties?: Properties;
}

export interface Options {
  readonly preview: boolean;
  /** Zero: not said. */
  readonly seconds: number;
}
