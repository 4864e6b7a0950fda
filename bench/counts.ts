import type { Simulator } from "../simulator";

/** What one command did. */
export interface Counted {
  readonly calls: number;
  /** Calls that the simulator refused for their rate. */
  readonly throttled: number;
  readonly seconds: number;
}

/** Milliseconds of a call, and the limits that the vendors publish. */
export const PACE = { answerDelayMs: 80, publishedLimits: "on" } as const;

const THROTTLED = /Throttl|RequestLimit|REQUEST_LIMIT/i;

/** Runs `work` and counts its calls. */
export async function counted(simulator: Simulator, work: () => Promise<unknown>): Promise<Counted> {
  const before = simulator.journal().length;
  const began = Date.now();
  await work();
  const seconds = (Date.now() - began) / 1000;
  const calls = simulator.journal().slice(before);
  return { calls: calls.length, throttled: calls.filter(({ code }) => THROTTLED.test(code ?? "")).length, seconds };
}
