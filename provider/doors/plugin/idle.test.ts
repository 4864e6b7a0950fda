import { setTimeout as sleep } from "node:timers/promises";
import { Idle } from "./idle";

const calmOf = () => new Idle({ now: () => Date.now(), sleep: (milliseconds) => sleep(milliseconds) });

test("who is done waits for the others, for those who come meanwhile too, and all go on in one moment", async () => {
  const calm = calmOf();
  const ended: string[] = [];
  const refused = (name: string, after: number) =>
    calm.counted(async () => {
      await sleep(after);
      ended.push(`${name} waits`);
      await calm.whenIdle();
      ended.push(`${name} ends`);
    });
  const late = sleep(250).then(() => calm.counted(() => sleep(250).then(() => ended.push("late"))));
  await Promise.all([refused("first", 0), refused("second", 100), late]);
  expect(ended).toEqual(["first waits", "second waits", "late", "first ends", "second ends"]);
});

test("alone it is short, and a second time it is waited for anew", async () => {
  const calm = calmOf();
  for (let time = 0; time < 2; time++) {
    const began = Date.now();
    await calm.counted(() => calm.whenIdle());
    expect(Date.now() - began).toBeGreaterThanOrEqual(300);
  }
});

test("a component waits for its parts, and they do not wait for it", async () => {
  const calm = calmOf();
  const began = Date.now();
  await calm.counted(() => calm.uncounted(() => calm.counted(() => calm.whenIdle())));
  expect(Date.now() - began).toBeLessThan(5_000);
});

test("what never ends is not waited for for ever", async () => {
  let now = 0;
  const later = async (milliseconds: number) => {
    now += milliseconds;
  };
  const calm = new Idle({ now: () => now, sleep: later });
  void calm.counted(() => new Promise(() => {}));
  await calm.counted(() => calm.whenIdle());
  expect(now).toBe(60_000);
});
