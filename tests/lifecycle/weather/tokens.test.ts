// What the clouds say of client tokens, and what becomes of orders then.
import { PAIRS } from "../pairs";
import type { Pair } from "../pairs/pair";
import { World } from "../world";

/** The cloud's words, by the resource whose order takes a token: it is in use this moment, and it stands for something else. */
const WORDS: Readonly<Record<string, { running: readonly string[]; stale: readonly string[] }>> = {
  "alibaba.Ipv6InternetBandwidth": {
    running: ["LastTokenProcessing"],
    stale: ["IdempotentParameterMismatch", "IdempotentFailed"],
  },
  "alibaba.NicIpv6Assignment": {
    running: ["IdempotentProcessing"],
    stale: ["IdempotentParameterMismatch", "InvalidIdempotenceParameter.Mismatch"],
  },
};

const named = PAIRS.map((pair) => [`${pair.cloud}.${pair.resource}`, pair] as const);
const cases = (of: "running" | "stale"): [string, string, Pair][] =>
  named.flatMap(([name, pair]) => (WORDS[name]?.[of] ?? []).map((code): [string, string, Pair] => [name, code, pair]));

let world: World;
afterEach(() => world.simulator.close());
const orders = ({ actions }: Pair) => world.simulator.journal().filter(({ action }) => action === actions.order);
const tokens = (pair: Pair) => new Set(orders(pair).map(({ clientToken }) => clientToken));

test.each(cases("running"))("%s: %s is waited out, under the same token", async (_name, code, pair) => {
  world = await World.open(pair);
  world.simulator.fault({ action: pair.actions.order, do: { code }, times: 3 });
  const made = await world.create();
  expect([orders(pair).length, tokens(pair).size, world.count(pair.events.bought)]).toEqual([4, 1, 1]);
  expect(await world.read(made)).toEqual(made);
});

test.each(cases("stale"))("%s: after %s the order is placed once, under another token", async (_name, code, pair) => {
  world = await World.open(pair);
  world.simulator.fault({ action: pair.actions.order, do: { code } });
  const made = await world.create();
  expect([orders(pair).length, tokens(pair).size, world.count(pair.events.bought)]).toEqual([2, 2, 1]);
  expect(await world.read(made)).toEqual(made);
});

test.each(cases("stale"))(
  "%s: %s without end is an error at last, and nothing is ordered",
  async (_name, code, pair) => {
    world = await World.open(pair);
    world.simulator.fault({ action: pair.actions.order, do: { code }, times: -1 });
    await expect(world.create()).rejects.toThrow();
    expect(world.simulator.ledger()).toEqual([]);
    expect(orders(pair).length).toBeLessThanOrEqual(100);
  },
);

test.each(named)("%s: made and deleted again and again with equal inputs, while reads lag", async (_name, pair) => {
  world = await World.open(pair);
  world.simulator.pace({ readLagMs: 5_000 });
  for (let time = 1; time <= 4; time++) {
    const made = await world.create();
    expect(world.count(pair.events.bought)).toBe(time);
    expect(await world.read(made)).toEqual(made);
    await world.delete(made);
    expect(world.count(pair.events.ended)).toBe(time);
  }
});

test.each(named)("%s: the same, when the cloud forgets its tokens meanwhile", async (_name, pair) => {
  world = await World.open(pair);
  world.simulator.pace({ tokenLifetimeMs: 1_000 });
  for (let time = 1; time <= 3; time++) {
    const made = await world.create();
    await world.clock.sleep(2_000);
    await world.delete(made);
    expect([world.count(pair.events.bought), world.count(pair.events.ended)]).toEqual([time, time]);
  }
});
