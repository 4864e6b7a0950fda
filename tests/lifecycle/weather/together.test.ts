// Several stacks on one account at the same time: each run has limits and tokens of its own, and they still all arrive.
import { type Simulator, seedMany, startSimulator } from "../../../simulator";
import { type DoorName, EVERY_DOOR } from "../doors/door";
import { DoorHarness } from "../doors/door-harness";
import { Kept } from "../doors/verbs";
import { PAIRS } from "../pairs";
import { EventClock } from "./clock";
import { deals, declared, type Member, members, Program } from "./program";

const STACKS = 8;
const EACH = 12;

jest.setTimeout(360_000);

let clock: EventClock;
let simulator: Simulator;
const open = async () => {
  clock = new EventClock();
  simulator = await startSimulator({ now: clock.now, seed: seedMany(STACKS * EACH, { second: true }) });
};
beforeEach(open);
afterEach(async () => {
  clock.close();
  await simulator.close();
});

let unique = 0;
const runtime = () => ({
  ...{ clock, random: Math.random, log: () => {}, environment: { HOME: "/nonexistent" } },
  unique: () => `unique-${++unique}`,
});
const program = (project: string, door: DoorName) => new Program(simulator, runtime(), door, project, 4);
const doorOf = (index: number) => EVERY_DOOR[index % EVERY_DOOR.length] as DoorName;

test(`${STACKS} stacks at once converge under the account's limits, and nobody reads of them`, async () => {
  simulator.pace({ publishedLimits: "on", throttlePerMinute: 30 });
  const stacks = Array.from({ length: STACKS }, (_, index) => ({
    program: program(`project-${index}`, doorOf(index)),
    all: members(EACH, index * EACH + 1),
  }));
  const wishes = [
    (member: Member) => declared(member.pair, member.n, false),
    (member: Member) => declared(member.pair, member.n, true),
    () => undefined,
  ];
  for (const wish of wishes) {
    const failed = await Promise.all(stacks.map((stack) => stack.program.up(stack.all, wish)));
    expect(failed.flat()).toEqual([]);
  }
  expect(simulator.journal().some(({ code }) => /throttl|LIMIT_?EXCEEDED/i.test(code ?? ""))).toBe(true);
  expect(simulator.ledgerSummary().liveOrders).toEqual([]);
  const tally = deals(simulator);
  for (const [what, times] of Object.entries(tally)) {
    const other = what.replace(/(un)?assigned|ordered|released/, (word) => OTHER[word] ?? "");
    expect([what, tally[other]]).toEqual([what, times]);
  }
  const bought = simulator.ledger().filter(({ event }) => event === "ordered").length;
  const paid = stacks.flatMap(({ all }) => all).filter(({ pair }) => pair.events.bought === "ordered").length;
  expect(bought).toBe(paid);
});
const OTHER: Record<string, string> = {
  ...{ assigned: "unassigned", unassigned: "assigned", ordered: "released", released: "ordered" },
};

// What is there already and only taken charge of is not ordered, and no call of the cloud lets one of two be first.
const ORDERED = PAIRS.filter((pair) => !pair.stays);
describe.each(ORDERED.map((pair) => [`${pair.cloud}.${pair.resource}`, pair] as const))("%s", (_name, pair) => {
  const member = (): Member => ({ pair, name: "web", n: 0, kept: new Kept() });
  const count = () => {
    const { bought } = pair.events;
    return simulator.ledger().filter((entry) => (typeof bought === "string" ? entry.event === bought : bought(entry)))
      .length;
  };

  test("two that race for one place: one wins, and the other's error says who has it and what to do", async () => {
    const [one, two] = [member(), member()];
    const wish = () => pair.inputs;
    const failed = await Promise.all([
      program("one", "dynamic").up([one], wish),
      program("two", "plugin").up([two], wish),
    ]);
    const [lost, ...more] = failed.flat();
    expect(more).toEqual([]);
    const states = [one, two].filter(({ kept }) => kept.state !== undefined);
    if (pair.boundAfter) {
      expect(lost?.message).toMatch(pair.boundAfter.says);
      expect([count(), states.length]).toEqual([2, 2]);
      return;
    }
    expect(lost?.message).toMatch(/adopt: true/);
    expect(lost?.message).toContain("import");
    // Whoever lost knows nothing of the object, and its end ends nothing.
    expect([count(), states.length]).toEqual([1, 1]);
  });

  if (pair.many) {
    test("two stacks with equal names share no token and no mark", async () => {
      const [one, two] = [member(), member()];
      const failed = [
        ...(await program("one", "dynamic").up([one], () => declared(pair, 1, false))),
        ...(await program("two", "dynamic").up([two], () => declared(pair, 2, false))),
      ];
      expect(failed).toEqual([]);
      expect(one.kept.state?.id).not.toBe(two.kept.state?.id);
      const tokens = simulator.ledger().flatMap(({ clientToken }) => clientToken ?? []);
      expect(new Set(tokens).size).toBe(tokens.length);
      await program("two", "dynamic").up([two], () => undefined);
      const seen = await program("one", "dynamic").refresh([one], () => declared(pair, 1, false));
      expect(seen).toEqual([]);
      expect(one.kept.state).toBeDefined();
    });
  }

  test("somebody takes the place between our look and our order", async () => {
    const harness = await DoorHarness.open(pair, "dynamic", Date.now());
    try {
      // Too early once, so that there is a time in between.
      harness.simulator.fault({ action: pair.actions.order, do: { code: pair.codes.throttled } });
      const { sleep } = harness.clock;
      let taken = false;
      harness.clock.sleep = async (milliseconds, signal) => {
        if (!taken && harness.calls(pair.actions.order) > 0) {
          taken = true;
          await pair.outside.occupy(harness.simulator);
        }
        return sleep(milliseconds, signal);
      };
      await expect(harness.create()).rejects.toThrow(pair.boundAfter?.says ?? /adopt: true/);
      expect(taken).toBe(true);
      expect(harness.count(pair.events.bought)).toBe(pair.boundAfter ? 2 : 1);
    } finally {
      await harness.close();
    }
  });
});
