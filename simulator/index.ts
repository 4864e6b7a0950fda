import { clouds as makers } from "./clouds";
import type { Bill } from "./common/bill";
import type { Services, SimulatedCloud } from "./common/cloud";
import { billNow, createControl, type Operation, operate, settled, stateOf } from "./common/control";
import { type FaultRule, Faults } from "./common/faults";
import { Feed, type Moment } from "./common/feed";
import { Ids } from "./common/ids";
import { Journal, type JournalEntry } from "./common/journal";
import { Ledger, type LedgerEntry, type LedgerSummary } from "./common/ledger";
import { packageVersion } from "./common/models";
import { defaultPace, type Pace, readPace } from "./common/pace";
import type { PlacedRule } from "./common/rules";
import { startServer } from "./common/server";
import { openStateFile } from "./common/state-file";
import { Throttle } from "./common/throttle";
import { checkSeed, defaultSeed, readSeed, type Seed } from "./seed";

export interface SimulatorOptions {
  /** Default 0: any free port. */
  readonly port?: number;
  /** The address to listen on. Default 127.0.0.1. On any other the simulator is open to the network; its keys are public. */
  readonly host?: string;
  /** A file that keeps the state over restarts. Default: the state ends with the simulator. */
  readonly state?: string;
  /** The content, or the path of a JSON file. Default: seed.json of the package. */
  readonly seed?: Seed | string;
  readonly pace?: Partial<Pace>;
  /** Milliseconds since 1970. Default: the real time. */
  readonly now?: () => number;
  /** Seed of the random numbers that decide about faults with a probability. Default 2. */
  readonly chances?: number;
  /** Told of a state that could not be written. Default: standard error. */
  readonly problem?: (message: string) => void;
}

export interface Simulator {
  /** The endpoint of every cloud. */
  readonly url: string;
  ledger(): LedgerEntry[];
  ledgerSummary(): LedgerSummary;
  journal(): JournalEntry[];
  /** What the orders of the ledger would cost. */
  bill(): Bill;
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
  const given = typeof options.seed === "string" ? readSeed(options.seed) : (options.seed ?? {});
  checkSeed(given, makers);
  const seed: Seed = { ...defaultSeed(), ...given };
  const clouds = makers.map((maker) => maker.create(services, seed[maker.name]));
  let epoch = 1;
  const reset = () => {
    epoch += 1;
    for (const part of [ledger, journal, throttle, ids, ...clouds]) part.reset();
    faults.clear();
    Object.assign(pace, firstPace);
  };
  const now = <T>(then: () => T): T => settled(clouds, then);
  const feed = new Feed(() => now(() => momentOf(epoch, { clouds, ledger, journal, faults, pace, clock })));
  const kept: Readonly<Record<string, Keeper>> = { ledger, journal, faults, ids, ...byName(clouds) };
  const file =
    options.state === undefined
      ? undefined
      : openStateFile({
          ...{ path: options.state, version: packageVersion(), seed },
          save: () => ({
            pace,
            ...Object.fromEntries(Object.entries(kept).map(([name, part]) => [name, part.save()])),
          }),
          load: (saved: Readonly<Record<string, never>>) => {
            for (const [name, part] of Object.entries(kept)) part.load(saved[name] as never);
            Object.assign(pace, readPace(saved.pace ?? {}), readPace(options.pace ?? {}));
          },
          problem: options.problem ?? ((message) => void process.stderr.write(`${message}\n`)),
        });
  const changed = () => {
    feed.touch();
    file?.touch();
  };
  const parts = { clouds, journal, ledger, faults, pace, clock };
  const control = createControl({ ...parts, reset, url: () => url });
  const host = options.host ?? LOOPBACK;
  const starting = startServer({ ...parts, control, feed, changed }, options.port ?? 0, host);
  const server = await starting.catch((error) => {
    file?.close();
    throw error;
  });
  const url = `http://${nameOf(host)}:${server.port}`;
  const changing = (change: () => void) => {
    now(change);
    changed();
  };
  return {
    url,
    ledger: () => now(() => ledger.all()),
    ledgerSummary: () => now(() => ledger.summary()),
    journal: () => journal.all(),
    bill: () => now(() => billNow(parts)),
    state: () => now(() => JSON.parse(JSON.stringify(stateOf(clouds)))),
    fault: (rule) => changing(() => faults.add(rule)),
    clearFaults: () => changing(() => faults.clear()),
    pace: (settings) => changing(() => Object.assign(pace, readPace({ ...settings }))),
    operate: (operation) => changing(() => operate(clouds, operation)),
    rules: () => clouds.flatMap((cloud) => cloud.rules()),
    environment: () => Object.fromEntries(clouds.map((cloud) => [cloud.name, cloud.environment(url)])),
    reset: () => changing(reset),
    close: async () => {
      await server.close();
      file?.close();
    },
  };
}

/** A part of the state that a file keeps. */
interface Keeper {
  save(): unknown;
  load(saved: never): void;
}

const LOOPBACK = "127.0.0.1";

/** What a client on this machine calls the address that a server listens on. */
function nameOf(host: string): string {
  if (host === "0.0.0.0") return LOOPBACK;
  return host.includes(":") ? `[${host === "::" ? "::1" : host}]` : host;
}

const byName = (clouds: readonly SimulatedCloud[]) => Object.fromEntries(clouds.map((cloud) => [cloud.name, cloud]));

/** How many of the latest rows the page shows; the JSON routes have all. */
const ROWS = 200;

type Shown = Parameters<typeof billNow>[0] & {
  readonly journal: Journal;
  readonly faults: Faults;
  readonly pace: Pace;
};

function momentOf(epoch: number, { faults, pace, ...parts }: Shown): Moment {
  const titles = Object.fromEntries(makers.map(({ name, title }) => [name, title]));
  const { clouds, ledger, journal } = parts;
  const views = clouds.map((cloud) => ({ name: cloud.name, title: titles[cloud.name], ...cloud.view() }));
  return {
    epoch,
    parts: { clouds: views, bill: billNow(parts), totals: ledger.summary().totals, faults: faults.all(), pace },
    lists: { journal: journal.all().slice(-ROWS), ledger: ledger.all().slice(-ROWS) },
  };
}

export type { AlibabaSeed } from "./alibaba/seed";
export { type CallerAnswer, type CallerOptions, callAlibaba } from "./alibaba/test-client";
export type { Bill, BillLine } from "./common/bill";
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
