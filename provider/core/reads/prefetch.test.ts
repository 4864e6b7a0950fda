import type { Context } from "../context";
import { batched } from "./batch";
import { ListCache, type Page, Writes, walk } from "./list-cache";
import { Prefetch } from "./prefetch";

const PER_PAGE = 10;

/** A cloud with numbered objects whose values contain the time they were read, and a clock. */
class Harness {
  now = 0;
  readonly calls: string[] = [];
  readonly writes = new Writes();
  readonly there = new Set<string>();
  failing = false;
  /** Milliseconds per page. */
  slow = 0;
  meanwhile = () => {};
  readonly clock = {
    now: () => this.now,
    sleep: async (milliseconds: number) => {
      await new Promise(setImmediate);
      this.now += milliseconds;
    },
  };
  private readonly load = batched<string, string>({
    ...{ most: 20, nameOf: String },
    fetch: async (_ctx, keys) => {
      this.calls.push(`${keys.length} by name`);
      return new Map(keys.filter((key) => this.there.has(key)).map((key) => [key, `${key} asked at ${this.now}`]));
    },
    prefetch: Prefetch.of(new ListCache(this.writes, (_ctx, number) => this.page(number)), (rows) => new Map(rows)),
  });

  constructor(count: number) {
    for (let index = 0; index < count; index++) this.there.add(`thing-${index}`);
  }

  /** Reads of a refresh, eight at a time, over a range of numbers. */
  async refresh(from: number, to: number, more: Partial<Context> = {}): Promise<(string | undefined)[]> {
    const seen: (string | undefined)[] = [];
    for (let at = from; at < to; at += 8) {
      const names = Array.from({ length: Math.min(8, to - at) }, (_, index) => `thing-${at + index}`);
      seen.push(...(await Promise.all(names.map((name) => this.read(name, more)))));
    }
    return seen;
  }

  read(name: string, more: Partial<Context> = {}): Promise<string | undefined> {
    const ctx = { clock: this.clock, deadline: this.now + 60_000, owner: name, mayUseList: true, ...more };
    return this.load(ctx as Context, name);
  }

  private async page(number: number): Promise<Page<readonly [string, string]>> {
    this.calls.push(`page ${number}`);
    this.now += this.slow;
    this.meanwhile();
    if (this.failing) throw new Error("may not list");
    const all = [...this.there];
    const rows = all.slice((number - 1) * PER_PAGE, number * PER_PAGE);
    return { rows: rows.map((name) => [name, `${name} listed at ${this.now}`]), total: all.length };
  }
}

const byName = (calls: readonly string[]) => calls.filter((call) => call.endsWith("by name"));
const pages = (calls: readonly string[]) => calls.filter((call) => call.startsWith("page"));

test("a refresh of many is a few calls by name, then the list, and each is told what is so", async () => {
  const harness = new Harness(60);
  const seen = await harness.refresh(0, 60);
  expect(harness.calls).toEqual(["8 by name", "page 1", "page 2", "page 3", "page 4", "page 5", "page 6"]);
  expect(seen.map((value) => value?.split(" ")[0])).toEqual([...harness.there]);
});

test("a few reads never ask for the list", async () => {
  const harness = new Harness(60);
  await harness.refresh(0, 8);
  expect(harness.calls).toEqual(["8 by name"]);
});

test("what is not in the list is asked for by name, and so is absence", async () => {
  const harness = new Harness(40);
  await harness.refresh(0, 40);
  harness.calls.length = 0;
  harness.there.add("thing-40");
  expect(await harness.read("thing-40")).toMatch(/asked/);
  expect(await harness.read("thing-41")).toBeUndefined();
  expect(harness.calls).toEqual(["1 by name", "1 by name"]);
});

test("who asks again is answered by a call of his own; another resource's first question is not", async () => {
  const harness = new Harness(40);
  await harness.refresh(0, 40);
  harness.calls.length = 0;
  expect(await harness.read("thing-30")).toMatch(/asked/);
  expect(harness.calls).toEqual(["1 by name"]);
  expect(await harness.read("thing-30", { owner: "other" })).toMatch(/listed/);
  expect(harness.calls).toHaveLength(1);
});

test("who waits through a slow walk is not told twice from it", async () => {
  const harness = new Harness(40);
  harness.slow = 1_900;
  await harness.refresh(0, 40);
  harness.calls.length = 0;
  expect(await harness.read("thing-12")).toMatch(/asked/);
});

