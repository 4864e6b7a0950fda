import { exactlyOneOf, type Values } from "./check";
import type { Cloud } from "./cloud";
import type { Context } from "./context";
import { address, text, UNKNOWN } from "./field";
import { inBlock } from "./id";
import { checkArguments, type LookupCall, lookUp, lookup, region, theOne } from "./lookup";
import { everything, pageOf } from "./reads/list-cache";
import { integerOutput, maybe, rowsOutput, textOutput } from "./resource";

const row = { id: textOutput("Id of it."), size: maybe(integerOutput("Size of it.")) };
const things = lookup(
  {
    name: "getThings",
    doc: "Lists things.",
    fields: {
      region,
      address: address({ doc: "Its address." }),
      name: text({ doc: "Its name." }),
      id: text({ doc: "Its id." }),
    },
    rules: [exactlyOneOf("Nowhere", "address", "name", "id")],
    outputs: { things: rowsOutput("The things.", row), note: maybe(textOutput("A note.")) },
    sources: [],
  },
  async (ctx: { deadline: number; client: unknown }, { name }) => {
    const first = { id: String(name), size: undefined, hidden: 1 };
    const found: { id: string; size: number | undefined }[] = [first, { id: String(ctx.deadline), size: 0 }];
    return { things: found, note: undefined };
  },
);
const cloud = { name: "nowhere", title: "Nowhere", settings: { region: text({ doc: "x", env: ["NOWHERE"] }) } };
const reasons = (given: Values, settings: Values = { region: "r" }, more: object = {}) =>
  checkArguments({ ...cloud, ...more } as unknown as Cloud, things, given, settings).failures.map(
    (each) => each.reason,
  );

test("arguments: mistakes, exclusions and a missing region at once; the region from the settings", () => {
  expect(reasons({ address: "x", nope: 1 }, {}).map((reason) => reason.split(":")[0])).toEqual([
    ...["nope", "address", "region"],
  ]);
  expect(reasons({}).join()).toMatch(/exactly one of address, name and id must be given on Nowhere; got none/);
  expect(reasons({ name: "a", id: "b" }).join()).toMatch(/got name and id/);
  expect(reasons({ id: "b" }, {}, { regionless: true })).toEqual([]);
  const { inputs } = checkArguments(cloud as unknown as Cloud, things, { address: "2001:DB8:0::1" }, { region: "r" });
  expect(inputs).toEqual({ address: "2001:db8::1", region: "r" });
});

test("what is not known yet cannot be asked by", () => {
  expect(reasons({ id: UNKNOWN })).toEqual(["id: its value is not known yet"]);
});

test("the answer has what is declared and there, and the time a read may take unless said", async () => {
  const runtime = { clock: { now: () => 1_000 } } as never;
  const ask = (call: LookupCall = {}) => lookUp(things, undefined, runtime, { name: "a" }, call);
  expect(await ask()).toEqual({ things: [{ id: "a" }, { id: "121000", size: 0 }] });
  expect(await ask({ seconds: 2 })).toMatchObject({ things: [{}, { id: "3000" }] });
});

test("one is one; none and several are refused with what was asked and what there is", () => {
  const about = {
    ...{ where: "Nowhere getThing", args: { region: "r", name: "a", id: undefined } },
    ...{ describe: String, narrow: "Ask by id", none: "Look elsewhere" },
  };
  expect(theOne([0], about)).toBe(0);
  expect(() => theOne([], about)).toThrow('Nowhere getThing: nothing found by name "a" in r. Look elsewhere');
  expect(() => theOne([1, 2], about)).toThrow('Nowhere getThing: 2 found by name "a" in r: 1, 2. Ask by id');
  const many = Array.from({ length: 12 }, (_, index) => index);
  expect(() => theOne(many, about)).toThrow(/: 0, 1, .*, 9 and 2 more\. Ask by id/);
});

describe("every page", () => {
  const query: number[] = [];
  const ctx = {} as Context;
  const list = (rows: number, total?: number) =>
    everything(ctx, async (_, number) => {
      query.push(number);
      const all = Array.from({ length: rows }, (_, index) => index);
      return pageOf(all.slice((number - 1) * 2, number * 2), total, number, 2);
    });
  beforeEach(() => void query.splice(0));

  test.each([
    [0, undefined, 1],
    [3, undefined, 2],
    [4, undefined, 3],
    [4, 4, 2],
    [5, 5, 3],
  ])("%d rows, %s told: %d calls", async (rows, total, calls) => {
    expect(await list(rows, total)).toHaveLength(rows);
    expect(query).toEqual(Array.from({ length: calls }, (_, index) => index + 1));
  });
  test("one that never ends is an error, not a part of it", async () => {
    await expect(everything(ctx, async (_, number) => pageOf([1], undefined, number, 1))).rejects.toThrow(
      "a list of more than 1000 pages is not walked",
    );
  });
});

test("an address in a block", () => {
  expect(inBlock("2001:db8::77", "2001:db8::/96")).toBe(true);
  expect(inBlock("2001:db8:1::77", "2001:db8::/96")).toBe(false);
  expect(inBlock("2001:db8::77", "")).toBe(false);
  expect(inBlock("x", "2001:db8::/96")).toBe(false);
});
