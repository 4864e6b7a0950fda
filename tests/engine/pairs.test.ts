// Every resource of every cloud with the real engine: the same stories, told by the rows of PAIRS. A cloud is tested here
// as soon as its pairs are in that list.

import type { Values } from "../../provider/core/check";
import { PAIRS } from "../lifecycle/pairs";
import type { Pair } from "../lifecycle/pairs/pair";
import { World as Lifecycles } from "../lifecycle/world";
import { until } from "./harness";
import { filesKept, type Kept, spellings, wordsSaid } from "./kept";
import { environment, mistakes, PairWorld, type Source, secretsOf } from "./pair-world";

const rows = PAIRS.map((pair) => [`${pair.cloud}.${pair.resource}`, pair] as const);
const whole = rows.filter(([, pair]) => !pair.briefWithEngine);
const worlds: PairWorld[] = [];

// Packages that are loaded with a first call: Jest lets nothing be loaded while one of several tests at a time has ended.
beforeAll(async () => {
  for (const pair of PAIRS) {
    const world = await Lifecycles.open(pair);
    await pair.outside.occupy(world.simulator);
    await world.create({ adopt: true });
    await world.simulator.close();
  }
});

async function open(pair: Pair, source?: Source): Promise<PairWorld> {
  const world = await PairWorld.open(pair, source);
  worlds.push(world);
  return world;
}

/** State has the one thing that was bought, as the cloud has it and under the id that the lifecycle gives it. */
async function expectOnce(world: PairWorld): Promise<void> {
  expect(world.deals()).toEqual(["bought"]);
  const { id, outputs, initErrors } = world.web;
  expect(initErrors).toBeUndefined();
  expect(outputs).toMatchObject(world.pair.inputs);
  expect(await world.seen(world.web)).toEqual({ id, properties: outputs });
  expect(await world.named()).toBe(id);
  expect(world.deals()).toEqual(["bought"]);
}

// The longest goes first: tests of this file run at the same time.
test.concurrent.each(rows)("%s: a life, from the first preview to destroy", async (_name, pair) => {
  const { order, change, release } = pair.actions;
  const world = await open(pair);
  const preview = await world.stack.previewJson();
  expect(preview.changeSummary).toEqual({ create: 2 });
  const planned = preview.steps.find((step) => step.urn.endsWith("::web"))?.newState;
  expect(planned).toMatchObject({
    type: expect.stringContaining(`${pair.cloud}:${pair.resource}`),
    inputs: pair.inputs,
  });
  expect(world.acts()).toEqual([]);
  expect(world.simulator.ledger()).toEqual([]);

  expect(await world.up()).toEqual({ create: 2 });
  expect(world.sent(order)).toEqual([order]);
  await expectOnce(world);
  world.calls();
  await world.stack.preview({ args: ["--expect-no-changes"] });
  expect(world.calls()).toEqual([]);

  const [{ id }, paid] = [world.web, world.live()];
  const { changed } = pair;
  const { meddle } = pair.outside;
  if (changed && meddle) await changes(changed, meddle);

  // The old is ended before the new is ordered.
  const old = world.web;
  let length = world.simulator.ledger().length;
  expect(await world.up(pair.replaced)).toEqual({ same: 1, replace: 1 });
  expect(world.deals(length)).toEqual(["ended", "bought"]);
  expect(world.web.outputs).toMatchObject({ ...pair.inputs, ...pair.replaced });
  expect(await world.seen(world.web)).toEqual({ id: world.web.id, properties: world.web.outputs });
  expect(world.live()).toHaveLength(paid.length);
  if (pair.stays) expect((await world.seen(old))?.properties).toMatchObject(pair.stays);
  else if (old.id !== world.web.id) expect(await world.seen(old)).toBeUndefined();

  length = world.simulator.ledger().length;
  await world.stack.destroy();
  expect(world.deals(length)).toEqual(["ended"]);
  expect(world.live()).toEqual([]);
  expect(await world.resources()).toEqual([]);
  // Whoever else has something there has it still, and what only stays is as it was found.
  expect(world.simulator.state()).toEqual(world.atFirst);

  /** In place: the same object, and no other order that is paid for. */
  async function changes(to: Values, meddle: NonNullable<Pair["outside"]["meddle"]>): Promise<void> {
    expect(await world.up(to)).toEqual({ same: 1, update: 1 });
    expect(world.sent(change).length).toBeGreaterThan(0);
    expect(world.web).toMatchObject({ id, outputs: to });
    expect(await world.seen(world.web)).toEqual({ id, properties: world.web.outputs });
    expect(world.live()).toEqual(paid);

    // Somebody else changes it: refresh finds out and changes nothing, up puts it right.
    await meddle(world.simulator, world.web.outputs);
    const { length } = world.simulator.ledger();
    world.calls();
    expect((await world.stack.refresh()).stdout).toMatch(/~ 1 updated/);
    expect(world.sent(order, change, release)).toEqual([]);
    expect(world.simulator.ledger()).toHaveLength(length);
    expect(world.web.id).toBe(id);
    expect(world.drift(world.web.outputs, world.web.inputs)).toEqual([]);
    expect(world.drift(world.web.outputs, { ...pair.inputs, ...to })).not.toEqual([]);
    expect(await world.up(to)).toEqual({ same: 1, update: 1 });
    expect(world.simulator.ledger().length).toBeGreaterThan(length);
    expect(world.web).toMatchObject({ id, outputs: to });
    expect(await world.seen(world.web)).toEqual({ id, properties: world.web.outputs });
    expect(world.live()).toEqual(paid);
  }
});

