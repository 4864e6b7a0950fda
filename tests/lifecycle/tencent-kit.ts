import type { Values } from "../../provider/core/check";
import { callTencent } from "../../simulator";
import type { World } from "./world";

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

export function table(world: World, name: string): Values[] {
  return (world.simulator.state() as Record<string, Record<string, Values[]>>).tencent?.[name] ?? [];
}

/** Changes made by hand. */
export async function byHand(world: World, action: string, params: Values): Promise<void> {
  const { body } = await callTencent(world.simulator.url, action, params, { now: world.clock.now });
  expect(body.Error).toBeUndefined();
}

/** Does something once, as soon as a condition holds. The condition is checked between the provider's steps. */
export function once(world: World, when: () => boolean, then: () => void | Promise<void>): void {
  const { sleep } = world.clock;
  let done = false;
  world.clock.sleep = async (milliseconds, signal) => {
    if (!done && when()) {
      done = true;
      await then();
    }
    return sleep(milliseconds, signal);
  };
}
