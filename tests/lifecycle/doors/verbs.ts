// What an engine does with one resource, operation by operation, from its state and from what the program declares.
import type { Values } from "../../../provider/core/check";
import type { State } from "../../../provider/core/lifecycle/reconcile";
import type { Pace } from "../../../simulator";
import { acts } from "../../acts";
import type { Pair } from "../pairs/pair";
import { type DoorName, Failed, type Plan, type Run } from "./door";
import { DoorHarness } from "./door-harness";

/** What a program declares before and after; undefined if it does not declare the resource. */
export interface Wish {
  readonly before: Values | undefined;
  readonly after: Values | undefined;
}

export const wishes = ({ changed, replaced, moves = {} }: Pair): Record<string, Wish> => ({
  create: { before: undefined, after: {} },
  ...(changed && { update: { before: {}, after: changed } }),
  replace: { before: {}, after: replaced },
  delete: { before: {}, after: undefined },
  ...moves,
});

/** The engine's state of the resource. */
export class Kept {
  state: State | undefined;
  /** An operation failed and left this: it is updated even if nothing differs. */
  partial = false;
  /** Number of state writes so far. */
  saves = 0;

  /** The process that writes the state ends before the write of this number. */
  constructor(public diesAt = Number.POSITIVE_INFINITY) {}

  save(state: State | undefined, partial = false): void {
    if (this.saves === this.diesAt) throw new Died();
    this.saves++;
    Object.assign(this, { state, partial });
  }
}
export class Died extends Error {}

/** The operations of one resource. */
export interface Verbs {
  plan(state: State, inputs: Values): Promise<Plan>;
  create(inputs: Values): Promise<State>;
  update(state: State, inputs: Values): Promise<State>;
  delete(state: State): Promise<void>;
}

/** What one `pulumi up` does with a resource that is declared like this, or not at all. */
export async function upOne(verbs: Verbs, kept: Kept, after: Values | undefined): Promise<void> {
  const create = async (inputs: Values) => kept.save(await keeping(kept, verbs.create(inputs)));
  const remove = async (state: State) => {
    await verbs.delete(state);
    kept.save(undefined);
  };
  if (after === undefined) return kept.state && remove(kept.state);
  if (!kept.state) return create(after);
  const { op } = await verbs.plan(kept.state, after);
  if (op === "replace") {
    await remove(kept.state);
    await create(after);
  } else if (op === "update" || kept.partial) {
    kept.save(await keeping(kept, verbs.update(kept.state, after)));
  }
}

/** One `pulumi up`. */
export function up({ after }: Wish, harness: DoorHarness, kept: Kept, run: Run): Promise<void> {
  const asked = { run };
  const verbs: Verbs = {
    plan: (state, inputs) => harness.plan(state, inputs, asked),
    create: (inputs) => harness.create(inputs, asked),
    update: (state, inputs) => harness.update(state, inputs, asked),
    delete: (state) => harness.delete(state, asked),
  };
  return upOne(verbs, kept, after);
}

async function keeping(kept: Kept, verb: Promise<State>): Promise<State> {
  try {
    return await verb;
  } catch (error) {
    if (error instanceof Failed && error.state) kept.save(error.state, true);
    throw error;
  }
}

/** Its own cloud with what the wish starts from. */
export async function staged<T>(
  pair: Pair,
  door: DoorName,
  { before }: Wish,
  play: (harness: DoorHarness, kept: Kept) => Promise<T>,
  pace: Partial<Pace> = {},
): Promise<T> {
  const harness = await DoorHarness.open(pair, door, Date.now());
  try {
    harness.simulator.pace(pace);
    const kept = new Kept();
    if (before) kept.state = await harness.create(before);
    return await play(harness, kept);
  } finally {
    await harness.close();
  }
}

/** Cost of the wish without faults: calls, how many of them write, state writes, what is bought and ended. */
export const plainly = (pair: Pair, door: DoorName, wish: Wish, pace: Partial<Pace> = {}) => {
  const told = async (harness: DoorHarness, kept: Kept) => {
    const before = harness.simulator.journal().length;
    await up(wish, harness, kept, await harness.run());
    const calls = harness.simulator.journal().slice(before);
    const acting = numbers(calls.length).filter((index) => acts(calls.slice(index, index + 1)).length > 0);
    return { calls: calls.length, acting, saves: kept.saves, deals: dealsOf(harness, pair) };
  };
  return staged(pair, door, wish, told, pace);
};

export const numbers = (length: number) => Array.from({ length }, (_, index) => index);

/** The next `up`, which must leave everything as an undisturbed one does. */
export async function expectMended(
  harness: DoorHarness,
  kept: Kept,
  wish: Wish,
  deals: ReturnType<typeof dealsOf>,
  here: object,
): Promise<void> {
  const failed = await up(wish, harness, kept, await harness.run()).catch(({ message }) => message);
  expect({ ...here, failed, ...dealsOf(harness, harness.pair) }).toEqual({ ...here, failed: undefined, ...deals });
  expect(kept.state !== undefined).toBe(wish.after !== undefined);
  if (!kept.state) return;
  expect((await harness.plan(kept.state, wish.after)).op).toBe("same");
  expect(await harness.read(kept.state)).toEqual(kept.state);
}

const dealsOf = (harness: DoorHarness, { events }: Pair) => ({
  bought: harness.count(events.bought),
  ended: harness.count(events.ended),
  live: harness.simulator.ledgerSummary().liveOrders.length,
});
