// What every resource of every cloud must do, through both doors: the same plans, calls and outputs.
import type { State } from "../../../provider/core/lifecycle/reconcile";
import type { Output } from "../../../provider/core/resource";
import { acts } from "../../acts";
import { PAIRS } from "../pairs";
import { type DoorName, EVERY_DOOR, Failed } from "./door";
import { DoorHarness } from "./door-harness";

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

/** Outputs that are the first member of a list. */
function expectFirsts({ binding }: DoorHarness, { properties }: State): void {
  const outputs: Readonly<Record<string, Output<unknown>>> = binding.declaration.outputs;
  for (const [name, { firstOf }] of Object.entries(outputs))
    if (firstOf) expect([name, properties[name]]).toEqual([name, (properties[firstOf] as unknown[])[0]]);
}

describe.each(PAIRS.map((pair) => [`${pair.cloud}.${pair.resource}`, pair] as const))("%s", (_name, pair) => {
  const { order, read } = pair.actions;
  const { bought, ended } = pair.events;
  const { codes, changed } = pair;
  const { meddle } = pair.outside;

  /** Plays the story at each door, each in a cloud of its own, and holds the doors to one transcript. */
  const scenario = (
    name: string,
    play: (harness: DoorHarness) => Promise<void>,
    doors: readonly DoorName[] = EVERY_DOOR,
  ) => test(name, () => both(play, doors));
  const both = async (play: (harness: DoorHarness) => Promise<void>, doors: readonly DoorName[]) => {
    const stories: unknown[] = [];
    // One moment for both, so that they tell the same times.
    const began = Date.now();
    for (const door of doors) {
      const harness = await DoorHarness.open(pair, door, began);
      try {
        await play(harness);
        stories.push(harness.story());
      } finally {
        await harness.close();
      }
    }
    for (const story of stories) expect(story).toEqual(stories[0]);
  };

  scenario("create, read, no change, delete", async (harness) => {
    const made = await harness.create();
    expect(harness.count(bought)).toBe(1);
    expect(made.properties).toMatchObject(harness.inputs());
    for (const output of Object.keys(harness.binding.declaration.outputs))
      expect(made.properties).toHaveProperty(output);
    expectFirsts(harness, made);

    const seen = await harness.read(made);
    expect(seen).toEqual(made);
    expect((await harness.plan(made)).op).toBe("same");

    await harness.delete(made);
    expect(harness.count(ended)).toBe(1);
    const after = await harness.read(made);
    if (pair.stays) expect(after?.properties).toMatchObject(pair.stays);
    else expect(after).toBeUndefined();
  });

  if (changed) {
    scenario("a change in place keeps the id and buys nothing", async (harness) => {
      const made = await harness.create();
      expect((await harness.plan(made, changed)).op).toBe("update");
      const after = await harness.update(made, changed);
      expect(after.id).toBe(made.id);
      expect(after.properties).toMatchObject(changed);
      expect(await harness.read(after)).toEqual(after);
      expectFirsts(harness, after);
    });
  } else {
    scenario("there is no change in place: no input says that it has one", async (harness) => {
      const fields: Record<string, { onChange: string }> = harness.binding.declaration.fields;
      expect(Object.values(fields).map((field) => field.onChange)).not.toContain("update");
    });
  }

  scenario("an update with nothing to do sends no write", async (harness) => {
    const made = await harness.create();
    await harness.settle();
    const before = harness.simulator.journal().length;
    await harness.update(made);
    await harness.settle();
    expect(acts(harness.simulator.journal().slice(before)).map(({ action }) => action)).toEqual([]);
  });

  scenario("what cannot be changed in place is a replacement", async (harness) => {
    const made = await harness.create();
    expect((await harness.plan(made, pair.replaced)).replaces).not.toEqual([]);
    await harness.delete(made);
    const next = await harness.create(pair.replaced);
    expect(next.properties).toMatchObject(pair.replaced);
    expect(harness.count(bought)).toBe(2);
    expect(harness.count(ended)).toBe(1);
  });

  if (meddle) {
    scenario("drift is read, is a difference, and is put right", async (harness) => {
      const made = await harness.create();
      await meddle(harness.simulator, made.properties);
      const seen = (await harness.read(made)) ?? made;
      expect(seen.id).toBe(made.id);
      expect((await harness.plan(seen)).op).not.toBe("same");
      const mended = await harness.update(seen);
      expect(mended.properties).toMatchObject(harness.inputs());
    });
  }

  scenario("gone outside is proven before state forgets it, and deleting it then is done", async (harness) => {
    const made = await harness.create();
    await pair.outside.remove(harness.simulator, made.properties);
    const looks = harness.calls(read);
    expect(await harness.read(made)).toBeUndefined();
    expect(harness.calls(read) - looks).toBeGreaterThan(1);
    await harness.delete(made);
    await harness.delete(made);
  });

  scenario("updating what is gone says so and keeps the state", async (harness) => {
    const made = await harness.create();
    await pair.outside.remove(harness.simulator, made.properties);
    const { state, message } = await failure(harness.update(made, changed));
    expect(state?.id).toBe(made.id);
    expect(message).toContain("pulumi refresh");
  });

  scenario("somebody else's is never taken silently, and adopt takes it without an order", async (harness) => {
    await pair.outside.occupy(harness.simulator);
    const { state, message } = await failure(harness.create());
    expect(state).toBeUndefined();
    expect(message).toMatch(/adopt: true/);
    expect(harness.count(bought)).toBe(1);

    const orders = harness.calls(order);
    const adopted = await harness.create({ adopt: true });
    expect(adopted.properties).toMatchObject(pair.inputs);
    expect(harness.calls(order)).toBe(orders);
    expect(harness.count(bought)).toBe(1);
  });

  scenario("adopt with nothing there orders nothing and says so", async (harness) => {
    const { message } = await failure(harness.create({ ...pair.nothingThere, adopt: true }));
    expect(message).toMatch(/^adopt: .*nothing to adopt/);
    expect(harness.calls(order)).toBe(0);
  });

  scenario("a lost answer is one order", async (harness) => {
    harness.simulator.fault({ action: order, when: "after", do: "drop" });
    const made = await harness.create();
    expect(harness.calls(order)).toBe(pair.looksFirst ? 1 : 2);
    expect(harness.count(bought)).toBe(1);
    expect(await harness.read(made)).toEqual(made);
  });

  scenario("a run that died after the order is continued by the next, with the same order", async (harness) => {
    harness.simulator.fault({ action: order, when: "after", do: "drop", times: -1 });
    await harness.create().then(
      (made) => expect(made.id).toBeTruthy(),
      (error) => expect(error).toBeInstanceOf(Failed),
    );
    harness.simulator.clearFaults();
    const made = await harness.create();
    expect(harness.count(bought)).toBe(1);
    expect(await harness.read(made)).toEqual(made);
  });

  scenario("an order that is replayed though it was since deleted is placed anew", async (harness) => {
    const first = await harness.create();
    await harness.delete(first);
    const second = await harness.create();
    expect(harness.count(bought)).toBe(2);
    expect(await harness.read(second)).toEqual(second);
  });

  scenario("a replay of the live object is not deleted as the old one", async (harness) => {
    const made = await harness.create();
    const run = await harness.run();
    const again = await harness.create({}, { run });
    expect(again.id).toBe(made.id);
    await harness.delete(made, { run });
    expect(harness.count(ended)).toBe(0);
  });

  scenario("what another resource of the run has is not deleted under an old name", async (harness) => {
    const made = await harness.create();
    const run = await harness.run();
    const adopted = await harness.create({ adopt: true }, { run, name: "new" });
    expect(adopted.id).toBe(made.id);
    await harness.delete(made, { run });
    // The next run, too: the program keeps it, and the old entry is still in state.
    const next = await harness.run();
    await harness.plan(adopted, {}, { run: next, name: "new" });
    await harness.delete(made, { run: next });
    expect(harness.count(ended)).toBe(0);
    // Renamed with an alias, and to be replaced: what it has may go.
    const last = await harness.run();
    await harness.plan(made, {}, { run: last, name: "new" });
    await harness.plan(made, pair.replaced, { run: last, name: "another" });
    await harness.delete(made, { run: last });
    expect(harness.count(ended)).toBe(1);
  });

  scenario("throttling and faults of the server are waited out", async (harness) => {
    harness.simulator.fault({ action: order, do: { code: codes.throttled }, times: 2 });
    harness.simulator.fault({ action: order, do: { status: 503, body: "<html>busy</html>" }, times: 1, skip: 0 });
    harness.simulator.fault({ action: read, do: { code: codes.unavailable }, times: 1 });
    const made = await harness.create();
    expect(harness.count(bought)).toBe(1);
    await harness.delete(made);
    expect(harness.count(ended)).toBe(1);
  });

  scenario("reads that lag by 5 s neither lose nor repeat an order", async (harness) => {
    harness.simulator.pace({ readLagMs: 5_000 });
    const made = await harness.create();
    expect(harness.count(bought)).toBe(1);
    const later = await harness.update(made, changed);
    expect(later.properties).toMatchObject(harness.inputs(changed));
    await harness.delete(later);
    const after = await harness.read(later);
    if (pair.stays) expect(after?.properties).toMatchObject(pair.stays);
    else expect(after).toBeUndefined();
  });

  scenario(
    "when reads fail after the order, state keeps the id, and the next run goes on from there",
    async (harness) => {
      harness.simulator.fault({ action: read, do: { code: codes.denied }, times: -1, since: order });
      const { state } = await failure(harness.create());
      if (!state) throw new Error("nothing was kept");
      expect(harness.count(bought)).toBe(1);
      harness.simulator.clearFaults();
      const made = await harness.update(state);
      expect(made.properties).toMatchObject(harness.inputs());
      expect(harness.count(bought)).toBe(1);
      await harness.delete(made);
      expect(harness.count(ended)).toBe(1);
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
    both(async (harness) => {
      const made = await harness.create();
      harness.simulator.fault({ action: read, do: answer, times: -1 });
      await failure(harness.read(made));
    }, EVERY_DOOR),
  );

  scenario(
    "a wait that is cancelled hands over what it has",
    async (harness) => {
      harness.simulator.pace({ readLagMs: 3_600_000 });
      const run = await harness.run();
      const sleep = harness.clock.sleep;
      harness.clock.sleep = (milliseconds, signal) => {
        if (milliseconds > 1_000 && harness.count(bought) > 0) void run.cancel?.();
        return sleep(milliseconds, signal);
      };
      const { state } = await failure(harness.create({}, { run }));
      expect(state?.id).toBeTruthy();
      expect(harness.count(bought)).toBe(1);
    },
    // The engine does not tell a dynamic provider of Ctrl-C.
    ["plugin"],
  );

  scenario("the time for an operation is kept, and its end tells what was seen", async (harness) => {
    const made = await harness.create();
    harness.simulator.pace({ readLagMs: 3_600_000 });
    const began = harness.clock.now();
    const { state, message } = await failure(harness.update(made, changed, { seconds: 30 }));
    expect(harness.clock.now() - began).toBeLessThan(40_000);
    expect(message).toMatch(/waited \d+ s for .* saw .* times|is gone/);
    expect(state?.id).toBe(made.id);
  });

  scenario("no key, secret or signature in any error or log line", async (harness) => {
    const run = await harness.run(pair.planted);
    const refused = await failure(harness.create({}, { run, name: "x" }));
    harness.simulator.fault({ do: "drop", times: -1 });
    const dropped = await failure(harness.create());
    const text = [refused, dropped].map((each) => `${each} ${JSON.stringify(each)}`).join() + harness.said.join();
    expect(text).toContain(codes.badSignature);
    expect(text).not.toMatch(/Signature=|SecurityToken=/);
    const { region: _, ...keys } = pair.settings;
    for (const secret of [...Object.values(keys), ...Object.values(pair.planted)]) expect(text).not.toContain(secret);
  });
});
