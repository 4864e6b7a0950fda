import { CloudError, PartialError, Refusal } from "../../provider/core/error";
import { PAIRS } from "./pairs";
import { CALL, World } from "./world";

const failure = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => {
      throw new Error("it should have failed");
    },
    (error: unknown) => error,
  );

describe.each(PAIRS.map((pair) => [`${pair.cloud}.${pair.resource}`, pair] as const))("%s", (_name, pair) => {
  const { order, change, release, read } = pair.actions;
  const { bought, ended } = pair.events;
  const { codes } = pair;
  let world: World;
  const open = async (...options: Parameters<typeof World.open> extends [unknown, ...infer R] ? R : never) => {
    world = await World.open(pair, ...options);
  };
  beforeEach(() => open());
  afterEach(() => world.simulator.close());

  test("create, read, no change, delete", async () => {
    const made = await world.create();
    expect(world.count(bought)).toBe(1);
    expect(made.properties).toMatchObject(world.inputs());
    for (const output of Object.keys(world.binding.declaration.outputs)) expect(made.properties).toHaveProperty(output);

    const seen = await world.read(made);
    expect(seen).toEqual(made);
    expect(world.diff(made.properties, world.inputs())).toEqual([]);

    await world.delete(made);
    expect(world.count(ended)).toBe(1);
    const after = await world.read(made);
    if (pair.stays) expect(after?.properties).toMatchObject(pair.stays);
    else expect(after).toBeUndefined();
  });

  test("a change in place keeps the id and buys nothing", async () => {
    const made = await world.create();
    const delta = world.diff(made.properties, world.inputs(pair.changed));
    expect(delta.map((each) => each.onChange)).toEqual(["update"]);
    const changed = await world.update(made, pair.changed);
    expect(changed.id).toBe(made.id);
    expect(changed.properties).toMatchObject(pair.changed);
    expect(await world.read(changed)).toEqual(changed);
  });

  test("an update with nothing to do sends no write", async () => {
    const made = await world.create();
    const before = world.simulator.journal().length;
    await world.update(made);
    const sent = world.simulator
      .journal()
      .slice(before)
      .map((entry) => entry.action);
    expect(sent).not.toContain(change);
    expect(sent).not.toContain(release);
  });

  test("what cannot be changed in place is a replacement", async () => {
    const made = await world.create();
    const inputs = world.inputs(pair.replaced);
    expect(world.diff(made.properties, inputs).map((each) => each.onChange)).toContain("replace");
    await world.delete(made);
    const next = await world.create(pair.replaced);
    expect(next.properties).toMatchObject(pair.replaced);
    expect(world.count(bought)).toBe(2);
    expect(world.count(ended)).toBe(1);
  });

  test("drift is read, is a difference, and is put right", async () => {
    const made = await world.create();
    await pair.outside.meddle(world.simulator, made.properties);
    const seen = await world.read(made);
    expect(seen?.id).toBe(made.id);
    expect(world.diff(seen?.properties ?? {}, world.inputs())).not.toEqual([]);
    const mended = await world.update({ id: made.id, properties: seen?.properties ?? {} });
    expect(mended.properties).toMatchObject(world.inputs());
  });

  test("gone outside is proven before state forgets it, and deleting it then is done", async () => {
    const made = await world.create();
    await pair.outside.remove(world.simulator, made.properties);
    const looks = world.calls(read);
    expect(await world.read(made)).toBeUndefined();
    expect(world.calls(read) - looks).toBeGreaterThan(1);
    await world.delete(made);
    await world.delete(made);
  });

  test("updating what is gone says so and keeps the state", async () => {
    const made = await world.create();
    await pair.outside.remove(world.simulator, made.properties);
    const error = await failure(world.update(made, pair.changed));
    expect(error).toBeInstanceOf(PartialError);
    expect(error).toMatchObject({ id: made.id, message: expect.stringContaining("pulumi refresh") });
  });

  test("somebody else's is never taken silently, and adopt takes it without an order", async () => {
    await pair.outside.occupy(world.simulator);
    const error = await failure(world.create());
    expect(error).toBeInstanceOf(Refusal);
    expect((error as Error).message).toMatch(/adopt: true/);
    expect(world.count(bought)).toBe(1);

    const orders = world.calls(order);
    const adopted = await world.create({ adopt: true });
    expect(adopted.properties).toMatchObject(pair.inputs);
    expect(world.calls(order)).toBe(orders);
    expect(world.count(bought)).toBe(1);
  });

  test("adopt with nothing there orders nothing and says so", async () => {
    const error = await failure(world.create({ ...pair.nothingThere, adopt: true }));
    expect((error as Error).message).toMatch(/^adopt: .*nothing to take charge of/);
    expect(world.calls(order)).toBe(0);
  });

  test("a lost answer is one order", async () => {
    world.simulator.fault({ action: order, when: "after", do: "drop" });
    const made = await world.create();
    expect(world.calls(order)).toBe(pair.looksFirst ? 1 : 2);
    expect(world.count(bought)).toBe(1);
    expect(await world.read(made)).toEqual(made);
  });

  test("a run that died after the order is continued by the next, with the same order", async () => {
    world.simulator.fault({ action: order, when: "after", do: "drop", times: -1 });
    await world.create().then(
      (made) => expect(made.id).toBeTruthy(),
      (error) => expect([CloudError, PartialError]).toContain(error.constructor),
    );
    world.simulator.clearFaults();
    const made = await world.create();
    expect(world.count(bought)).toBe(1);
    expect(await world.read(made)).toEqual(made);
  });

  test("an order that is replayed though it was since deleted is placed anew", async () => {
    const first = await world.create();
    await world.delete(first);
    const second = await world.create();
    expect(world.count(bought)).toBe(2);
    expect(await world.read(second)).toEqual(second);
  });

  test("a replay of the live object is not deleted as the old one", async () => {
    const made = await world.create();
    const process = world.process();
    const call = { identity: "organization/project/stack::ipv6:test::web" };
    const again = await process.create(world.inputs(), call);
    expect(again.id).toBe(made.id);
    const error = await failure(process.delete(made.id, made.properties, call));
    expect((error as Error).message).toMatch(/not deleted/);
    expect(world.count(ended)).toBe(0);
  });

  test("what another resource of the run has is not deleted under an old name", async () => {
    const made = await world.create();
    const process = world.process();
    const [old, renamed] = [{ identity: CALL.identity }, { identity: "organization/project/stack::ipv6:test::new" }];
    const adopted = await process.create(world.inputs({ adopt: true }), renamed);
    expect(adopted.id).toBe(made.id);
    await expect(process.delete(made.id, made.properties, old)).rejects.toThrow(/not deleted.*"new".*aliases/);
    // The next run, too: the program keeps it, and the old entry is still in state.
    const next = world.process();
    next.diff(adopted.id, adopted.properties, world.inputs(), [renamed.identity]);
    await expect(next.delete(made.id, made.properties, old)).rejects.toThrow(/not deleted/);
    expect(world.count(ended)).toBe(0);
    // Renamed with an alias it goes by both names, and what is replaced may go.
    const last = world.process();
    last.diff(adopted.id, adopted.properties, world.inputs(), [renamed.identity, old.identity]);
    last.diff(adopted.id, adopted.properties, world.inputs(pair.replaced), ["another"]);
    await last.delete(made.id, made.properties, old);
    expect(world.count(ended)).toBe(1);
  });

  test("throttling and faults of the server are waited out", async () => {
    world.simulator.fault({ action: order, do: { code: codes.throttled }, times: 2 });
    world.simulator.fault({ action: order, do: { status: 503, body: "<html>busy</html>" }, times: 1, skip: 0 });
    world.simulator.fault({ action: read, do: { code: codes.unavailable }, times: 1 });
    const made = await world.create();
    expect(world.count(bought)).toBe(1);
    await world.delete(made);
    expect(world.count(ended)).toBe(1);
  });

  test("reads that lag by 5 s neither lose nor repeat an order", async () => {
    world.simulator.pace({ readLagMs: 5_000 });
    const made = await world.create();
    expect(world.count(bought)).toBe(1);
    const changed = await world.update(made, pair.changed);
    expect(changed.properties).toMatchObject(pair.changed);
    await world.delete(changed);
    const after = await world.read(changed);
    if (pair.stays) expect(after?.properties).toMatchObject(pair.stays);
    else expect(after).toBeUndefined();
  });

  test("when reads fail after the order, state keeps the id, and the next run goes on from there", async () => {
    world.simulator.fault({ action: read, do: { code: codes.denied }, times: -1, skip: pair.readsBefore ?? 1 });
    const error = (await failure(world.create())) as PartialError;
    expect(error).toBeInstanceOf(PartialError);
    expect(world.count(bought)).toBe(1);
    world.simulator.clearFaults();
    const made = await world.update({ id: error.id, properties: error.properties });
    expect(made.properties).toMatchObject(world.inputs());
    expect(world.count(bought)).toBe(1);
    await world.delete(made);
    expect(world.count(ended)).toBe(1);
  });

  test.each([
    ["a refusal of permission", { code: codes.denied }],
    ["an HTML page", { status: 404, body: "<html>not found</html>" }],
    ["an empty body", { status: 200, body: "" }],
    ["an empty object", { status: 200, body: "{}" }],
    ["an unknown code", { status: 404, code: codes.unheardOf }],
    ["a 404 that means managed elsewhere", { status: 404, code: codes.elsewhere }],
  ])("%s is never read as gone", async (_what, answer) => {
    const made = await world.create();
    world.simulator.fault({ action: read, do: answer, times: -1 });
    const error = await failure(world.read(made));
    expect(error).toBeInstanceOf(CloudError);
    expect((error as CloudError).kind).not.toBe("gone");
  });

  test("a wait that is cancelled hands over what it has", async () => {
    const controller = new AbortController();
    world.simulator.pace({ readLagMs: 3_600_000 });
    const sleep = world.clock.sleep;
    world.clock.sleep = (milliseconds, signal) => {
      if (milliseconds > 1_000) controller.abort();
      return sleep(milliseconds, signal);
    };
    const error = await failure(world.create({}, { signal: controller.signal }));
    expect(error).toBeInstanceOf(PartialError);
    expect(world.count(bought)).toBe(1);
  });

  test("the time for an operation is kept, and its end tells what was seen", async () => {
    const made = await world.create();
    world.simulator.pace({ readLagMs: 3_600_000 });
    const began = world.clock.now();
    const error = await failure(world.update(made, pair.changed, { timeouts: { update: 30 } }));
    expect(world.clock.now() - began).toBeLessThan(40_000);
    expect((error as Error).message).toMatch(/waited \d+ s for .* saw .* times|is gone/);
    expect(error).toBeInstanceOf(PartialError);
  });

  test("no key, secret or signature in any error or log line", async () => {
    const error = await failure(world.process(pair.planted).create(world.inputs(), { identity: "x" }));
    world.simulator.fault({ do: "drop", times: -1 });
    const dropped = await failure(world.create());
    const text = [error, dropped].map((each) => `${each} ${JSON.stringify(each)}`).join() + world.said.join();
    expect(text).toContain(codes.badSignature);
    expect(text).not.toMatch(/Signature=|SecurityToken=/);
    const { region: _, ...keys } = pair.settings;
    for (const secret of [...Object.values(keys), ...Object.values(pair.planted)]) expect(text).not.toContain(secret);
  });
});
