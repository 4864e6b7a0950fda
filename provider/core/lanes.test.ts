// Operations that run side by side, as an engine's lanes do: how many calls they make, and what one alone pays.
import { steppedClock } from "../../tests/stepped-clock";
import { type Context, silent } from "./context";
import { lanesOf } from "./lanes";
import { batched, batchedWrites } from "./reads/batch";
import { UsualTime, waitFor } from "./wait";

/** Milliseconds of a call, of a task of the cloud, and from one of the engine's steps to the next. */
const CALL = 80;
const TASK = 900;
const STEP = 33;

class Harness {
  readonly clock = steppedClock();
  readonly client = {};
  readonly lanes = lanesOf(this.client, this.clock);
  readonly usual = new UsualTime();
  reads = 0;
  writes = 0;
  /** When the task of each object ends. */
  readonly ends = new Map<string, number>();
  /** How late the end of each task was seen. Milliseconds. */
  readonly late: number[] = [];

  private readonly read = batched<string, boolean>({
    ...{ most: 100, nameOf: String },
    fetch: async (_ctx, names) => {
      this.reads++;
      const now = this.clock.now();
      const seen = new Map(names.map((name) => [name, now >= (this.ends.get(name) ?? Number.POSITIVE_INFINITY)]));
      await this.call();
      return seen;
    },
  });
  private readonly write = batchedWrites(20, async (_ctx, _group, names) => {
    this.writes++;
    await this.call();
    for (const name of names) this.ends.set(name, this.clock.now() + this.task());
  });

  constructor(readonly task: () => number = () => TASK) {}

  private call(): Promise<void> {
    return this.lanes.call(() => this.clock.sleep(CALL));
  }

  /** Reads, writes, waits for the task. */
  async order(name: string): Promise<void> {
    const deadline = Number.POSITIVE_INFINITY;
    const base = { clock: this.clock, random: () => 0.5, unique: () => "", log: silent, environment: {} };
    const ctx: Context = { ...base, client: this.client, owner: name, deadline, lanes: this.lanes };
    await this.lanes.operation(async () => {
      await this.read(ctx, name);
      await this.write(ctx, "all", name);
      await waitFor(ctx, {
        goal: name,
        look: () => this.read(ctx, name),
        pending: (done) => (done ? undefined : "running"),
        usual: this.usual,
      });
      this.late.push(this.clock.now() - (this.ends.get(name) ?? 0));
    });
  }

  async run(count: number, lanes: number): Promise<void> {
    let next = 1;
    let step: Promise<unknown> = Promise.resolve();
    const lane = async () => {
      for (let n = next++; n <= count; n = next++) {
        step = step.then(() => this.clock.sleep(STEP));
        await step;
        await this.order(`object-${n}`);
      }
    };
    const all = Promise.all(Array.from({ length: lanes }, lane));
    await this.clock.run();
    await all;
  }
}

test("eight lanes read and write together, however their steps are spread", async () => {
  const harness = new Harness();
  await harness.run(96, 8);
  expect(harness.writes).toBe(12);
  // Before the order, when the task usually ends, and once more; the first group has to learn when that is.
  expect(harness.reads).toBeLessThan(12 * 4);
});

test("the end of a task is seen within 300 ms and a call, also when tasks take different times", async () => {
  let count = 0;
  const harness = new Harness(() => 300 + ((count++ * 7) % 10) * 400);
  await harness.run(96, 8);
  expect(Math.max(...harness.late.slice(16))).toBeLessThanOrEqual(300 + CALL);
});

test("one alone pays at most 50 ms", async () => {
  const harness = new Harness(() => 0);
  await harness.run(1, 1);
  expect(harness.reads).toBe(2);
  expect(harness.clock.now() - 3 * CALL - STEP).toBeLessThanOrEqual(50 + 3 * 5);
});

test("one that comes later does not wait for lanes that are gone", async () => {
  const harness = new Harness(() => 0);
  await harness.run(8, 8);
  await Promise.all([harness.clock.sleep(10_000), harness.clock.run()]);
  const began = harness.clock.now();
  await Promise.all([harness.order("late"), harness.clock.run()]);
  expect(harness.clock.now() - began).toBeLessThanOrEqual(3 * CALL + 3 * 5);
});
