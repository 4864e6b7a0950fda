// A large program in bad weather: lost answers, faults of the server, the published limits, reads that lag, tasks that
// are slow and fail. Runs are repeated, as a person would, until all is as declared; the ledger must then be that of a
// fine day. `make soak` runs it with more resources and seeds. SOAK_SEED and SOAK_COUNT choose one, SOAK_TELL shows
// what the user read, SOAK_WATCH an object's story.
import type { Values } from "../../../provider/core/check";
import { type Pace, type Simulator, seedMany, startSimulator } from "../../../simulator";
import { seededChance } from "../provider-harness";
import { figures } from "../reliability";
import { EventClock } from "./clock";
import { deals, declared, type Member, members, type Outcome, Program } from "./program";

const number = (name: string, usual: number) => Number(process.env[name] ?? usual);
const COUNT = number("SOAK_COUNT", 120);
const SEED = number("SOAK_SEED", 1);
const SEEDS = Array.from({ length: number("SOAK_SEEDS", 1) }, (_, index) => SEED + index);
/** Runs until a phase must be done. */
const MOST_RUNS = 5;
const PARALLEL = 64;

const PHASES = ["create", "change", "replace", "delete"] as const;
type Phase = (typeof PHASES)[number];

/** What the program says of a member in a phase. Every third is replaced: it goes to another place. */
function wish(phase: Phase, { pair, n }: Member): Values | undefined {
  if (phase === "delete") return undefined;
  const moves = phase === "replace" && n % 3 === 0;
  return declared(pair, moves ? n + COUNT : n, phase !== "create");
}

/** What was called and what took effect about one object: SOAK_WATCH. */
function story(simulator: Simulator, id: string): string {
  const about = (entry: object) => JSON.stringify(entry).includes(id);
  const at = [...simulator.journal(), ...simulator.ledger()].filter(about).sort((a, b) => (a.at < b.at ? -1 : 1));
  return at.map((entry) => `${JSON.stringify(entry)}\n`).join("");
}

interface Told {
  readonly runs: Record<Phase, number>;
  readonly errors: Outcome[];
  readonly deals: Record<string, number>;
  readonly simulator: Simulator;
  readonly hours: number;
}

async function soak(
  seed: number,
  storm: ((simulator: Simulator) => (() => void) | undefined) | undefined,
): Promise<Told> {
  const chance = seededChance(seed);
  const clock = new EventClock();
  const began = clock.now();
  const simulator = await startSimulator({
    now: clock.now,
    seed: seedMany(2 * COUNT, { second: true }),
    chances: seed,
  });
  clock.onMove = storm?.(simulator) ?? (() => {});
  let unique = 0;
  const runtime = { clock, random: chance, unique: () => `unique-${++unique}`, log: () => {}, environment: {} };
  const program = new Program(simulator, runtime, "dynamic", "project", PARALLEL);
  const all = members(COUNT);
  const runs: Record<string, number> = {};
  const errors: Outcome[] = [];
  try {
    for (const phase of PHASES) {
      let left: readonly Member[] = all;
      const began = errors.length;
      for (runs[phase] = 0; left.length > 0 && runs[phase] < MOST_RUNS; runs[phase]++) {
        const failed = await program.up(left, (member) => wish(phase, member));
        errors.push(...failed);
        left = failed.map(({ member }) => member);
        const advised = failed.filter(({ message }) => message.includes("Run pulumi refresh"));
        if (advised.length > 0)
          errors.push(
            ...(await program.refresh(
              advised.map(({ member }) => member),
              (member) => wish(phase, member) ?? {},
            )),
          );
      }
      const still = errors.slice(began).filter(({ member }) => left.includes(member));
      const words = still.map(({ member, message }) => `${member.name}: ${message}`);
      expect({ phase, seed, words }).toEqual({ phase, seed, words: [] });
      if (phase === "delete") continue;
      // Refreshed in the same weather: nothing that is there is read as gone.
      errors.push(...(await program.refresh(all, (member) => wish(phase, member) as Values)));
      expect(all.filter(({ kept }) => !kept.state).map(({ name }) => name)).toEqual([]);
    }
    return { runs, errors, deals: deals(simulator), simulator, hours: (clock.now() - began) / 3_600_000 } as never;
  } finally {
    if (process.env.SOAK_WATCH && storm) process.stdout.write(story(simulator, process.env.SOAK_WATCH));
    clock.close();
    await simulator.close();
  }
}

/** All of it at once. @returns what to do whenever time moves */
const storm = (seed: number) => (simulator: Simulator) => {
  const chance = seededChance(seed + 1_000);
  const often = { times: -1, probability: 0.05 } as const;
  for (const when of ["before", "after"] as const) {
    simulator.fault({ ...often, when, do: "drop" });
    simulator.fault({ ...often, when, do: { status: 500, body: "" } });
  }
  const limits = { publishedLimits: "on", throttlePerMinute: 120 } as const;
  simulator.pace({ ...limits, readLagMs: 5_000, taskMs: 3_000, operationMs: 3_000, bandwidthConfiguringMs: 2_000 });
  return () => {
    const bad = chance() < 0.1;
    const words: Pace["taskOutcome"][] = ["fail", "partial", "failed-but-done"];
    const taskOutcome = bad ? (words[Math.floor(chance() * words.length)] as Pace["taskOutcome"]) : "succeed";
    simulator.pace({ taskOutcome, operationOutcome: bad ? "fail" : "succeed" });
  };
};

jest.setTimeout(1_800_000);
const rows: string[][] = [];
afterAll(() => {
  if (rows.length > 1) figures("soak", HEAD, rows);
});
const HEAD = ["seed", "resources", "calls", "answers lost", "5xx", "throttled", "runs", "errors shown", "hours"];

test.each(SEEDS)("in bad weather a large program arrives where it does on a fine day, SOAK_SEED=%d", async (seed) => {
  const fine = await soak(seed, undefined);
  expect(fine.errors).toEqual([]);
  const told = await soak(seed, storm(seed));
  const messages = told.errors.map(({ message }) => message);
  expect(messages.filter((message) => /throttl|LIMIT_?EXCEEDED/i.test(message))).toEqual([]);
  expect(told.deals).toEqual(fine.deals);
  expect(told.simulator.ledgerSummary().liveOrders).toEqual([]);
  const calls = told.simulator.journal();
  const met = (is: (entry: (typeof calls)[number]) => boolean | undefined) => String(calls.filter(is).length);
  rows.push([
    ...[String(seed), String(COUNT), String(calls.length)],
    ...[met(({ fault }) => fault?.startsWith("drop")), met(({ fault }) => fault?.startsWith("500"))],
    met(({ code, fault }) => !fault && /throttl|LIMIT_?EXCEEDED/i.test(code ?? "")),
    ...[Object.values(told.runs).join(" "), String(messages.length), told.hours.toFixed(1)],
  ]);
  if (process.env.SOAK_TELL)
    process.stdout.write(`${rows.at(-1)?.join(" | ")}\n${[...new Set(messages)].join("\n")}\n`);
});
