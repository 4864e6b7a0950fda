// Every resource of every cloud through the plugin: what the engine is told, and what it can do with that.
import { acts } from "../acts";
import { Peer, urnOf } from "../plugin/peer";
import { PAIRS } from "./pairs";
import { ProviderHarness } from "./provider-harness";

describe.each(PAIRS.map((pair) => [`${pair.cloud}:${pair.resource}`, pair] as const))("%s", (type, pair) => {
  const urn = urnOf(type);
  let harness: ProviderHarness;
  let peer: Peer;
  const newRun = () => peer.configure({ [pair.cloud]: { ...pair.settings, endpoint: harness.simulator.url } });
  const inputsOf = async (more: object = {}) => {
    const { inputs, failures } = await peer.check(urn, { ...pair.inputs, ...more });
    expect(failures).toEqual([]);
    return inputs;
  };

  beforeEach(async () => {
    harness = await ProviderHarness.open(pair);
    peer = await Peer.start({}, harness.clock);
    await newRun();
  });
  afterEach(async () => {
    peer.stop();
    await harness.simulator.close();
  });

  test("settings pass, and a plan only reads and asks for dry runs", async () => {
    const { failures } = await peer.checkConfig({
      [pair.cloud]: { ...pair.settings, endpoint: harness.simulator.url },
    });
    expect(failures).toEqual([]);
    const { properties } = await peer.create(urn, await inputsOf(), { preview: true });
    expect(Object.keys(properties)).toEqual(expect.arrayContaining(Object.keys(harness.binding.declaration.outputs)));
    expect(acts(harness.simulator.journal())).toEqual([]);
    expect(harness.simulator.ledger()).toEqual([]);
  });

  test("created, refreshed without a change, changed in place, deleted", async () => {
    const inputs = await inputsOf();
    const made = await peer.create(urn, inputs);
    expect(await peer.read(urn, made.id, made.properties, inputs)).toEqual({
      ...made,
      inputs,
      refreshBeforeUpdate: undefined,
    });
    expect((await peer.diff(urn, made.id, made.properties, inputs)).changes).toBe(false);
    const news = await inputsOf(pair.changed);
    const inPlace = { changes: pair.changed !== undefined, replaces: [] };
    expect(await peer.diff(urn, made.id, made.properties, news)).toMatchObject(inPlace);
    const changed = await peer.update(urn, made.id, made.properties, news);
    expect(changed.properties).toMatchObject(news);
    expect(
      await peer.diff(urn, made.id, changed.properties, await inputsOf({ ...pair.changed, ...pair.replaced })),
    ).toMatchObject({
      changes: true,
      deleteFirst: true,
    });
    const ended = harness.count(pair.events.ended);
    await peer.delete(urn, made.id, changed.properties);
    expect(harness.count(pair.events.ended)).toBe(ended + 1);
  });

  test("imported by its id: the inputs pass check and are no difference, nor are those of the program that made it", async () => {
    const inputs = await inputsOf();
    const { id } = await peer.create(urn, inputs);
    const found = await peer.read(urn, id);
    expect(found.id).toBe(id);
    const checked = await peer.check(urn, found.inputs, found.inputs);
    expect(checked).toMatchObject({ inputs: found.inputs, failures: [] });
    expect((await peer.diff(urn, id, found.properties, found.inputs)).changes).toBe(false);
    const declared = (await peer.check(urn, pair.inputs, found.inputs)).inputs;
    expect((await peer.diff(urn, id, found.properties, declared)).changes).toBe(false);
    expect(await peer.read(urn, id, found.properties, found.inputs)).toEqual(found);
  });

  test("a forced replacement keeps the one object", async () => {
    const inputs = await inputsOf();
    const old = await peer.create(urn, inputs);
    const bought = harness.count(pair.events.bought);
    await newRun();
    const next = await peer.create(urn, inputs);
    expect(next.id).toBe(old.id);
    await peer.delete(urn, old.id, old.properties);
    expect(harness.count(pair.events.bought)).toBe(bought);
    expect(harness.count(pair.events.ended)).toBe(0);
    await newRun();
    await peer.delete(urn, next.id, next.properties);
    expect(harness.count(pair.events.ended)).toBe(1);
  });
});
