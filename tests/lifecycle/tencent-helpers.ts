import type { Values } from "../../provider/core/check";
import { callTencent } from "../../simulator";
import type { ProviderHarness } from "./provider-harness";

/** What the scenarios of Tencent Cloud share. */

export const failure = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => {
      throw new Error("it should have failed");
    },
    (error: unknown) => error,
  );

/** The n-th address of `seedMany`, counted from 0. */
export const address = (index: number) => `2001:db8:7e00:1::f:${(index + 1).toString(16)}`;

export function table(harness: ProviderHarness, name: string): Values[] {
  return (harness.simulator.state() as Record<string, Record<string, Values[]>>).tencent?.[name] ?? [];
}

/** Changes made by hand. */
export async function byHand(harness: ProviderHarness, action: string, params: Values): Promise<void> {
  const { body } = await callTencent(harness.simulator.url, action, params, { now: harness.clock.now });
  expect(body.Error).toBeUndefined();
}

/** Does something once, as soon as a condition holds. The condition is checked between the provider's steps. */
export function once(harness: ProviderHarness, when: () => boolean, then: () => void | Promise<void>): void {
  const { sleep } = harness.clock;
  let done = false;
  harness.clock.sleep = async (milliseconds, signal) => {
    if (!done && when()) {
      done = true;
      await then();
    }
    return sleep(milliseconds, signal);
  };
}
