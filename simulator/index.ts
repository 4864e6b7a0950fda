import { clouds as makers } from "./clouds";
import type { Services } from "./common/cloud";
import { createControl, type Operation, operate, stateOf } from "./common/control";
import { type FaultRule, Faults } from "./common/faults";
import { Ids } from "./common/ids";
import { Journal, type JournalEntry } from "./common/journal";
import { Ledger, type LedgerEntry, type LedgerSummary } from "./common/ledger";
import { defaultPace, type Pace, readPace } from "./common/pace";
import type { PlacedRule } from "./common/rules";
import { startServer } from "./common/server";
import { Throttle } from "./common/throttle";
import { defaultSeed, readSeed, type Seed } from "./seed";

export interface SimulatorOptions {
  /** Default 0: any free port. */
  readonly port?: number;
  /** The content, or the path of a JSON file. Default: seed.json of the package. */
  readonly seed?: Seed | string;
  readonly pace?: Partial<Pace>;
  /** Milliseconds since 1970. Default: the real time. */
  readonly now?: () => number;
  /** Seed of the random numbers that decide about faults with a probability. Default 2. */
  readonly chances?: number;
}

export interface Simulator {
  /** The endpoint of every cloud. */
  readonly url: string;
  ledger(): LedgerEntry[];
  ledgerSummary(): LedgerSummary;
  journal(): JournalEntry[];
  /** The tables of each cloud, as JSON can hold them. */
  state(): Record<string, unknown>;
  fault(rule: FaultRule): void;
  clearFaults(): void;
  pace(settings: Partial<Pace>): void;
  /** What the vendor's operators do to an object: block it, lock it, remove it. */
  operate(operation: Operation): void;
  /** Every rule that is simulated, and whether it is documented, measured or assumed. */
  rules(): PlacedRule[];
  /** Environment variables that point a client at the simulator, by cloud. */
  environment(): Record<string, Readonly<Record<string, string>>>;
  /** Back to the seed and to the pace of the start; empties ledger, journal and faults. */
  reset(): void;
  close(): Promise<void>;
}

export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const clock = options.now ?? Date.now;
  const ids = new Ids();
  const [ledger, journal, faults, throttle] = [
    new Ledger(),
    new Journal(),
    new Faults(new Ids(options.chances ?? 2)),
    new Throttle(clock),
  ];
  const firstPace = { ...defaultPace(), ...readPace(options.pace ?? {}) };
  const pace: Pace = { ...firstPace };
  const services: Services = { clock, ids, ledger, throttle, pace };
  const given = typeof options.seed === "string" ? readSeed(options.seed) : options.seed;
  const seed: Seed = { ...defaultSeed(), ...given };
  const clouds = makers.map((maker) => maker.create(services, seed[maker.name]));
  const reset = () => {
    for (const part of [ledger, journal, throttle, ids, ...clouds]) part.reset();
    faults.clear();
    Object.assign(pace, firstPace);
  };
  const control = createControl({ clouds, journal, ledger, faults, pace, reset });
  const server = await startServer({ clouds, control, clock, journal, faults, pace }, options.port ?? 0);
  const url = `http://127.0.0.1:${server.port}`;
  return {
    url,
    ledger: () => ledger.all(),
    ledgerSummary: () => ledger.summary(),
    journal: () => journal.all(),
    state: () => JSON.parse(JSON.stringify(stateOf(clouds))),
    fault: (rule) => faults.add(rule),
    clearFaults: () => faults.clear(),
    pace: (settings) => void Object.assign(pace, readPace({ ...settings })),
    operate: (operation) => operate(clouds, operation),
    rules: () => clouds.flatMap((cloud) => cloud.rules()),
    environment: () => Object.fromEntries(clouds.map((cloud) => [cloud.name, cloud.environment(url)])),
    reset,
    close: () => server.close(),
  };
}

export type { AlibabaSeed } from "./alibaba/seed";
export { type CallerAnswer, type CallerOptions, callAlibaba } from "./alibaba/test-client";
export type { Operation } from "./common/control";
export type { FaultAnswer, FaultRule } from "./common/faults";
export type { JournalEntry } from "./common/journal";
export type { LedgerEntry, LedgerEvent, LedgerResource, LedgerSummary } from "./common/ledger";
export type { Pace } from "./common/pace";
export type { PlacedRule, Provenance } from "./common/rules";
export { defaultSeed, type Seed, seedMany } from "./seed";
export type { TencentSeed } from "./tencent/seed";
export { callTencent, type TencentAnswer, type TencentCallerOptions } from "./tencent/test-client";
export type { ZenlayerSeed } from "./zenlayer/seed";
export { callZenlayer, type ZenlayerAnswer, type ZenlayerCallerOptions } from "./zenlayer/test-client";
