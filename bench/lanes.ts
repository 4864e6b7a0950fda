// The provider alone under an engine's lanes: calls and seconds of each verb, without the engine's own time.
// node dist/bench/lanes.js [count] [lanes] [name of a resource]
import { CLOUDS } from "../provider/clouds";
import type { Values } from "../provider/core/check";
import { type Runtime, silent, systemClock } from "../provider/core/context";
import { checkInputs } from "../provider/core/inputs";
import { Lifecycle } from "../provider/core/lifecycle";
import type { State } from "../provider/core/lifecycle/reconcile";
import { seedMany, startSimulator } from "../simulator";
import { MEASURED, type Measured } from "./resources";

/** Milliseconds from one resource to the next in which the engine writes its checkpoint, one at a time. */
const CHECKPOINT = Number(process.env.CHECKPOINT ?? 33);
const LATENCY = 80;
const SETTINGS: Readonly<Record<string, Values>> = {
  alibaba: { region: "cn-hangzhou", accessKeyId: "simulator-key", accessKeySecret: "simulator-secret" },
  tencent: { region: "ap-guangzhou", secretId: "simulator-tencent-id", secretKey: "simulator-tencent-key" },
  zenlayer: { accessKeyId: "simulator-zenlayer-id", accessKeyPassword: "simulator-zenlayer-password" },
};

async function main([count = "100", lanes = "8", only = ""]: readonly string[]): Promise<void> {
  for (const each of MEASURED.filter(({ name }) => name.includes(only)))
    await measure(each, Number(count), Number(lanes));
}

async function measure(measured: Measured, count: number, lanes: number): Promise<void> {
  const pace = { answerDelayMs: LATENCY, publishedLimits: "on" as const, ...JSON.parse(process.env.PACE ?? "{}") };
  const seed = seedMany(count, { inUse: measured.inUse ?? false });
  const simulator = await startSimulator({ seed, pace });
  const cloud = CLOUDS[measured.cloud];
  const binding = cloud.resources[measured.resource];
  if (!binding) throw new Error(`${measured.resource} is not registered`);
  const runtime: Runtime = {
    clock: systemClock,
    random: Math.random,
    unique: () => crypto.randomUUID(),
    log: process.env.LOG ? (level, message) => console.log(level, message) : silent,
    later: (milliseconds, work) => void setTimeout(work, milliseconds).unref(),
    environment: {},
  };
  const settings = { ...SETTINGS[measured.cloud], endpoint: simulator.url };
  const states = new Map<number, State>();
  const held = (n: number) => states.get(n) as State;
  const inputs = (n: number, more: Values = {}) =>
    checkInputs(cloud, binding, {}, { ...measured.inputs(n), ...more }, settings).inputs;
  const call = (n: number) => ({
    identity: `organization/bench/lanes::ipv6:${cloud.name}:${measured.resource}::r${n}`,
  });
  type Verb = (lifecycle: Lifecycle, n: number) => Promise<unknown>;
  const verbs: Readonly<Record<string, Verb>> = {
    create: async (lifecycle, n) => states.set(n, await lifecycle.create(inputs(n), call(n))),
    update: async (lifecycle, n) => {
      const { id, properties } = held(n);
      states.set(n, await lifecycle.update(id, properties, inputs(n, measured.changed), call(n)));
    },
    refresh: (lifecycle, n) => lifecycle.read(held(n).id, held(n).properties, call(n)),
    destroy: (lifecycle, n) => lifecycle.delete(held(n).id, held(n).properties, call(n)),
  };
  for (const [name, verb] of Object.entries(verbs)) {
    // A process of its own for each command, as with an engine.
    const lifecycle = new Lifecycle(cloud, binding, cloud.connect(settings, runtime), runtime);
    const before = simulator.journal().length;
    const began = Date.now();
    await inLanes(count, lanes, (n) => verb(lifecycle, n));
    const seconds = (Date.now() - began) / 1000;
    await lifecycle.settle();
    const calls = simulator.journal().slice(before);
    const by = new Map<string, number>();
    for (const { action } of calls) by.set(action, (by.get(action) ?? 0) + 1);
    const throttled = calls.filter(({ code }) => /Throttl|RequestLimit|RATE/i.test(code ?? "")).length;
    const list = [...by].map(([action, times]) => `${action} ${times}`).join(", ");
    console.log(
      `${measured.name} ${name}: ${calls.length} calls, ${seconds.toFixed(1)} s, ${throttled} throttled (${list})`,
    );
  }
  await simulator.close();
}

async function inLanes(count: number, lanes: number, work: (n: number) => Promise<unknown>): Promise<void> {
  let next = 1;
  let checkpoint: Promise<unknown> = Promise.resolve();
  const lane = async () => {
    for (let n = next++; n <= count; n = next++) {
      checkpoint = checkpoint.then(() => systemClock.sleep(CHECKPOINT));
      await checkpoint;
      await work(n);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

void main(process.argv.slice(2));
