// What every resource of every cloud must do, through both doors: the same plans, calls and outputs.
import { PAIRS } from "../pairs";
import { DOORS, type DoorName, Failed } from "./door";
import { Stage } from "./stage";

const EVERY = Object.keys(DOORS) as DoorName[];

const failure = (work: Promise<unknown>): Promise<Failed> =>
  work.then(
    () => {
      throw new Error("it should have failed");
    },
    (error: unknown) => {
      if (error instanceof Failed) return error;
      throw error;
    },
  );

describe.each(PAIRS.map((pair) => [`${pair.cloud}.${pair.resource}`, pair] as const))("%s", (_name, pair) => {
  const { order, change, release, read } = pair.actions;
  const { bought, ended } = pair.events;
  const { codes, changed } = pair;
  const { meddle } = pair.outside;

  /** Plays the story at each door, each in a cloud of its own, and holds the doors to one transcript. */
  const scenario = (name: string, play: (stage: Stage) => Promise<void>, doors: readonly DoorName[] = EVERY) =>
    test(name, () => both(play, doors));
  const both = async (play: (stage: Stage) => Promise<void>, doors: readonly DoorName[]) => {
    const stories: unknown[] = [];
    // One moment for both, so that they tell the same times.
    const began = Date.now();
    for (const door of doors) {
      const stage = await Stage.open(pair, door, began);
      try {
        await play(stage);
        stories.push(stage.story());
      } finally {
        await stage.close();
      }
    }
    for (const story of stories) expect(story).toEqual(stories[0]);
  };

  scenario("create, read, no change, delete", async (stage) => {
    const made = await stage.create();
    expect(stage.count(bought)).toBe(1);
    expect(made.properties).toMatchObject(stage.inputs());
    for (const output of Object.keys(stage.binding.declaration.outputs)) expect(made.properties).toHaveProperty(output);

    const seen = await stage.read(made);
    expect(seen).toEqual(made);
    expect((await stage.plan(made)).op).toBe("same");

    await stage.delete(made);
    expect(stage.count(ended)).toBe(1);
    const after = await stage.read(made);
    if (pair.stays) expect(after?.properties).toMatchObject(pair.stays);
    else expect(after).toBeUndefined();
  });

  if (changed) {
    scenario("a change in place keeps the id and buys nothing", async (stage) => {
      const made = await stage.create();
      expect((await stage.plan(made, changed)).op).toBe("update");
      const after = await stage.update(made, changed);
      expect(after.id).toBe(made.id);
      expect(after.properties).toMatchObject(changed);
      expect(await stage.read(after)).toEqual(after);
    });
  } else {
    scenario("there is no change in place: no input says that it has one", async (stage) => {
      const fields: Record<string, { onChange: string }> = stage.binding.declaration.fields;
      expect(Object.values(fields).map((field) => field.onChange)).not.toContain("update");
    });
  }

  scenario("an update with nothing to do sends no write", async (stage) => {
    const made = await stage.create();
    const before = stage.simulator.journal().length;
    await stage.update(made);
    const sent = stage.simulator
      .journal()
      .slice(before)
      .map((entry) => entry.action);
    expect(sent).not.toContain(change);
    expect(sent).not.toContain(release);
  });

  scenario("what cannot be changed in place is a replacement", async (stage) => {
    const made = await stage.create();
    expect((await stage.plan(made, pair.replaced)).replaces).not.toEqual([]);
    await stage.delete(made);
    const next = await stage.create(pair.replaced);
    expect(next.properties).toMatchObject(pair.replaced);
    expect(stage.count(bought)).toBe(2);
    expect(stage.count(ended)).toBe(1);
  });

  if (meddle) {
    scenario("drift is read, is a difference, and is put right", async (stage) => {
      const made = await stage.create();
      await meddle(stage.simulator, made.properties);
      const seen = (await stage.read(made)) ?? made;
      expect(seen.id).toBe(made.id);
      expect((await stage.plan(seen)).op).not.toBe("same");
      const mended = await stage.update(seen);
      expect(mended.properties).toMatchObject(stage.inputs());
    });
  }

  scenario("gone outside is proven before state forgets it, and deleting it then is done", async (stage) => {
    const made = await stage.create();
    await pair.outside.remove(stage.simulator, made.properties);
    const looks = stage.calls(read);
    expect(await stage.read(made)).toBeUndefined();
    expect(stage.calls(read) - looks).toBeGreaterThan(1);
    await stage.delete(made);
    await stage.delete(made);
  });

  scenario("updating what is gone says so and keeps the state", async (stage) => {
    const made = await stage.create();
    await pair.outside.remove(stage.simulator, made.properties);
    const { state, message } = await failure(stage.update(made, changed));
    expect(state?.id).toBe(made.id);
    expect(message).toContain("pulumi refresh");
  });

  scenario("somebody else's is never taken silently, and adopt takes it without an order", async (stage) => {
    await pair.outside.occupy(stage.simulator);
    const { state, message } = await failure(stage.create());
    expect(state).toBeUndefined();
    expect(message).toMatch(/adopt: true/);
    expect(stage.count(bought)).toBe(1);

    const orders = stage.calls(order);
    const adopted = await stage.create({ adopt: true });
    expect(adopted.properties).toMatchObject(pair.inputs);
    expect(stage.calls(order)).toBe(orders);
    expect(stage.count(bought)).toBe(1);
  });

  scenario("adopt with nothing there orders nothing and says so", async (stage) => {
    const { message } = await failure(stage.create({ ...pair.nothingThere, adopt: true }));
    expect(message).toMatch(/^adopt: .*nothing to adopt/);
    expect(stage.calls(order)).toBe(0);
  });

  scenario("a lost answer is one order", async (stage) => {
    stage.simulator.fault({ action: order, when: "after", do: "drop" });
    const made = await stage.create();
    expect(stage.calls(order)).toBe(pair.looksFirst ? 1 : 2);
    expect(stage.count(bought)).toBe(1);
    expect(await stage.read(made)).toEqual(made);
  });

  scenario("a run that died after the order is continued by the next, with the same order", async (stage) => {
    stage.simulator.fault({ action: order, when: "after", do: "drop", times: -1 });
    await stage.create().then(
      (made) => expect(made.id).toBeTruthy(),
      (error) => expect(error).toBeInstanceOf(Failed),
    );
    stage.simulator.clearFaults();
    const made = await stage.create();
    expect(stage.count(bought)).toBe(1);
    expect(await stage.read(made)).toEqual(made);
  });

  scenario("an order that is replayed though it was since deleted is placed anew", async (stage) => {
    const first = await stage.create();
    await stage.delete(first);
    const second = await stage.create();
    expect(stage.count(bought)).toBe(2);
    expect(await stage.read(second)).toEqual(second);
  });

  scenario("a replay of the live object is not deleted as the old one", async (stage) => {
    const made = await stage.create();
    const run = await stage.run();
    const again = await stage.create({}, { run });
    expect(again.id).toBe(made.id);
    await stage.delete(made, { run });
    expect(stage.count(ended)).toBe(0);
  });

  scenario("what another resource of the run has is not deleted under an old name", async (stage) => {
    const made = await stage.create();
    const run = await stage.run();
    const adopted = await stage.create({ adopt: true }, { run, name: "new" });
    expect(adopted.id).toBe(made.id);
    await stage.delete(made, { run });
    // The next run, too: the program keeps it, and the old entry is still in state.
    const next = await stage.run();
    await stage.plan(adopted, {}, { run: next, name: "new" });
    await stage.delete(made, { run: next });
    expect(stage.count(ended)).toBe(0);
    // Renamed with an alias, and to be replaced: what it has may go.
    const last = await stage.run();
    await stage.plan(made, {}, { run: last, name: "new" });
    await stage.plan(made, pair.replaced, { run: last, name: "another" });
    await stage.delete(made, { run: last });
    expect(stage.count(ended)).toBe(1);
  });

  scenario("throttling and faults of the server are waited out", async (stage) => {
    stage.simulator.fault({ action: order, do: { code: codes.throttled }, times: 2 });
    stage.simulator.fault({ action: order, do: { status: 503, body: "<html>busy</html>" }, times: 1, skip: 0 });
    stage.simulator.fault({ action: read, do: { code: codes.unavailable }, times: 1 });
    const made = await stage.create();
    expect(stage.count(bought)).toBe(1);
    await stage.delete(made);
    expect(stage.count(ended)).toBe(1);
  });

  scenario("reads that lag by 5 s neither lose nor repeat an order", async (stage) => {
    stage.simulator.pace({ readLagMs: 5_000 });
    const made = await stage.create();
    expect(stage.count(bought)).toBe(1);
    const later = await stage.update(made, changed);
    expect(later.properties).toMatchObject(stage.inputs(changed));
    await stage.delete(later);
    const after = await stage.read(later);
    if (pair.stays) expect(after?.properties).toMatchObject(pair.stays);
    else expect(after).toBeUndefined();
  });

  scenario(
    "when reads fail after the order, state keeps the id, and the next run goes on from there",
    async (stage) => {
      stage.simulator.fault({ action: read, do: { code: codes.denied }, times: -1, since: order });
      const { state } = await failure(stage.create());
      if (!state) throw new Error("nothing was kept");
      expect(stage.count(bought)).toBe(1);
      stage.simulator.clearFaults();
      const made = await stage.update(state);
      expect(made.properties).toMatchObject(stage.inputs());
      expect(stage.count(bought)).toBe(1);
      await stage.delete(made);
      expect(stage.count(ended)).toBe(1);
    },
  );

  test.each([
    ["a refusal of permission", { code: codes.denied }],
    ["an HTML page", { status: 404, body: "<html>not found</html>" }],
    ["an empty body", { status: 200, body: "" }],
    ["an empty object", { status: 200, body: "{}" }],
    ["an unknown code", { status: 404, code: codes.unheardOf }],
    ["a 404 that means managed elsewhere", { status: 404, code: codes.elsewhere }],
  ])("%s is never read as gone", (_what, answer) =>
    both(async (stage) => {
      const made = await stage.create();
      stage.simulator.fault({ action: read, do: answer, times: -1 });
      await failure(stage.read(made));
    }, EVERY),
  );

  scenario(
    "a wait that is cancelled hands over what it has",
    async (stage) => {
      stage.simulator.pace({ readLagMs: 3_600_000 });
      const run = await stage.run();
      const sleep = stage.clock.sleep;
      stage.clock.sleep = (milliseconds, signal) => {
        if (milliseconds > 1_000 && stage.count(bought) > 0) void run.cancel?.();
        return sleep(milliseconds, signal);
      };
      const { state } = await failure(stage.create({}, { run }));
      expect(state?.id).toBeTruthy();
      expect(stage.count(bought)).toBe(1);
    },
    // The engine does not tell a dynamic provider of Ctrl-C.
    ["plugin"],
  );

  scenario("the time for an operation is kept, and its end tells what was seen", async (stage) => {
    const made = await stage.create();
    stage.simulator.pace({ readLagMs: 3_600_000 });
    const began = stage.clock.now();
    const { state, message } = await failure(stage.update(made, changed, { seconds: 30 }));
    expect(stage.clock.now() - began).toBeLessThan(40_000);
    expect(message).toMatch(/waited \d+ s for .* saw .* times|is gone/);
    expect(state?.id).toBe(made.id);
  });

  scenario("no key, secret or signature in any error or log line", async (stage) => {
    const run = await stage.run(pair.planted);
    const refused = await failure(stage.create({}, { run, name: "x" }));
    stage.simulator.fault({ do: "drop", times: -1 });
    const dropped = await failure(stage.create());
    const text = [refused, dropped].map((each) => `${each} ${JSON.stringify(each)}`).join() + stage.said.join();
    expect(text).toContain(codes.badSignature);
    expect(text).not.toMatch(/Signature=|SecurityToken=/);
    const { region: _, ...keys } = pair.settings;
    for (const secret of [...Object.values(keys), ...Object.values(pair.planted)]) expect(text).not.toContain(secret);
  });
});
