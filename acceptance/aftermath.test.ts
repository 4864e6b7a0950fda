// What is there after a story that was not there before, and what is no longer as it was found. Without an engine: a
// story that orders twice, replaces, or does not restore cannot be had from the provider at will.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CLOUDS } from "../provider/clouds";
import { settleAll } from "./aftermath";
import { PLACES } from "./inventory";
import { Journal } from "./journal";
import { play, type Stage, sameObjects } from "./play";
import { STORIES, type Step, type Story } from "./stories";
import type { Body, Vendor } from "./vendor";

/** What the engine does at each `up` and at the end, in place of a program. */
let ups: (() => void)[] = [];
let atEnd: () => void = () => undefined;
jest.mock("./stack", () => ({
  Stack: class {
    place = "";
    readonly exists = false;
    open = async () => undefined;
    unchanged = async () => undefined;
    up = async () => ups.shift()?.();
    destroy = async () => atEnd();
    resources = () => [];
    outputs = () => ({ elastic: { addressId: rows[0]?.AddressId }, bandwidth: { nicId: "1" } });
  },
}));

let rows: Body[];
let ipv6: Body;
let calls: string[];
let folder: string;
let said: string[];
let refusal: string | undefined;
let time: number;

beforeEach(() => {
  [rows, ipv6, calls, said, refusal, time] = [[], undefined, [], [], undefined, 0];
  [ups, atEnd] = [[], () => undefined];
  folder = mkdtempSync(join(tmpdir(), "pulumi-ipv6-aftermath-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const eip = (id: string, bandwidth = 1) => ({ AddressId: id, AddressIp: "2001:db8::1", Bandwidth: bandwidth });
const vendorOf = (name: keyof typeof CLOUDS) => {
  const done = async (action: string, params: Body) => {
    if (!action.startsWith("Describe")) calls.push(action);
    if (action === "DescribeNetworkInterfacePublicIPv6") return { body: { address: ipv6 && { ...ipv6 } } };
    if (action === "ModifyIpv6Bandwidth") {
      if (refusal) throw new Error(refusal);
      ipv6 = { ...ipv6, bandwidth: params.bandwidth };
      return { body: {} };
    }
    const ids = params.IPv6AddressIds;
    const found = rows.filter(({ AddressId }) => !ids || ids.includes(AddressId));
    // One on a page, however many are asked for.
    const { Offset = 0 } = params;
    return { body: { AddressSet: found.slice(Offset, Offset + 1), TotalCount: found.length } };
  };
  return { name, cloud: CLOUDS[name], region: "ap-guangzhou", done } as unknown as Vendor;
};
const clock = {
  now: () => time,
  sleep: async (milliseconds: number) => {
    time += milliseconds;
  },
};
const journalNow = () => new Journal(join(folder, "journal.json"), clock.now);
const storyOf = (name: string, steps: readonly Step[]): Story => ({
  ...(STORIES.find((each) => each.name === name) as Story),
  steps: () => steps,
});
const stageOf = (journal: Journal): Stage => ({
  ...{ folder, bin: "", ids: {}, places: new Map(), journal, clock, stop: new AbortController().signal },
  say: (line) => said.push(line),
});
const ordered: Step = { title: "ordered", declare: [], holds: { bandwidth: 1 } };

test("an object that is there twice fails the story with its id, and is not ended", async () => {
  rows = [eip("eipv6-users")];
  ups = [() => rows.unshift(eip("eipv6-first"), eip("eipv6-twice"))];
  atEnd = () => {
    rows = rows.filter(({ AddressId }) => AddressId !== "eipv6-first");
  };
  const journal = journalNow();
  expect(await play(storyOf("tencent-elastic", [ordered]), vendorOf("tencent"), stageOf(journal))).toBe(false);
  expect(said.join("\n")).toContain("EIPv6 in ap-guangzhou eipv6-twice is new since the story began");
  expect(said.join("\n")).not.toContain("eipv6-users");
  expect(said.join("\n")).not.toContain("everything released");
  expect([calls, rows.length]).toEqual([[], 2]);
  // It was told: the next sweep does not tell it again, and the run can end.
  expect(journal.unfinished()).toEqual([]);
});

test("what was there and is gone fails the story", async () => {
  rows = [eip("eipv6-first"), eip("eipv6-users")];
  atEnd = () => {
    rows = [];
  };
  expect(await play(storyOf("tencent-elastic", [ordered]), vendorOf("tencent"), stageOf(journalNow()))).toBe(false);
  expect(said.join("\n")).toContain("eipv6-users was there when the story began, and is gone");
});

test("a change in place that replaces fails the story", async () => {
  ups = [() => rows.push(eip("eipv6-first")), () => rows.splice(0, 1, eip("eipv6-second", 2))];
  atEnd = () => {
    rows = [];
  };
  const change: Step = { title: "2 Mbps, in place", declare: [], holds: { bandwidth: 2 } };
  const story = storyOf("tencent-elastic", [ordered, change]);
  expect(await play(story, vendorOf("tencent"), stageOf(journalNow()))).toBe(false);
  expect(said.join("\n")).toContain("bandwidth was eipv6-first and is eipv6-second: it was replaced");
  expect(said.join("\n")).not.toContain("in place (");
});

test("what a step orders anew must be another, and all else the same", () => {
  const before = { address: "a", bandwidth: "b" };
  expect(sameObjects(before, { address: "a", bandwidth: "c" }, ["bandwidth"])).toEqual({
    address: "a",
    bandwidth: "c",
  });
  expect(() => sameObjects(before, before, ["bandwidth"])).toThrow("still b");
  expect(() => sameObjects(before, { address: "x", bandwidth: "c" }, ["bandwidth"])).toThrow("address was a and is x");
  expect(() => sameObjects(before, { address: "a", bandwidth: undefined })).toThrow("is not there");
});

const own = { ipv6CidrId: "7", bandwidth: 20, internetChargeType: "ByBandwidth" };
const borrowed = () => {
  ipv6 = { ...own };
  ups = [() => (ipv6 = { ...own, bandwidth: 1 })];
  return storyOf("zenlayer-bandwidth", [ordered]);
};

test("a setting that the provider does not restore is put back, and fails the story", async () => {
  const journal = journalNow();
  expect(await play(borrowed(), vendorOf("zenlayer"), stageOf(journal))).toBe(false);
  expect([ipv6.bandwidth, calls]).toEqual([20, ["ModifyIpv6Bandwidth"]]);
  expect(said.join("\n")).toMatch(/7 has {"bandwidth":1,.*} instead of {"bandwidth":20,.*}: put back/);
  expect(journal.unfinished()).toEqual([]);
});

test("one that cannot be put back stays in the journal until it is, whatever run ends in between", async () => {
  const [story, vendor] = [borrowed(), vendorOf("zenlayer")];
  refusal = "Zenlayer ModifyIpv6Bandwidth on 7: DENIED";
  expect(await play(story, vendor, stageOf(journalNow()))).toBe(false);
  expect(said.join("\n")).toContain("could not be put back");

  const sweep = async () => {
    const journal = journalNow();
    const say = (line: string) => said.push(line);
    const left = await settleAll([story], vendor, { journal, clock, isOver: true, say });
    if (left.length === 0) journal.swept([story.name], true);
    journal.save();
    return left.join("\n");
  };
  expect(await sweep()).toContain("could not be put back");
  refusal = undefined;
  expect([await sweep(), ipv6.bandwidth]).toEqual(["", 20]);
  expect(JSON.parse(readFileSync(join(folder, "journal.json"), "utf8"))).toMatchObject({ ended: expect.any(String) });
});

test("what somebody else set meanwhile stays, and is told", async () => {
  const story = borrowed();
  atEnd = () => {
    ipv6 = { ...own, bandwidth: 50 };
  };
  expect(await play(story, vendorOf("zenlayer"), stageOf(journalNow()))).toBe(false);
  expect([ipv6.bandwidth, calls]).toEqual([50, []]);
  expect(said.join("\n")).toContain('has {"bandwidth":50');
});

test("what was found is read once, before the first change, and kept over a kill", async () => {
  const story = borrowed();
  const first = journalNow();
  ups = [
    () => {
      throw new Error("killed");
    },
  ];
  await play(story, vendorOf("zenlayer"), stageOf(first));
  ipv6.bandwidth = 2;
  Object.assign(first.records.stories["zenlayer-bandwidth"] ?? {}, { outcome: undefined, isSettled: false });
  first.save();
  ups = [() => (ipv6.bandwidth = 1)];
  expect(await play(story, vendorOf("zenlayer"), stageOf(journalNow()))).toBe(false);
  expect(ipv6.bandwidth).toBe(20);
});

test("every story has a place that is compared", () => {
  expect(Object.keys(PLACES).sort()).toEqual(STORIES.map(({ name }) => name).sort());
});