test("whoever is in the list that is there is told at once; whoever is not waits for others to ask with him", async () => {
  const harness = new Harness(40);
  await harness.refresh(0, 40);
  const began = harness.now;
  expect(await harness.read("thing-30", { owner: "other" })).toMatch(/listed/);
  expect(harness.now).toBe(began);
  await harness.read("thing-41");
  expect(harness.now).toBeGreaterThan(began);
});

test("verbs that write look for themselves", async () => {
  const harness = new Harness(40);
  await harness.refresh(0, 40);
  harness.calls.length = 0;
  expect(await harness.read("thing-30", { owner: "other", mayUseList: false })).toMatch(/asked/);
  await harness.refresh(0, 40, { mayUseList: false });
  expect(pages(harness.calls)).toEqual([]);
});

test("after a write nothing of before is told, and one write under way while it is walked is enough", async () => {
  const harness = new Harness(40);
  await harness.refresh(0, 40);
  harness.writes.noted();
  harness.calls.length = 0;
  expect(await harness.read("thing-30", { owner: "other" })).toMatch(/asked/);

  const during = new Harness(40);
  during.meanwhile = () => during.writes.noted();
  expect((await during.refresh(0, 40)).join()).not.toContain("listed");
  expect(pages(during.calls)).not.toEqual([]);
});

test("it counts as now for three seconds after it was last asked, for half a minute in all; then it is walked again", async () => {
  const harness = new Harness(60);
  await harness.refresh(0, 40);
  const walked = pages(harness.calls).length;
  for (const more of ["a", "b"]) {
    harness.now += 2_900;
    expect(await harness.read("thing-41", { owner: more })).toMatch(/listed/);
  }
  expect(pages(harness.calls)).toHaveLength(walked);
  harness.now += 3_100;
  expect(await harness.read("thing-42")).toMatch(/listed/);
  expect(pages(harness.calls)).toHaveLength(2 * walked);
  for (let index = 0; index < 10; index++) {
    harness.now += 2_900;
    expect(await harness.read("thing-43", { owner: `${index}` })).toMatch(/listed/);
  }
  expect(pages(harness.calls)).toHaveLength(2 * walked);
  harness.now += 2_900;
  expect(await harness.read("thing-43", { owner: "last" })).toMatch(/listed/);
  expect(pages(harness.calls)).toHaveLength(3 * walked);
  harness.now += 6_000;
  expect(await harness.read("thing-43", { owner: "after a pause" })).toMatch(/asked/);
});

test("a huge account costs one page more, and a long list is walked when it pays its way", async () => {
  const huge = new Harness(5_000);
  await huge.refresh(0, 160);
  expect(pages(huge.calls)).toEqual(["page 1"]);
  expect(byName(huge.calls)).toHaveLength(20);

  const long = new Harness(200);
  await long.refresh(0, 200);
  expect(byName(long.calls)).toHaveLength(19);
  expect(pages(long.calls)).toHaveLength(1 + 20);
});

test("an account that may not list is read by name, and asked once", async () => {
  const harness = new Harness(60);
  harness.failing = true;
  const seen = await harness.refresh(0, 60);
  expect(seen.every((value) => value?.includes("asked"))).toBe(true);
  expect(pages(harness.calls)).toEqual(["page 1"]);
});

test("a walk follows what each page tells: its size, or where the next begins", async () => {
  const ctx = {} as Context;
  // Smaller pages than requested.
  const clamped = async (_: Context, number: number) => ({ rows: [number], total: 3 });
  expect(await walk(ctx, clamped, 10)).toEqual({ rows: [1, 2, 3], pages: 3 });
  expect(await walk(ctx, clamped, 2)).toEqual({ rows: [1], pages: 3 });
  const linked = async (_: Context, number: number) => ({ rows: [number], next: number < 3 ? "more" : undefined });
  expect(await walk(ctx, linked, 10)).toEqual({ rows: [1, 2, 3], pages: 3 });
  expect(await walk(ctx, linked, 2)).toEqual({ rows: [1, 2], pages: Number.POSITIVE_INFINITY });
  expect(await walk(ctx, async () => ({ rows: [], total: 3 }), 10)).toEqual({ rows: [], pages: 1 });
});
