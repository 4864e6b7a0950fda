import type { Clock } from "./clock";
import { Limiter } from "./limit";

/** Sleepers wake in order of their time; the clock moves only when everybody sleeps. */
function stepped(): Clock & { run(): Promise<void> } {
  let now = 0;
  const sleeping: { at: number; wake: () => void }[] = [];
  return {
    now: () => now,
    sleep: (milliseconds) => new Promise((wake) => void sleeping.push({ at: now + milliseconds, wake })),
    async run() {
      for (;;) {
        await new Promise(setImmediate);
        sleeping.sort((a, b) => a.at - b.at);
        const next = sleeping.shift();
        if (!next) return;
        now = next.at;
        next.wake();
      }
    },
  };
}

async function timesOf(limiter: Limiter, clock: ReturnType<typeof stepped>, count: number, perSecond: number) {
  const times: number[] = [];
  const calls = Array.from({ length: count }, async () => {
    await limiter.take({ clock }, "a", perSecond);
    times.push(clock.now());
  });
  await clock.run();
  await Promise.all(calls);
  return times;
}

test("no second has more calls than the limit, and the limit is nearly used", async () => {
  const times = await timesOf(new Limiter(), stepped(), 100, 20);
  for (const from of times)
    expect(times.filter((at) => at >= from && at < from + 1_000).length).toBeLessThanOrEqual(20);
  expect(times.at(-1)).toBeLessThan(7_000);
});

test("throttle answers slow it down, successes open it again", async () => {
  const limiter = new Limiter();
  const clock = stepped();
  const span = async () => {
    const times = await timesOf(limiter, clock, 20, 20);
    return (times.at(-1) ?? 0) - (times[0] ?? 0);
  };
  const before = await span();
  for (let times = 0; times < 3; times++) limiter.throttled("a");
  expect(await span()).toBeGreaterThan(4 * before);
  for (let times = 0; times < 50; times++) limiter.succeeded("a");
  expect(await span()).toBeLessThan(2 * before);
});

test("keys do not share", async () => {
  const limiter = new Limiter();
  const clock = stepped();
  await timesOf(limiter, clock, 40, 20);
  const began = clock.now();
  await limiter.take({ clock }, "b", 20);
  expect(clock.now()).toBe(began);
});
