// What a preview asks of the cloud, through both doors: what would be refused fails it, and nothing is ever ordered.

import type { Values } from "../../../provider/core/check";
import { acts } from "../../acts";
import { PAIRS } from "../pairs";
import { DOORS, type DoorName } from "./door";
import { DoorHarness } from "./door-harness";

const BEGAN = Date.now();
const pairs = PAIRS.map((pair) => [`${pair.cloud}.${pair.resource}`, pair] as const);

describe.each(pairs)("%s", (_name, pair) => {
  /** The story through both doors: they must agree in every answer and every call. */
  async function told(story: (harness: DoorHarness) => Promise<void>): Promise<void> {
    const stories: unknown[] = [];
    for (const door of Object.keys(DOORS) as DoorName[]) {
      const harness = await DoorHarness.open(pair, door, BEGAN);
      try {
        await story(harness);
        stories.push(harness.story());
      } finally {
        await harness.close();
      }
    }
    expect(stories[1]).toEqual(stories[0]);
  }
  /** Whatever the preview asks, nothing acts. @returns what it was refused with */
  async function previewed(
    harness: DoorHarness,
    state: Parameters<DoorHarness["preview"]>[0],
    more: Values = {},
    asked = {},
  ) {
    const [ledger, calls] = [harness.simulator.ledger().length, harness.simulator.journal().length];
    const words = await harness.preview(state, more, asked).catch(({ message }: Error) => message);
    expect(harness.simulator.ledger()).toHaveLength(ledger);
    const made = harness.simulator.journal().slice(calls);
    expect(acts(made)).toEqual([]);
    return words;
  }

  test("what the cloud would take passes: an order, a change, a replacement", () =>
    told(async (harness) => {
      expect(await previewed(harness, undefined)).toBeUndefined();
      expect(harness.simulator.journal().length).toBeGreaterThan(0);
      const made = await harness.create();
      if (pair.changed) expect(await previewed(harness, made, pair.changed)).toBeUndefined();
      expect(await previewed(harness, made, pair.replaced)).toBeUndefined();
      const calls = harness.simulator.journal().length;
      expect(await previewed(harness, made)).toBeUndefined();
      expect(harness.simulator.journal().length).toBe(calls);
    }));

  (pair.stays ? test.skip : test)("a place that somebody else has is refused, with the ways out", () =>
    told(async (harness) => {
      await pair.outside.occupy(harness.simulator);
      const words = await previewed(harness, undefined, pair.changed);
      // Just as declared, and without marks: it may be what a run that was cut off has ordered.
      if (pair.changed) expect(words).toMatch(/adopt: true.*pulumi import/);
      else expect(words).toBeUndefined();
      expect(await previewed(harness, undefined, { adopt: true })).toBeUndefined();
    }),
  );

  test("there is nothing to adopt: refused as up would refuse it", () =>
    told(async (harness) => {
      const more = { ...pair.nothingThere, adopt: true };
      const words = await previewed(harness, undefined, more);
      await expect(harness.create(more)).rejects.toThrow(words ?? "a refusal");
    }));

  test("what a run that was killed has ordered does not stop the next preview", () =>
    told(async (harness) => {
      const run = await harness.run();
      harness.simulator.fault({ action: pair.actions.order, when: "after", do: { delayMs: 60_000 } });
      const dying = harness.create({}, { run, differs: true });
      dying.catch(() => {});
      await harness.until(() => pair.stays !== undefined || harness.count(pair.events.bought) > 0);
      harness.kill(run);
      harness.simulator.clearFaults();
      expect(await previewed(harness, undefined)).toBeUndefined();
    }));

  test("a cloud that cannot be reached is one warning, and stops nobody", async () => {
    const harness = await DoorHarness.open(pair, "dynamic", BEGAN);
    try {
      const run = await harness.run();
      harness.simulator.fault({ do: "drop", times: -1 });
      expect(await previewed(harness, undefined, {}, { run })).toBeUndefined();
      const calls = harness.simulator.journal().length;
      expect(await previewed(harness, undefined, {}, { run, name: "other" })).toBeUndefined();
      expect(harness.simulator.journal().length).toBe(calls);
      expect(harness.said.filter((line) => /no usable answer at preview/.test(line))).toHaveLength(1);
    } finally {
      await harness.close();
    }
  });

  test("preflight: warn says it and passes, off asks nothing", async () => {
    const harness = await DoorHarness.open(pair, "dynamic", BEGAN);
    try {
      const more = { ...pair.nothingThere, adopt: true };
      const quiet = await harness.run({}, { preflight: "off" });
      expect(await previewed(harness, undefined, more, { run: quiet })).toBeUndefined();
      expect(harness.simulator.journal()).toEqual([]);
      const mild = await harness.run({}, { preflight: "warn" });
      expect(await previewed(harness, undefined, more, { run: mild })).toBeUndefined();
      expect(harness.said.join()).toMatch(/warning: web: up would be refused: .*nothing to adopt/);
      const wrong = await harness.run({}, { preflight: "loud" });
      expect(await previewed(harness, undefined, more, { run: wrong })).toBe(
        "ipv6:preflight: must be off, warn, enforce",
      );
    } finally {
      await harness.close();
    }
  });
});
