// What a preview asks of the cloud, through both doors: what would be refused fails it, and nothing is ever ordered.

import type { Values } from "../../../provider/core/check";
import { acts } from "../../acts";
import { PAIRS } from "../pairs";
import { DOORS, type DoorName } from "./door";
import { Stage } from "./stage";

const BEGAN = Date.now();
const pairs = PAIRS.map((pair) => [`${pair.cloud}.${pair.resource}`, pair] as const);

describe.each(pairs)("%s", (_name, pair) => {
  /** The story through both doors: they must agree in every answer and every call. */
  async function told(story: (stage: Stage) => Promise<void>): Promise<void> {
    const stories: unknown[] = [];
    for (const door of Object.keys(DOORS) as DoorName[]) {
      const stage = await Stage.open(pair, door, BEGAN);
      try {
        await story(stage);
        stories.push(stage.story());
      } finally {
        await stage.close();
      }
    }
    expect(stories[1]).toEqual(stories[0]);
  }
  /** Whatever the preview asks, nothing acts. @returns what it was refused with */
  async function previewed(stage: Stage, state: Parameters<Stage["preview"]>[0], more: Values = {}, asked = {}) {
    const [ledger, calls] = [stage.simulator.ledger().length, stage.simulator.journal().length];
    const words = await stage.preview(state, more, asked).catch(({ message }: Error) => message);
    expect(stage.simulator.ledger()).toHaveLength(ledger);
    const made = stage.simulator.journal().slice(calls);
    expect(acts(made)).toEqual([]);
    return words;
  }

  test("what the cloud would take passes: an order, a change, a replacement", () =>
    told(async (stage) => {
      expect(await previewed(stage, undefined)).toBeUndefined();
      expect(stage.simulator.journal().length).toBeGreaterThan(0);
      const made = await stage.create();
      if (pair.changed) expect(await previewed(stage, made, pair.changed)).toBeUndefined();
      expect(await previewed(stage, made, pair.replaced)).toBeUndefined();
      const calls = stage.simulator.journal().length;
      expect(await previewed(stage, made)).toBeUndefined();
      expect(stage.simulator.journal().length).toBe(calls);
    }));

  (pair.stays ? test.skip : test)("a place that somebody else has is refused, with the ways out", () =>
    told(async (stage) => {
      await pair.outside.occupy(stage.simulator);
      const words = await previewed(stage, undefined, pair.changed);
      // Just as declared, and without marks: it may be what a run that was cut off has ordered.
      if (pair.changed) expect(words).toMatch(/adopt: true.*pulumi import/);
      else expect(words).toBeUndefined();
      expect(await previewed(stage, undefined, { adopt: true })).toBeUndefined();
    }),
  );

  test("there is nothing to adopt: refused as up would refuse it", () =>
    told(async (stage) => {
      const more = { ...pair.nothingThere, adopt: true };
      const words = await previewed(stage, undefined, more);
      await expect(stage.create(more)).rejects.toThrow(words ?? "a refusal");
    }));

  test("what a run that was killed has ordered does not stop the next preview", () =>
    told(async (stage) => {
      const run = await stage.run();
      stage.simulator.fault({ action: pair.actions.order, when: "after", do: { delayMs: 60_000 } });
      const dying = stage.create({}, { run, differs: true });
      dying.catch(() => {});
      await stage.until(() => pair.stays !== undefined || stage.count(pair.events.bought) > 0);
      stage.kill(run);
      stage.simulator.clearFaults();
      expect(await previewed(stage, undefined)).toBeUndefined();
    }));

  test("a cloud that cannot be reached is one warning, and stops nobody", async () => {
    const stage = await Stage.open(pair, "dynamic", BEGAN);
    try {
      const run = await stage.run();
      stage.simulator.fault({ do: "drop", times: -1 });
      expect(await previewed(stage, undefined, {}, { run })).toBeUndefined();
      const calls = stage.simulator.journal().length;
      expect(await previewed(stage, undefined, {}, { run, name: "other" })).toBeUndefined();
      expect(stage.simulator.journal().length).toBe(calls);
      expect(stage.said.filter((line) => /no usable answer at preview/.test(line))).toHaveLength(1);
    } finally {
      await stage.close();
    }
  });

  test("preflight: warn says it and passes, off asks nothing", async () => {
    const stage = await Stage.open(pair, "dynamic", BEGAN);
    try {
      const more = { ...pair.nothingThere, adopt: true };
      const quiet = await stage.run({}, { preflight: "off" });
      expect(await previewed(stage, undefined, more, { run: quiet })).toBeUndefined();
      expect(stage.simulator.journal()).toEqual([]);
      const mild = await stage.run({}, { preflight: "warn" });
      expect(await previewed(stage, undefined, more, { run: mild })).toBeUndefined();
      expect(stage.said.join()).toMatch(/warning: web: up would be refused: .*nothing to adopt/);
      const wrong = await stage.run({}, { preflight: "loud" });
      expect(await previewed(stage, undefined, more, { run: wrong })).toBe(
        "ipv6:preflight: must be off, warn, enforce",
      );
    } finally {
      await stage.close();
    }
  });
});
