// `make bench`: API calls, time and memory per operation, on the simulator. Times are ratios to one write per resource
// with the vendor's own client in the same run, so that they are comparable between machines.
import RPCClient from "@alicloud/pop-core";
import { CLOUDS } from "../provider/clouds";
import { silent, systemClock } from "../provider/core/context";
import { Lifecycle } from "../provider/core/lifecycle";
import type { State } from "../provider/core/lifecycle/reconcile";
import { type Simulator, seedMany, startSimulator } from "../simulator";
import { benchEngine } from "./engine";

const SIZES = [1, 100, 1_000];
/** The engine's default: four times the number of processors, here two. */
const PARALLEL = 8;
const KEYS = { accessKeyId: "simulator-key", accessKeySecret: "simulator-secret" };
const REGION = "cn-hangzhou";

async function main(): Promise<void> {
  process.stdout.write(
    "Ipv6InternetBandwidth on Alibaba Cloud, 8 at a time. Time: ratio to one bare write per resource.\n",
  );
  process.stdout.write(`${row("resources", "verb", "calls", "per resource", "time ratio", "MB more")}\n`);
  for (const size of SIZES) {
    const simulator = await startSimulator({ seed: seedMany(size) });
    await measure(simulator, size);
    await simulator.close();
  }
  await benchEngine(row);
}

async function measure(simulator: Simulator, size: number): Promise<void> {
  const ids = Array.from({ length: size }, (_, i) => `ipv6-many${String(i + 1).padStart(5, "0")}`);
  const bare = await timed(() => inParallel(ids, bareWrites(simulator)));
  simulator.reset();

  const binding = CLOUDS.alibaba.resources.Ipv6InternetBandwidth;
  if (!binding) throw new Error("Ipv6InternetBandwidth is not registered");
  const settings = { ...KEYS, region: REGION, endpoint: simulator.url };
  const runtime = {
    clock: systemClock,
    random: Math.random,
    unique: () => crypto.randomUUID(),
    log: silent,
    environment: {},
  };
  const lifecycle = new Lifecycle(CLOUDS.alibaba, binding, CLOUDS.alibaba.connect(settings, runtime), runtime);
  const inputs = (ipv6AddressId: string, bandwidth: number) => {
    return { ipv6AddressId, bandwidth, internetChargeType: "PayByTraffic", region: REGION };
  };
  const call = (id: string) => ({ identity: id });
  const states = new Map<string, State>();
  const held = (id: string) => states.get(id) as State;
  const verbs: Record<string, (id: string) => Promise<unknown>> = {
    create: async (id) => states.set(id, await lifecycle.create(inputs(id, 10), call(id))),
    read: (id) => lifecycle.read(held(id).id, held(id).properties, call(id)),
    "no-op update": (id) => lifecycle.update(held(id).id, held(id).properties, inputs(id, 10), call(id)),
    update: (id) => lifecycle.update(held(id).id, held(id).properties, inputs(id, 20), call(id)),
    delete: (id) => lifecycle.delete(held(id).id, held(id).properties, call(id)),
  };
  for (const [verb, run] of Object.entries(verbs)) {
    const calls = simulator.journal().length;
    const memory = process.memoryUsage().heapUsed;
    const time = await timed(() => inParallel(ids, run));
    const sent = simulator.journal().length - calls;
    const more = (process.memoryUsage().heapUsed - memory) / 2 ** 20;
    const ratio = (time / bare).toFixed(1);
    process.stdout.write(`${row(size, verb, sent, (sent / size).toFixed(2), ratio, Math.max(0, more).toFixed(0))}\n`);
  }
}

function bareWrites(simulator: Simulator): (id: string) => Promise<unknown> {
  const vpc = new RPCClient({ endpoint: simulator.url, apiVersion: "2016-04-28", ...KEYS });
  return (id) => {
    const order = { RegionId: REGION, Ipv6AddressId: id, Bandwidth: 10, InternetChargeType: "PayByTraffic" };
    return vpc.request("AllocateIpv6InternetBandwidth", order, { method: "POST" });
  };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - began);
}

async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  const left = [...items];
  const worker = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: PARALLEL }, worker));
}

function row(...cells: readonly (string | number)[]): string {
  return cells.map((cell) => String(cell).padStart(14)).join("");
}

void main();
