import type { Clock } from "../provider/core/context";

/** Sleeps end in order of their time; the clock advances only when every task sleeps. */
export function steppedClock(): Clock & { run(): Promise<void> } {
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
