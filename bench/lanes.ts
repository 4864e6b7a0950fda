// The provider alone, in this process, under as many lanes as an engine has; and a client without batches.
import { CLOUDS } from "../provider/clouds";
import type { Values } from "../provider/core/check";
import { type Context, type Runtime, silent, systemClock } from "../provider/core/context";
import { checkInputs } from "../provider/core/inputs";
import { Lifecycle } from "../provider/core/lifecycle";
import type { State } from "../provider/core/lifecycle/reconcile";
import { type Simulator, seedMany, startSimulator } from "../simulator";
import { type Counted, counted, PACE } from "./counts";
import { type Measured, SETTINGS } from "./resources";

const runtime: Runtime = {
  clock: systemClock,
  random: Math.random,
  unique: () => crypto.randomUUID(),
  log: silent,
  later: (milliseconds, work) => void setTimeout(work, milliseconds).unref(),
  environment: {},
};

export interface LaneOptions {
  readonly count: number;
  readonly lanes: number;
  /** Milliseconds between two operations, as an engine needs to write its checkpoint. */
  readonly gap?: number;
}

/** Create, update, refresh and destroy of `count` resources, each command by a client of its own. */
export async function measureLanes(measured: Measured, options: LaneOptions): Promise<Record<string, Counted>> {
  const { count } = options;
  const cloud = CLOUDS[measured.cloud];
  const binding = cloud.resources[measured.resource];
  if (!binding) throw new Error(`${measured.resource} is not registered`);
  return withSimulator(measured, count, async (simulator, settings) => {
    const states = new Map<number, State>();
    const held = (n: number) => states.get(n) as State;
    const inputs = (n: number, more: Values = {}) =>
      checkInputs(cloud, binding, {}, { ...measured.inputs(n), ...more }, settings).inputs;
    const call = (n: number) => ({
      identity: `organization/bench/lanes::ipv6:${cloud.name}:${measured.resource}::r${n}`,
    });
    const verbs: Readonly<Record<string, (lifecycle: Lifecycle, n: number) => Promise<unknown>>> = {
      create: async (lifecycle, n) => states.set(n, await lifecycle.create(inputs(n), call(n))),
      update: async (lifecycle, n) => {
        const { id, properties } = held(n);
        states.set(n, await lifecycle.update(id, properties, inputs(n, measured.changed), call(n)));
      },
      refresh: (lifecycle, n) => lifecycle.read(held(n).id, held(n).properties, call(n)),
      destroy: (lifecycle, n) => lifecycle.delete(held(n).id, held(n).properties, call(n)),
    };
    const results: Record<string, Counted> = {};
    for (const [name, verb] of Object.entries(verbs)) {
      const lifecycle = new Lifecycle(cloud, binding, cloud.connect(settings, runtime), runtime);
      results[name] = await counted(simulator, async () => {
        await inLanes(options, (n) => verb(lifecycle, n));
        await lifecycle.settle();
      });
    }
    return results;
  });
}

interface PlainClient {
  call(ctx: Context, action: string, params: object, options: object): Promise<unknown>;
}

/** The same with one write and one read for each resource, and no batches. */
export async function measureNaive(measured: Measured, options: LaneOptions): Promise<Record<string, Counted>> {
  return withSimulator(measured, options.count, async (simulator, settings) => {
    const client = CLOUDS[measured.cloud].connect(settings, runtime) as PlainClient;
    const answers = new Map<number, Values>();
    const results: Record<string, Counted> = {};
    for (const [name, calls] of Object.entries(measured.naive)) {
      results[name] = await counted(simulator, () =>
        inLanes(options, async (n) => {
          for (const [action, params] of calls(n, answers.get(n) ?? {})) {
            const ctx: Context = { ...runtime, client, owner: "", deadline: Date.now() + 300_000 };
            const answer = await client.call(ctx, action, params, { region: settings.region });
            if (name === "create") answers.set(n, { ...answers.get(n), ...(answer as Values) });
          }
        }),
      );
    }
    return results;
  });
}

async function withSimulator<T>(
  measured: Measured,
  count: number,
  work: (simulator: Simulator, settings: Values) => Promise<T>,
): Promise<T> {
  const simulator = await startSimulator({ seed: seedMany(count, { inUse: measured.inUse ?? false }), pace: PACE });
  try {
    return await work(simulator, { ...SETTINGS[measured.cloud], endpoint: simulator.url });
  } finally {
    await simulator.close();
  }
}

async function inLanes({ count, lanes, gap = 0 }: LaneOptions, work: (n: number) => Promise<unknown>): Promise<void> {
  let next = 1;
  let checkpoint: Promise<unknown> = Promise.resolve();
  const lane = async () => {
    for (let n = next++; n <= count; n = next++) {
      if (gap > 0) {
        checkpoint = checkpoint.then(() => systemClock.sleep(gap));
        await checkpoint;
      }
      await work(n);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}
