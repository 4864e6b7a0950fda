// Hundreds of resources, read as a refresh asks for them: a few at a time, each once. Calls are counted in the journal.
import type { Values } from "../../provider/core/check";
import { silent } from "../../provider/core/context";
import { type Simulator, seedMany, startSimulator } from "../../simulator";
import { DOORS, type DoorName, type Process } from "./doors/door";
import { LISTED } from "./pairs";
import type { Pair } from "./pairs/pair";
import { ProviderHarness, quickClock } from "./provider-harness";

/** Many objects at once, on a machine that may be busy. Milliseconds. */

const COUNT = 300;
/** As the engine does it on a machine with two processors. */
const AT_ONCE = 8;
const MOST_CALLS = 12;

interface Held {
  readonly id: string;
  readonly properties: Values;
}

/** More where two lists are read: rules, and the addresses whose bandwidth they need. */
const MORE: Readonly<Record<string, number>> = { Ipv6EgressOnlyRule: 20 };

let simulator: Simulator;

const clock = quickClock();
let chance = 0;
const runtime = { clock, random: () => 0.5, unique: () => `unique-${++chance}`, log: silent, environment: {} };
const open = (pair: Pair, door: DoorName): Promise<Process> =>
  DOORS[door]({ [pair.cloud]: { ...pair.settings, endpoint: simulator.url } }, runtime);

/** What state has of the many objects of a pair. */
async function held(pair: Pair): Promise<Held[]> {
  const harness = ProviderHarness.over(pair, simulator, clock);
  const process = harness.process();
  const call = { identity: "organization/project/stack::ipv6:test::list" };
  const listed = await process.list(harness.region, call);
  const many = listed.filter(({ id }) => /many|16900000|::f:/.test(id)).slice(0, COUNT);
  expect(many).toHaveLength(COUNT);
  const states = await Promise.all(many.map(({ id }) => process.read(id, {}, call)));
  return states.map((state, index) => {
    if (!state) throw new Error(`${many[index]?.id} is not there`);
    const hidden = { __provider: "code", __identity: `organization/project/stack::ipv6:test::${index}` };
    return { id: state.id, properties: { ...state.properties, ...hidden } };
  });
}

async function inTurn<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = [...items];
  const worker = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

describe.each(LISTED.map((pair) => [`${pair.cloud}.${pair.resource}`, pair] as const))("%s", (_name, pair) => {
  beforeAll(async () => {
    const unattached = pair.resource === "Ipv6Address";
    simulator = await startSimulator({ seed: seedMany(COUNT, { inUse: true, unattached }) });
  });
  afterAll(() => simulator.close());

  const most = MORE[pair.resource] ?? MOST_CALLS;
  test(`a refresh of ${COUNT} takes at most ${most} calls through either door, and reads the same`, async () => {
    const states = await held(pair);
    for (const door of Object.keys(DOORS) as DoorName[]) {
      const process = await open(pair, door);
      const run = process.of(`${pair.cloud}:${pair.resource}`);
      const before = simulator.journal().length;
      await inTurn(states, async (state) => {
        const seen = await run.read("web", state, {});
        expect(seen).toMatchObject(state);
      });
      const calls = simulator.journal().slice(before);
      expect(calls.every(({ action }) => action.startsWith("Describe"))).toBe(true);
      expect(calls.length).toBeLessThanOrEqual(most);
      process.end();
    }
  });
});