test.concurrent.each(whole)(
  "%s: what cannot be is refused and leaves nothing; adopt takes over",
  async (_name, pair) => {
    const world = await open(pair);
    const names = Object.keys(environment(pair, pair.settings));
    const { inputs, reasons } = mistakes(world);
    world.write(inputs);
    const env = Object.fromEntries(names.map((name) => [name, ""]));
    const { code, stdout } = await world.stack.preview({ mayFail: true, env });
    expect(code).not.toBe(0);
    const [, diagnostics = ""] = stdout.split("Diagnostics:");
    const said = [...diagnostics.matchAll(/error: .+? has a problem: (.+)/g)].map(([, message = ""]) => message);
    const { cloud } = world;
    const region = cloud.regionless ? [] : [expect.stringMatching(`^region: is required on ${cloud.title}: `)];
    const keys = Object.entries(cloud.settings).filter(([name, { secret }]) => secret && name in pair.settings);
    const missing = keys.map(([name]) =>
      expect.stringMatching(`^${name}: is required to sign calls to ${cloud.title}: `),
    );
    expect(said).toEqual([...reasons, ...region, ...missing]);
    expect(world.calls()).toEqual([]);

    world.declare();
    const unsigned = await world.stack.up({ mayFail: true, env: environment(pair, pair.planted) });
    expect(unsigned.code).not.toBe(0);
    expect(unsigned.stdout).toContain(pair.codes.badSignature);
    expect(unsigned.stdout).toContain("ipv6 debug");
    expect(world.simulator.ledger()).toEqual([]);

    await pair.outside.occupy(world.simulator);
    const [taken, { length }] = [world.simulator.state(), world.simulator.ledger()];
    const refused = await world.stack.up({ mayFail: true });
    expect(refused.code).not.toBe(0);
    expect(refused.stdout).toMatch(/error: .*adopt: true/);
    expect(await world.resources()).toEqual([]);
    expect(world.simulator.ledger()).toHaveLength(length);
    expect(world.simulator.state()).toEqual(taken);

    world.calls();
    expect(await world.up({ adopt: true })).toEqual({ create: 1, same: 1 });
    expect(world.sent(pair.actions.order)).toEqual([]);
    expect(world.deals()).toEqual(["bought"]);
    expect(world.web.outputs).toMatchObject(pair.inputs);
    expect(await world.seen(world.web)).toEqual({ id: world.web.id, properties: world.web.outputs });
    // From then on it is like any other.
    world.declare();
    await world.stack.preview({ args: ["--expect-no-changes"] });
  },
);

test.concurrent.each(rows)("%s: a run killed before it had the answer to its order", async (_name, pair) => {
  const world = await open(pair);
  world.simulator.fault({ action: pair.actions.order, do: "hold", when: "after" });
  const up = world.stack.startUp();
  await until("the order is placed", () => world.deals().length === 1);
  expect((await up.kill()).code).toBeNull();
  expect(await world.resources()).toEqual([]);

  await world.stack.unlock();
  const { stdout } = await world.stack.up();
  expect(stdout).toContain("an earlier run already ordered it; continuing from there");
  await expectOnce(world);
});

test.concurrent.each(whole)(
  "%s: reads that fail after the order: state keeps it, the next up finishes",
  async (_name, pair) => {
    const { order, change, release, read } = pair.actions;
    const world = await open(pair, "configuration");
    world.simulator.fault({ action: read, do: { code: pair.codes.denied }, times: -1, since: order });
    const { code, stdout } = await world.stack.up({ mayFail: true });
    expect(code).not.toBe(0);
    expect(stdout).toContain(pair.codes.denied);
    expect(world.deals()).toEqual(["bought"]);
    const { id, outputs, initErrors } = world.web;
    expect(initErrors).toEqual([expect.stringContaining(pair.codes.denied)]);
    // Without the frozen code refresh and destroy could not even begin.
    expect(outputs.__provider).toContain("pulumi-ipv6/dynamic");

    world.simulator.clearFaults();
    world.calls();
    await world.stack.up();
    expect(world.sent(order, change, release)).toEqual([]);
    expect(world.web.id).toBe(id);
    await expectOnce(world);
  },
);

test.concurrent.each(whole)("%s: an order whose answer was lost is one order", async (_name, pair) => {
  const { order } = pair.actions;
  const world = await open(pair);
  world.simulator.fault({ action: order, do: "drop", when: "after" });
  expect(await world.up()).toEqual({ create: 2 });
  expect(world.sent(order)).toHaveLength(pair.looksFirst ? 1 : 2);
  await expectOnce(world);
});

// Comes last and begins when all the others have ended: it reads what they left behind.
let files: Kept[] | undefined;
test.each(rows)("%s: no credential and no signature in any file or output", (_name, pair) => {
  const own = worlds.filter((world) => world.pair === pair);
  files ??= own.slice(0, 1).flatMap((world) => filesKept(world.stack));
  const kept = [...files, ...own.flatMap((world) => wordsSaid(world.stack))];
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
