import { messageOf, Refusal } from "../core/api/errors";
import type { Checked, Failure, Values } from "../core/check";
import type { AnyChain, AnyLookup, Cloud } from "../core/cloud";
import type { Context, Runtime } from "../core/context";
import { checkInputs } from "../core/inputs";
import { type Call, type Importable, Lifecycle } from "../core/lifecycle";
import type { Present } from "../core/lifecycle/preflight";
import { checkArguments, type LookupCall, lookUp } from "../core/lookup";
import { readSettings } from "../core/settings";
import { find } from "./registry";

export interface Question {
  readonly cloud: Cloud;
  readonly lookup: AnyLookup;
}

/** Settings, connections and lifecycles under one configuration, for both doors. */
export class Session {
  private readonly lifecycles = new Map<string, Lifecycle>();
  private readonly connections = new Map<string, unknown>();
  private readonly chains = new Map<string, AnyChain>();

  /** @param settingsText the settings of a cloud, by its name, as JSON text */
  constructor(
    private readonly runtime: Runtime,
    private readonly settingsText: (cloud: string) => string | undefined,
  ) {}

  /** Everything that can be refused before a call: invalid inputs, invalid settings, missing credentials. */
  check(type: string, olds: Values, news: Values, identity: string, secrets?: ReadonlySet<string>): Promise<Checked> {
    const { cloud, binding } = find(type);
    const replaced = this.inState(type, identity)?.state;
    return this.checked(cloud, (settings) => checkInputs(cloud, binding, olds, news, settings, replaced, secrets));
  }

  /** The state of a declared resource, if this run has received it. */
  inState(type: string, identity: string): Present | undefined {
    return this.lifecycles.get(type)?.known(identity);
  }

  /** Finishes pending writes to the clouds. Call it before the process ends. */
  async settle(): Promise<void> {
    await Promise.all([...this.lifecycles.values()].map((lifecycle) => lifecycle.settle()));
  }

  /** The same for the arguments of a look-up. */
  checkLookup({ cloud, lookup }: Question, given: Values): Promise<Checked> {
    return this.checked(cloud, (settings) => checkArguments(cloud, lookup, given, settings));
  }

  /** @param args checked */
  async lookUp({ cloud, lookup }: Question, args: Values, call: LookupCall = {}): Promise<Values> {
    return lookUp(lookup, this.connection(cloud), this.runtime, args, call);
  }

  private async checked(cloud: Cloud, check: (settings: Values) => Checked): Promise<Checked> {
    const [settings, broken] = this.trySettings(cloud);
    const { inputs, failures, warnings } = check(settings ?? {});
    // The region may be in the settings that cannot be read, so do not report it as missing.
    const known = settings ? failures : failures.filter((failure) => failure.property !== "region");
    const missing = settings && (await this.credentials(cloud, settings).missing());
    const rest = missing === undefined ? broken : [{ property: "", reason: missing }];
    return { inputs, failures: [...known, ...rest], warnings };
  }

  /** Why a cloud cannot be called at all: invalid settings or missing credentials. Empty if it can. */
  async unready(cloud: Cloud): Promise<readonly string[]> {
    const { failures } = await this.checked(cloud, () => ({ inputs: {}, failures: [], warnings: [] }));
    return failures.map(({ reason }) => reason);
  }

  /**
   * For a command that explains what a run would use: the settings, or everything that is wrong with them, and the chain
   * of credentials under them.
   */
  explain(cloud: Cloud): { settings: Values; chain: AnyChain } | { broken: readonly string[] } {
    const [settings, broken] = this.trySettings(cloud);
    if (!settings) return { broken: broken.map(({ reason }) => reason) };
    return { settings, chain: this.credentials(cloud, settings) };
  }

  /** The region setting of a cloud. */
  regionOf(cloud: Cloud): string | undefined {
    return this.settings(cloud).region as string | undefined;
  }

  /** What can be imported from the given region, or else the region setting. */
  async list(type: string, wished: string | undefined, call: Call): Promise<readonly Importable[]> {
    const { cloud } = find(type);
    const region = wished || this.regionOf(cloud);
    if (region !== undefined || cloud.regionless) return this.lifecycle(type).list(region, call);
    const ways = `here or as the setting ipv6:${cloud.name}.region`;
    throw new Refusal(`region: is required to list on ${cloud.title}, ${ways}`);
  }

  /**
   * The context of a command's own reads.
   *
   * @param timeout of all its calls together, in milliseconds
   */
  reads(cloud: Cloud, timeout: number, signal?: AbortSignal): Context {
    const { runtime } = this;
    const deadline = runtime.clock.now() + timeout;
    return { ...runtime, client: this.connection(cloud), owner: "", deadline, ...(signal && { signal }) };
  }

  lifecycle(type: string): Lifecycle {
    let lifecycle = this.lifecycles.get(type);
    if (!lifecycle) {
      const { cloud, binding } = find(type);
      lifecycle = new Lifecycle(cloud, binding, this.connection(cloud), this.runtime);
      this.lifecycles.set(type, lifecycle);
    }
    return lifecycle;
  }

  /** One per cloud: its resources share connections and batched reads. */
  private connection(cloud: Cloud): unknown {
    if (!this.connections.has(cloud.name)) {
      const settings = this.settings(cloud);
      const credentials = this.credentials(cloud, settings);
      this.connections.set(cloud.name, cloud.connect(settings, this.runtime, credentials));
    }
    return this.connections.get(cloud.name);
  }

  /** One chain per cloud and settings, so that each place is asked once. */
  private credentials(cloud: Cloud, settings: Values): AnyChain {
    const key = JSON.stringify([cloud.name, settings]);
    const chain = this.chains.get(key) ?? cloud.credentials(settings, this.runtime);
    this.chains.set(key, chain);
    return chain;
  }

  private trySettings(cloud: Cloud): [Values | undefined, Failure[]] {
    try {
      return [this.settings(cloud), []];
    } catch (error) {
      const reasons = messageOf(error).split("\n");
      return [undefined, reasons.map((reason) => ({ property: "", reason }))];
    }
  }

  private settings(cloud: Cloud): Values {
    return readSettings(cloud, this.settingsText(cloud.name), this.runtime.environment);
  }
}
