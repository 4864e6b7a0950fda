import { steppedClock } from "../../../tests/stepped-clock";
import { type Context, silent } from "../context";
import { BatchSchedule, batchedWrites } from "./batch";

test("what is asked for while a batch is under way goes out together after it, or after a second", async () => {
  let now = 0;
  const clock = {
    now: () => now,
    sleep: async (milliseconds: number) => {
      await new Promise(setImmediate);
      now += milliseconds;
    },
  };
  const turns = new BatchSchedule();
  const sent: number[] = [];
  const schedule = turns.schedule({ clock, client: {} });
  const drain = async () => {
    for (let round = 0; round < 250; round++) await new Promise(setImmediate);
  };
  let done = () => {};
  const first = turns.run(
    () =>
      new Promise<void>((resolve) => {
        done = resolve;
      }),
  );
  schedule(() => void sent.push(now));
  await clock.sleep(50);
  expect(sent).toEqual([]);
  done();
  await first;
  await drain();
  expect(sent).toHaveLength(1);
  const stuck = turns.run(
    () =>
      new Promise<void>((resolve) => {
        done = resolve;
      }),
  );
  const began = now;
  schedule(() => void sent.push(now - began));
  await drain();
  expect(sent[1]).toBe(1_000);
  done();
  await stuck;
});

test("a write that is refused again alone is refused to its own caller, and to no other", async () => {
  const clock = steppedClock();
  const base = { clock, random: () => 0.5, unique: () => "", log: silent, environment: {} };
  const ctx: Context = { ...base, client: {}, owner: "", deadline: Number.POSITIVE_INFINITY };
  const sent: string[] = [];
  const write = batchedWrites(10, async (_ctx, group, members) => {
    sent.push(`${group}: ${members.join(" ")}`);
    if (members.includes("bad")) throw new Error("unknown object");
  });
  const wanted = [
    ["a", "bad"],
    ["a", "good"],
    ["b", "bad"],
    ["c", "good"],
  ] as const;
  const writes = Promise.allSettled(wanted.map(([group, member]) => write(ctx, group, member)));
  await clock.run();
  expect((await writes).map(({ status }) => status)).toEqual(["rejected", "fulfilled", "rejected", "fulfilled"]);
  expect(sent).toEqual(["a: bad good", "a: bad", "a: good", "b: bad", "c: good"]);
});
