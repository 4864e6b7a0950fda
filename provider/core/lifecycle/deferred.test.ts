import { Deferred } from "./deferred";

/** Time passes by hand, and with it what is to run later. */
function timed() {
  let now = 0;
  let timers: { at: number; work: () => void }[] = [];
  const clock = { now: () => now, sleep: async () => {} };
  const later = (milliseconds: number, work: () => void) => void timers.push({ at: now + milliseconds, work });
  const pass = async (milliseconds: number) => {
    const end = now + milliseconds;
    for (;;) {
      const [next] = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
      if (!next) break;
      timers = timers.filter((each) => each !== next);
      now = next.at;
      next.work();
      for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate);
    }
    now = end;
  };
  return { deferred: new Deferred({ clock, later, log: () => {} }), pass };
}

test("nothing is done while the engine may still be writing the state", async () => {
  const { deferred, pass } = timed();
  let done = 0;
  deferred.add("web", async () => void done++);
  await pass(9_000);
  expect(done).toBe(0);
  await pass(3_000);
  expect(done).toBe(1);
});

test("what fails is tried again, and no more than seven times", async () => {
  const { deferred, pass } = timed();
  let tries = 0;
  deferred.add("web", async () => {
    tries++;
    throw new Error("not to be seen");
  });
  await pass(15_000);
  expect(tries).toBeGreaterThan(1);
  await pass(600_000);
  expect(tries).toBe(7);
});

test("the end waits for what is already being done", async () => {
  const { deferred, pass } = timed();
  let finish = () => {};
  deferred.add("web", () => new Promise<void>((resolve) => (finish = resolve)));
  await pass(11_000);
  let ended = false;
  const end = deferred.now().then(() => (ended = true));
  await new Promise(setImmediate);
  expect(ended).toBe(false);
  finish();
  await end;
});
