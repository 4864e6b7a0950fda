// What the clouds say of client tokens, and what becomes of orders then.
import { PAIRS } from "../pairs";
import type { Pair } from "../pairs/pair";
import { ProviderHarness } from "../provider-harness";

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

let harness: ProviderHarness;
afterEach(() => harness.simulator.close());
const orders = ({ actions }: Pair) => harness.simulator.journal().filter(({ action }) => action === actions.order);
const tokens = (pair: Pair) => new Set(orders(pair).map(({ clientToken }) => clientToken));

test.each(cases("running"))("%s: %s is waited out, under the same token", async (_name, code, pair) => {
  harness = await ProviderHarness.open(pair);
  harness.simulator.fault({ action: pair.actions.order, do: { code }, times: 3 });
  const made = await harness.create();
  expect([orders(pair).length, tokens(pair).size, harness.count(pair.events.bought)]).toEqual([4, 1, 1]);
  expect(await harness.read(made)).toEqual(made);
});

test.each(cases("stale"))("%s: after %s the order is placed once, under another token", async (_name, code, pair) => {
  harness = await ProviderHarness.open(pair);
  harness.simulator.fault({ action: pair.actions.order, do: { code } });
  const made = await harness.create();
  expect([orders(pair).length, tokens(pair).size, harness.count(pair.events.bought)]).toEqual([2, 2, 1]);
  expect(await harness.read(made)).toEqual(made);
});

test.each(cases("stale"))(
  "%s: %s without end is an error at last, and nothing is ordered",
  async (_name, code, pair) => {
    harness = await ProviderHarness.open(pair);
    harness.simulator.fault({ action: pair.actions.order, do: { code }, times: -1 });
    await expect(harness.create()).rejects.toThrow();
    expect(harness.simulator.ledger()).toEqual([]);
    expect(orders(pair).length).toBeLessThanOrEqual(100);
  },
);

test.each(named)("%s: made and deleted again and again with equal inputs, while reads lag", async (_name, pair) => {
  harness = await ProviderHarness.open(pair);
  harness.simulator.pace({ readLagMs: 5_000 });
  for (let time = 1; time <= 4; time++) {
    const made = await harness.create();
    expect(harness.count(pair.events.bought)).toBe(time);
    expect(await harness.read(made)).toEqual(made);
    await harness.delete(made);
    expect(harness.count(pair.events.ended)).toBe(time);
  }
});

test.each(named)("%s: the same, when the cloud forgets its tokens meanwhile", async (_name, pair) => {
  harness = await ProviderHarness.open(pair);
  harness.simulator.pace({ tokenLifetimeMs: 1_000 });
  for (let time = 1; time <= 3; time++) {
    const made = await harness.create();
    await harness.clock.sleep(2_000);
    await harness.delete(made);
    expect([harness.count(pair.events.bought), harness.count(pair.events.ended)]).toEqual([time, time]);
  }
});
