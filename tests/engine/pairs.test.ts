// Every resource of every cloud with the real engine: the same stories, told by the rows of PAIRS. A cloud is tested here
// as soon as its pairs are in that list.

import type { Values } from "../../provider/core/check";
import { PAIRS } from "../lifecycle/pairs";
import type { Pair } from "../lifecycle/pairs/pair";
import { ProviderHarness } from "../lifecycle/provider-harness";
import { filesKept, type Kept, spellings, wordsSaid } from "./kept";
import { environment, mistakes, PairHarness, type Source, secretsOf } from "./pair-harness";
import { until } from "./workspace";

const rows = PAIRS.map((pair) => [`${pair.cloud}.${pair.resource}`, pair] as const);
const whole = rows.filter(([, pair]) => !pair.briefWithEngine);
const harnesses: PairHarness[] = [];

// Packages that are loaded with a first call: Jest lets nothing be loaded while one of several tests at a time has ended.
beforeAll(async () => {
  for (const pair of PAIRS) {
    const harness = await ProviderHarness.open(pair);
    await pair.outside.occupy(harness.simulator);
    await harness.create({ adopt: true });
    await harness.simulator.close();
  }
});

async function open(pair: Pair, source?: Source): Promise<PairHarness> {
  const harness = await PairHarness.open(pair, source);
  harnesses.push(harness);
  return harness;
}

/** State has the one thing that was bought, as the cloud has it and under the id that the lifecycle gives it. */
async function expectOnce(harness: PairHarness): Promise<void> {
  expect(harness.deals()).toEqual(["bought"]);
  const { id, outputs, initErrors } = harness.web;
  expect(initErrors).toBeUndefined();
  expect(outputs).toMatchObject(harness.pair.inputs);
  expect(await harness.seen(harness.web)).toEqual({ id, properties: outputs });
  expect(await harness.named()).toBe(id);
  expect(harness.deals()).toEqual(["bought"]);
}

// The longest goes first: tests of this file run at the same time.
test.concurrent.each(rows)("%s: a life, from the first preview to destroy", async (_name, pair) => {
  const { order, change, release } = pair.actions;
  const harness = await open(pair);
  const preview = await harness.stack.previewJson();
  expect(preview.changeSummary).toEqual({ create: 2 });
  const planned = preview.steps.find((step) => step.urn.endsWith("::web"))?.newState;
  expect(planned).toMatchObject({
    type: expect.stringContaining(`${pair.cloud}:${pair.resource}`),
    inputs: pair.inputs,
  });
  expect(harness.acts()).toEqual([]);
  expect(harness.simulator.ledger()).toEqual([]);

  expect(await harness.up()).toEqual({ create: 2 });
  expect(harness.sent(order)).toEqual([order]);
  await expectOnce(harness);
  harness.calls();
  await harness.stack.preview({ args: ["--expect-no-changes"] });
  expect(harness.calls()).toEqual([]);

  const [{ id }, paid] = [harness.web, harness.live()];
  const { changed } = pair;
  const { meddle } = pair.outside;
  if (changed && meddle) await changes(changed, meddle);

  // The old is ended before the new is ordered.
  const old = harness.web;
  let length = harness.simulator.ledger().length;
  expect(await harness.up(pair.replaced)).toEqual({ same: 1, replace: 1 });
  expect(harness.deals(length)).toEqual(["ended", "bought"]);
  expect(harness.web.outputs).toMatchObject({ ...pair.inputs, ...pair.replaced });
  expect(await harness.seen(harness.web)).toEqual({ id: harness.web.id, properties: harness.web.outputs });
  expect(harness.live()).toHaveLength(paid.length);
  if (pair.stays) expect((await harness.seen(old))?.properties).toMatchObject(pair.stays);
  else if (old.id !== harness.web.id) expect(await harness.seen(old)).toBeUndefined();

  length = harness.simulator.ledger().length;
  await harness.stack.destroy();
  expect(harness.deals(length)).toEqual(["ended"]);
  expect(harness.live()).toEqual([]);
  expect(await harness.resources()).toEqual([]);
  // Whoever else has something there has it still, and what only stays is as it was found.
  expect(harness.simulator.state()).toEqual(harness.atFirst);

  /** In place: the same object, and no other order that is paid for. */
  async function changes(to: Values, meddle: NonNullable<Pair["outside"]["meddle"]>): Promise<void> {
    expect(await harness.up(to)).toEqual({ same: 1, update: 1 });
    expect(harness.sent(change).length).toBeGreaterThan(0);
    expect(harness.web).toMatchObject({ id, outputs: to });
    expect(await harness.seen(harness.web)).toEqual({ id, properties: harness.web.outputs });
    expect(harness.live()).toEqual(paid);

    // Somebody else changes it: refresh finds out and changes nothing, up puts it right.
    await meddle(harness.simulator, harness.web.outputs);
    const { length } = harness.simulator.ledger();
    harness.calls();
    expect((await harness.stack.refresh()).stdout).toMatch(/~ 1 updated/);
    expect(harness.sent(order, change, release)).toEqual([]);
    expect(harness.simulator.ledger()).toHaveLength(length);
    expect(harness.web.id).toBe(id);
    expect(harness.drift(harness.web.outputs, harness.web.inputs)).toEqual([]);
    expect(harness.drift(harness.web.outputs, { ...pair.inputs, ...to })).not.toEqual([]);
    expect(await harness.up(to)).toEqual({ same: 1, update: 1 });
    expect(harness.simulator.ledger().length).toBeGreaterThan(length);
    expect(harness.web).toMatchObject({ id, outputs: to });
    expect(await harness.seen(harness.web)).toEqual({ id, properties: harness.web.outputs });
    expect(harness.live()).toEqual(paid);
  }
});

