import { BatchSchedule } from "./batch";

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
