import { steppedClock as stepped } from "../../../tests/stepped-clock";
import { CloudError } from "./errors";
import { RateLimiter } from "./rate-limit";

const deadline = Number.POSITIVE_INFINITY;

async function timesOf(limiter: RateLimiter, clock: ReturnType<typeof stepped>, count: number, perSecond?: number) {
  const times: number[] = [];
  const calls = Array.from({ length: count }, async () => {
    await limiter.pass({ clock, deadline }, "a", perSecond, async () => times.push(clock.now()));
  });
  await clock.run();
  await Promise.all(calls);
  return times;
}

test("no second has more calls than the limit, and the limit is nearly used", async () => {
  const times = await timesOf(new RateLimiter(), stepped(), 100, 20);
  for (const from of times)
    expect(times.filter((at) => at >= from && at < from + 1_000).length).toBeLessThanOrEqual(20);
  // 95 % of the limit, after the first second's calls.
  expect(times.at(-1)).toBeLessThanOrEqual((80 / 20 / 0.95) * 1_000);
});

const enough = () => Promise.reject(new CloudError({ kind: "throttled", cloud: "A", action: "b", message: "enough" }));

test("throttle answers slow it down, successes open it again", async () => {
  const limiter = new RateLimiter();
  const clock = stepped();
  const span = async () => {
    const times = await timesOf(limiter, clock, 60, 20);
    return (times.at(-1) ?? 0) - (times[0] ?? 0);
  };
  const before = await span();
  for (let time = 0; time < 3; time++) {
    const volley = Array.from({ length: 20 }, () => limiter.pass({ clock, deadline }, "a", 20, enough).catch(() => {}));
    await clock.run();
    await Promise.all(volley);
  }
  expect(await span()).toBeGreaterThan(2 * before);
  await timesOf(limiter, clock, 100, 20);
  // The first of them may stand behind those of the window before.
  expect(await span()).toBeLessThanOrEqual(before + 1_050);
});

test("without a published limit nothing waits, until the cloud has had enough; then all stand in line", async () => {
  const limiter = new RateLimiter();
  const clock = stepped();
  const free = await timesOf(limiter, clock, 300, undefined);
  expect(free.at(-1)).toBe(free[0]);
  await expect(limiter.pass({ clock, deadline }, "a", undefined, enough)).rejects.toThrow("enough");
  const times = await timesOf(limiter, clock, 300, undefined);
  expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThan(10_000);
  expect(times).toEqual([...times].sort((a, b) => a - b));
});

test("keys do not share", async () => {
  const limiter = new RateLimiter();
  const clock = stepped();
  await timesOf(limiter, clock, 40, 20);
  const began = clock.now();
  await limiter.pass({ clock, deadline }, "b", 20, async () => {});
  expect(clock.now()).toBe(began);
});

test("whose turn would come after the end of its time is refused, is not sent, and takes nobody's turn", async () => {
  const limiter = new RateLimiter();
  const clock = stepped();
  await timesOf(limiter, clock, 20, 20);
  let sent = 0;
  const send = async () => void sent++;
  const late = Array.from({ length: 100 }, () =>
    limiter.pass({ clock, deadline: clock.now() + 1_000 }, "a", 20, send).then(
      () => "sent",
      (error: Error) => error.message,
    ),
  );
  await clock.run();
  const answers = await Promise.all(late);
  expect(answers.filter((message) => message === "sent")).toHaveLength(sent);
  expect(sent).toBeLessThanOrEqual(20);
  expect(answers.find((message) => message !== "sent")).toMatch(/was not sent/);
  const began = clock.now();
  await timesOf(limiter, clock, 1, 20);
  expect(clock.now() - began).toBeLessThanOrEqual(1_050);
});
