// One stack with one resource of a pair on a simulated cloud. What differs between clouds comes from the pair and its
// declaration.
import { randomUUID } from "node:crypto";
import { CLOUDS } from "../../provider/clouds";
import type { Values } from "../../provider/core/check";
import type { AnyBinding, Cloud } from "../../provider/core/cloud";
import { type Runtime, silent } from "../../provider/core/context";
import { changes } from "../../provider/core/diff";
import type { Field } from "../../provider/core/field";
import { Lifecycle } from "../../provider/core/lifecycle";
import type { State } from "../../provider/core/lifecycle/reconcile";
import type { LedgerEntry, Simulator } from "../../simulator";
import type { Counted, Pair } from "../lifecycle/pairs/pair";
import { quickClock } from "../lifecycle/provider-harness";
import { EngineHarness, openSimulator } from "./engine-harness";
import { createWorkspace, type Workspace } from "./workspace";
import type { ConfigValue, StateResource } from "./workspace-types";

/** Where a stack gets its settings from. */
export type Source = "environment" | "configuration";

const program = ({ cloud, resource }: Pair, inputs: Values) => `
const ipv6 = require("pulumi-ipv6");
new ipv6[${JSON.stringify(cloud)}][${JSON.stringify(resource)}]("web", ${JSON.stringify(inputs)});
`;

export class PairHarness extends EngineHarness {
  /** The cloud's tables before the first command. */
  readonly atFirst: Record<string, unknown>;

  private constructor(
    readonly pair: Pair,
    simulator: Simulator,
    stack: Workspace,
  ) {
    super(simulator, stack);
    this.atFirst = simulator.state();
  }

  static async open(pair: Pair, source: Source = "environment"): Promise<PairHarness> {
    const simulator = await openSimulator();
    const settings = { ...pair.settings, endpoint: simulator.url };
    const given =
      source === "environment" ? { env: environment(pair, settings) } : { config: configuration(pair, settings) };
    const env = { PULUMI_IPV6_LOG: "debug", ...given.env };
    return new PairHarness(
      pair,
      simulator,
      await createWorkspace({ program: program(pair, pair.inputs), ...given, env }),
    );
  }

  get cloud(): Cloud {
    return cloudOf(this.pair);
  }
  get binding(): AnyBinding {
    return this.cloud.resources[this.pair.resource] as AnyBinding;
  }

  /** Makes the program declare the pair's inputs and these. */
  declare(more: Values = {}): void {
    this.write({ ...this.pair.inputs, ...more });
  }
  /** Makes the program declare exactly this. */
  write(inputs: Values): void {
    this.stack.write("index.js", program(this.pair, inputs));
  }

  /** Runs up on such a program. @returns the number of resources by operation */
  async up(more: Values = {}): Promise<Readonly<Record<string, number>> | undefined> {
    this.declare(more);
    const { events } = await this.stack.up({ json: true });
    return events.find((event) => event.summaryEvent)?.summaryEvent?.resourceChanges;
  }

  /** The resource in state. */
  get web(): StateResource & { readonly id: string; readonly inputs: Values; readonly outputs: Values } {
    const found = this.stack.state().filter((resource) => resource.type.includes("ipv6"));
    if (found.length !== 1) throw new Error(`one resource expected in state, found ${found.length}`);
    return found[0] as never;
  }

  /** What the lifecycle reads of an object, without an engine or state. */
  async seen({ id, outputs }: { id: string; outputs: Values }): Promise<State | undefined> {
    return this.process().read(id, outputs, { identity: "" });
  }

  /** The id with which the lifecycle adopts exactly what the resource has. */
  async named(): Promise<string> {
    const { inputs } = this.web;
    return (await this.process().create({ ...inputs, adopt: true }, { identity: "another" })).id;
  }

  /** Fields that are not as declared. */
  drift(seen: Values, declared: Values): string[] {
    return changes(this.binding.declaration.fields, seen, declared).map((change) => change.field);
  }

  /** Calls of one action since the last time this was read, without dry runs. */
  sent(...actions: readonly string[]): string[] {
    return this.calls()
      .filter(({ params }) => params.DryRun !== "true")
      .map((call) => call.action)
      .filter((action) => actions.includes(action));
  }

  /** What was bought and ended, in order, from a position in the ledger on. */
  deals(from = 0): string[] {
    const { bought, ended } = this.pair.events;
    return this.simulator
      .ledger()
      .slice(from)
      .flatMap((entry) => (is(bought, entry) ? ["bought"] : is(ended, entry) ? ["ended"] : []));
  }

  private process(): Lifecycle {
    const { cloud, binding, pair, simulator } = this;
    const clock = quickClock();
    const runtime: Runtime = { clock, random: Math.random, unique: randomUUID, log: silent, environment: {} };
    const client = cloud.connect({ ...pair.settings, endpoint: simulator.url }, runtime);
    return new Lifecycle(cloud, binding, client, runtime);
  }
}

export function cloudOf({ cloud }: Pair): Cloud {
  return (CLOUDS as Readonly<Record<string, Cloud>>)[cloud] as Cloud;
}

function is(what: Counted, entry: LedgerEntry): boolean {
  return typeof what === "string" ? entry.event === what : what(entry);
}

/** Settings under the environment variables of the cloud. */
export function environment(pair: Pair, settings: Values): Record<string, string> {
  const { settings: fields } = cloudOf(pair);
  return Object.fromEntries(
    Object.entries(settings).map(([name, value]) => {
      const variable = fields[name]?.env?.[0];
      if (variable === undefined) throw new Error(`${pair.cloud}: no variable gives the setting ${name}`);
      return [variable, String(value)];
    }),
  );
}

function configuration(pair: Pair, settings: Values): Record<string, ConfigValue> {
  const { settings: fields } = cloudOf(pair);
  const values = Object.entries(settings).map(([name, value]): [string, ConfigValue] => [
    name,
    fields[name]?.secret ? { secret: String(value) } : String(value),
  ]);
  return { [`ipv6:${pair.cloud}`]: Object.fromEntries(values) };
}

/** Credentials of a pair that must not be shown: its own, and the invalid ones. */
export function secretsOf(pair: Pair): string[] {
  const { settings: fields } = cloudOf(pair);
  const all = [...Object.entries(pair.settings), ...Object.entries(pair.planted)];
  return [...new Set(all.filter(([name]) => fields[name]?.secret).map(([, value]) => String(value)))];
}

/** Inputs with every mistake that the declaration checks, and the expected message of each. */
export function mistakes({ cloud, binding }: PairHarness): { inputs: Values; reasons: string[] } {
  const { fields } = binding.declaration as { fields: Record<string, Field<unknown>> };
  // No field takes an empty list. Without a region, the region can be reported as missing.
  const [wrong, unknown] = [[] as const, "nonsense"];
  const inputs: Values = { [unknown]: 3 };
  const reasons = [`${unknown}: no such input (there are ${Object.keys(fields).join(", ")}) on ${cloud.title}; got 3`];
  const [missing] = Object.keys(fields).filter((name) => fields[name]?.presence === "required");
  for (const [name, field] of Object.entries(fields)) {
    if (name === "region") continue;
    if (name !== missing) inputs[name] = wrong;
    const what = name === missing ? `is required and ${field.rule} on ${cloud.title}` : undefined;
    reasons.push(`${name}: ${what ?? `${field.rule} on ${cloud.title}; got []`}`);
  }
  return { inputs, reasons };
}