test.concurrent.each(whole)(
  "%s: what cannot be is refused and leaves nothing; adopt takes over",
  async (_name, pair) => {
    const harness = await open(pair);
    const names = Object.keys(environment(pair, pair.settings));
    const { inputs, reasons } = mistakes(harness);
    harness.write(inputs);
    const env = Object.fromEntries(names.map((name) => [name, ""]));
    const { code, stdout } = await harness.stack.preview({ mayFail: true, env });
    expect(code).not.toBe(0);
    const [, diagnostics = ""] = stdout.split("Diagnostics:");
    const said = [...diagnostics.matchAll(/error: .+? has a problem: (.+)/g)].map(([, message = ""]) => message);
    const { cloud } = harness;
    const region = cloud.regionless ? [] : [expect.stringMatching(`^region: is required on ${cloud.title}: `)];
    const missing = expect.stringMatching(
      `^no credentials to sign calls to ${cloud.title}. Looked for, in this order: `,
    );
    expect(said).toEqual([...reasons, ...region, missing]);
    expect(harness.calls()).toEqual([]);

    harness.declare();
    const unsigned = await harness.stack.up({ mayFail: true, env: environment(pair, pair.planted) });
    expect(unsigned.code).not.toBe(0);
    expect(unsigned.stdout).toContain(pair.codes.badSignature);
    expect(unsigned.stdout).toContain("ipv6 debug");
    expect(harness.simulator.ledger()).toEqual([]);

    await pair.outside.occupy(harness.simulator);
    const [taken, { length }] = [harness.simulator.state(), harness.simulator.ledger()];
    const refused = await harness.stack.up({ mayFail: true });
    expect(refused.code).not.toBe(0);
    expect(refused.stdout).toMatch(/error: .*adopt: true/);
    expect(await harness.resources()).toEqual([]);
    expect(harness.simulator.ledger()).toHaveLength(length);
    expect(harness.simulator.state()).toEqual(taken);

    harness.calls();
    expect(await harness.up({ adopt: true })).toEqual({ create: 1, same: 1 });
    expect(harness.sent(pair.actions.order)).toEqual([]);
    expect(harness.deals()).toEqual(["bought"]);
    expect(harness.web.outputs).toMatchObject(pair.inputs);
    expect(await harness.seen(harness.web)).toEqual({ id: harness.web.id, properties: harness.web.outputs });
    // From then on it is like any other.
    harness.declare();
    await harness.stack.preview({ args: ["--expect-no-changes"] });
  },
);

