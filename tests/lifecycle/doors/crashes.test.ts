// A provider that dies at any moment: at each call of each verb, before the cloud acts on it and after, and when the verb
// is done and nobody has written that down. The engine then has the state it had before; one more run must reach what is
// declared, with each order bought once and nothing paid for that no state knows.
import { WHOLE } from "../../whole";
import { PAIRS } from "../pairs";
import { type Row, table } from "../reliability";
import { doorsOf } from "./door";
import type { DoorHarness } from "./door-harness";
import { Died, expectMended, type Kept, numbers, plainly, staged, up, type Wish, wishes } from "./verbs";

type Moment = { readonly call: number; readonly when: "before" | "after" } | { readonly unsaved: number };

async function dieAt(harness: DoorHarness, kept: Kept, wish: Wish, moment: Moment): Promise<void> {
  const run = await harness.run();
  if ("unsaved" in moment) {
    kept.diesAt = moment.unsaved;
    await expect(up(wish, harness, kept, run)).rejects.toThrow(Died);
    kept.diesAt = Number.POSITIVE_INFINITY;
    return;
  }
  harness.simulator.fault({ do: "hold", when: moment.when, skip: moment.call });
  // Never settles, because its call is never answered: what a killed process looks like from outside.
  void up(wish, harness, kept, run).catch(() => {});
  await harness.until(() => harness.simulator.journal().some((entry) => entry.fault?.startsWith("hold")));
  harness.kill(run);
}

// Many cases each, on machines that may be busy.
jest.setTimeout(360_000);

const rows: Row[] = [];
const lagging: Row[] = [];
if (WHOLE) afterAll(() => table("crashes", "resource", [...rows, ...lagging]));

const named = PAIRS.map((pair, index) => [`${pair.cloud}.${pair.resource}`, pair, index] as const);
describe.each(named)("%s", (name, pair, index) => {
  for (const [at, [verb, wish]] of Object.entries(wishes(pair)).entries()) {
    test.each(doorsOf(index + at))(
      `${verb}, through the %s door: killed at ${WHOLE ? "any" : "every second"} moment, the next run puts it right`,
      async (door) => {
        const { calls, saves, deals } = await plainly(pair, door, wish);
        const every: Moment[] = [
          ...numbers(calls).flatMap((call) => [{ call, when: "before" } as const, { call, when: "after" } as const]),
          ...numbers(saves).map((unsaved) => ({ unsaved })),
        ];
        const moments = every.filter((_, moment) => WHOLE || (moment + at) % 2 === 0);
        for (const moment of moments) {
          await staged(pair, door, wish, async (harness, kept) => {
            await dieAt(harness, kept, wish, moment);
            await expectMended(harness, kept, wish, deals, moment);
          });
        }
        rows.push({ row: name, column: verb, cases: moments.length });
      },
    );

    test(`${verb}: killed when it has acted, while reads lag`, async () => {
      const lag = { readLagMs: 5_000 };
      const { acting, deals } = await plainly(pair, "dynamic", wish, lag);
      expect(acting.length).toBeGreaterThan(0);
      for (const call of acting) {
        const moment = { call, when: "after" } as const;
        const story = async (harness: DoorHarness, kept: Kept) => {
          await dieAt(harness, kept, wish, moment);
          await expectMended(harness, kept, wish, deals, moment);
        };
        await staged(pair, "dynamic", wish, story, lag);
      }
      lagging.push({ row: name, column: "acted, reads lag", cases: acting.length });
    });
  }
});