test.concurrent.each(rows)("%s: a run killed before it had the answer to its order", async (_name, pair) => {
  const harness = await open(pair);
  harness.simulator.fault({ action: pair.actions.order, do: "hold", when: "after" });
  const up = harness.stack.startUp();
  await until("the order is placed", () => harness.deals().length === 1);
  expect((await up.kill()).code).toBeNull();
  expect(await harness.resources()).toEqual([]);

  await harness.stack.unlock();
  const { stdout } = await harness.stack.up();
  expect(stdout).toContain("an earlier run already ordered it; continuing from there");
  await expectOnce(harness);
});

test.concurrent.each(whole)(
  "%s: reads that fail after the order: state keeps it, the next up finishes",
  async (_name, pair) => {
    const { order, change, release, read } = pair.actions;
    const harness = await open(pair, "configuration");
    harness.simulator.fault({ action: read, do: { code: pair.codes.denied }, times: -1, since: order });
    const { code, stdout } = await harness.stack.up({ mayFail: true });
    expect(code).not.toBe(0);
    expect(stdout).toContain(pair.codes.denied);
    expect(harness.deals()).toEqual(["bought"]);
    const { id, outputs, initErrors } = harness.web;
    expect(initErrors).toEqual([expect.stringContaining(pair.codes.denied)]);
    // Without the frozen code refresh and destroy could not even begin.
    expect(outputs.__provider).toContain("pulumi-ipv6/dynamic");

    harness.simulator.clearFaults();
    harness.calls();
    await harness.stack.up();
    expect(harness.sent(order, change, release)).toEqual([]);
    expect(harness.web.id).toBe(id);
    await expectOnce(harness);
  },
);

test.concurrent.each(whole)("%s: an order whose answer was lost is one order", async (_name, pair) => {
  const { order } = pair.actions;
  const harness = await open(pair);
  harness.simulator.fault({ action: order, do: "drop", when: "after" });
  expect(await harness.up()).toEqual({ create: 2 });
  expect(harness.sent(order)).toHaveLength(pair.looksFirst ? 1 : 2);
  await expectOnce(harness);
});

// Comes last and begins when all the others have ended: it reads what they left behind.
let files: Kept[] | undefined;
test.each(rows)("%s: no credential and no signature in any file or output", (_name, pair) => {
  const own = harnesses.filter((harness) => harness.pair === pair);
  files ??= own.slice(0, 1).flatMap((harness) => filesKept(harness.stack));
  const kept = [...files, ...own.flatMap((harness) => wordsSaid(harness.stack))];
  // Where something would be seen: the provider's log and the state of this pair.
  expect(kept.filter(([, text]) => text.includes("ipv6 debug")).length).toBeGreaterThan(0);
  expect(kept.filter(([, text]) => text.includes(`provider(\\"${pair.cloud}:${pair.resource}\\")`))).not.toEqual([]);
  const secrets = secretsOf(pair);
  expect(secrets.length).toBeGreaterThan(1);
  const ways = secrets.flatMap(spellings);
  const where = (wrong: (text: string) => boolean) => kept.filter(([, text]) => wrong(text)).map(([place]) => place);
  expect(where((text) => ways.some((way) => text.includes(way)))).toEqual([]);
  expect(where((text) => /Signature(=|%3D|Nonce)|SecurityToken(=|%3D)/.test(text))).toEqual([]);
});
