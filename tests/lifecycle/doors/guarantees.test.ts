// What no input, habit or weather may bring about, for every resource: rows are resources, columns are cases.
import { CLOUDS } from "../../../provider/clouds";
import type { Values } from "../../../provider/core/check";
import type { Cloud } from "../../../provider/core/cloud";
import { inState } from "../../../provider/core/diff";
import type { Field, Fields } from "../../../provider/core/field";
import type { Pace } from "../../../simulator";
import { acts } from "../../acts";
import { WHOLE } from "../../whole";
import { PAIRS } from "../pairs";
import type { Pair } from "../pairs/pair";
import { type Row, table } from "../reliability";
import { doorsOf, Failed } from "./door";
import type { DoorHarness } from "./door-harness";
import { expectMended, type Kept, plainly, staged, up, type Wish, wishes } from "./verbs";

const rows: Row[] = [];
if (WHOLE) afterAll(() => table("guarantees", "resource", rows));
// Many cases each, on machines that may be busy.
jest.setTimeout(360_000);

/** Alone among those that exclude each other. */
const without: Readonly<Record<string, Values>> = {
  ipv6Addresses: { ipv6AddressCount: undefined },
  ipv6AddressCount: { ipv6Addresses: undefined },
  instanceId: { networkInterfaceId: undefined, privateIpv6Address: undefined },
};
const mayFail = async <T>(work: Promise<T>): Promise<T | undefined> =>
  work.catch((error: unknown) => {
    if (!(error instanceof Failed)) throw error;
    return undefined;
  });
const actsOf = (harness: DoorHarness, from: number) => acts(harness.simulator.journal().slice(from));

/** What takes away may be slow, fail, end half way, or not be seen for long. */
const taskOutcomeOf = "UnassignIpv6Addresses,ReleaseIp6AddressesBandwidth";
const WEATHER: Readonly<Record<string, Partial<Pace>>> = {
  slow: { taskMs: 20_000, operationMs: 20_000 },
  failed: { taskMs: 3_000, taskOutcome: "fail", taskOutcomeOf },
  "half done": { taskMs: 3_000, taskOutcome: "partial", taskOutcomeOf },
  "reads 9 s late": { readLagMs: 9_000 },
  "reads 25 s late": { readLagMs: 25_000 },
};

const named = PAIRS.map((pair, index) => [`${pair.cloud}.${pair.resource}`, pair, index] as const);
describe.each(named)("%s", (name, pair, index) => {
  const doors = doorsOf(index);
  const count = (column: string, cases: number) => rows.push({ row: name, column, cases });
  const all = wishes(pair);

  test("writing down what is there plans nothing and writes nothing", async () => {
    let cases = 0;
    for (const door of doors) {
      for (const field of optional(pair)) {
        const plain = { [field]: undefined };
        await staged(pair, door, { before: undefined, after: {} }, async (harness) => {
          const made = await mayFail(harness.create(plain));
          const there = made && inState(made.properties, field);
          if (!made || there === undefined || there === "") return;
          const before = harness.simulator.journal().length;
          const more = { ...plain, ...without[field], [field]: there };
          const plan = await mayFail(harness.plan(made, more));
          if (!plan) return;
          expect({ field, op: plan.op }).toEqual({ field, op: "same" });
          await harness.update(made, more);
          expect({ field, acts: actsOf(harness, before) }).toEqual({ field, acts: [] });
          cases++;
        });
      }
    }
    count("as it is", cases);
  });

  test("every mistake, and what is missing around it, is said at once and before any call", async () => {
    const { inputs, reasons } = mistakes(pair);
    const none = Object.fromEntries(Object.keys(pair.settings).map((name) => [name, undefined]));
    for (const door of doors) {
      await staged(pair, door, { before: undefined, after: undefined }, async (harness) => {
        const run = await harness.run(none);
        const said = await run.check("web", inputs).catch(({ message }: Failed) => message.split("\n"));
        expect(said).toEqual(reasons);
        expect(harness.simulator.journal()).toEqual([]);
      });
    }
  });

  test("what some state has, another entry of the same name neither takes nor ends", async () => {
    for (const door of doors) {
      await staged(pair, door, { before: {}, after: {} }, async (harness, kept) => {
        await harness.settle();
        const mine = kept.state;
        const twin = await mayFail(harness.create());
        if (twin) {
          expect(twin.id).not.toBe(mine?.id);
          await harness.delete(twin);
        }
        expect(mine && (await harness.read(mine))).toEqual(mine);
        expect(mine && (await harness.plan(mine)).op).toBe("same");
      });
    }
    count("same name, another state", doors.length);
  });

  test("adopt left in: what replaces the adopted is ordered", async () => {
    for (const door of doors) {
      await staged(pair, door, { before: undefined, after: {} }, async (harness, kept) => {
        await pair.outside.occupy(harness.simulator);
        kept.state = await harness.create({ adopt: true });
        const wish: Wish = { before: {}, after: { ...pair.replaced, adopt: true } };
        const run = await harness.run();
        expect((await harness.plan(kept.state, wish.after, { run })).op).toBe("replace");
        await harness.delete(kept.state, { run });
        const next = await harness.create(wish.after, { run });
        expect(next.properties).toMatchObject(pair.replaced);
      });
    }
    count("adopt left in", doors.length);
  });

  test("equal cycles of create and delete cost the same, while the cloud remembers every token", async () => {
    const before = { before: undefined, after: {} };
    await staged(pair, "dynamic", before, async (harness) => {
      const orders: number[] = [];
      for (let cycle = 0; cycle < 12; cycle++) {
        const from = harness.simulator.journal().length;
        await harness.delete(await harness.create());
        orders.push(actsOf(harness, from).filter(({ action }) => action === pair.actions.order).length);
        await harness.clock.sleep(2_000);
      }
      expect(orders.at(-1)).toBeLessThanOrEqual(orders[4] ?? 0);
      expect(Math.max(...orders)).toBeLessThanOrEqual(4);
    });
    count("equal cycles", 12);
  });

  test("a refused order or growth is done by the next run, though the refusal spent its token", async () => {
    const all = wishes(pair);
    let cases = 0;
    for (const wish of [all.create, all.grow].filter((each) => each !== undefined)) {
      const { deals } = await plainly(pair, "dynamic", wish);
      await staged(pair, "dynamic", wish, async (harness, kept) => {
        harness.simulator.pace({ refusedCallSpendsToken: "yes" });
        harness.simulator.fault({ action: pair.actions.order, do: { code: pair.codes.elsewhere }, times: 1 });
        await mayFail(up(wish, harness, kept, await harness.run()));
        await expectMended(harness, kept, wish, deals, {});
      });
      cases++;
    }
    count("refusals spend tokens", cases);
  });

  test("the cloud's own tags are no drift, and are not touched", async () => {
    await staged(pair, "dynamic", { before: {}, after: {} }, async (harness, kept) => {
      harness.simulator.pace({ systemTags: "on" });
      const made = kept.state;
      expect(made && (await harness.read(made))).toEqual(made);
      expect(made && (await harness.plan(made)).op).toBe("same");
      const before = harness.simulator.journal().length;
      if (made && pair.changed) await harness.update(made, pair.changed);
      expect(
        harness.simulator
          .journal()
          .slice(before)
          // Before addresses are given back, the list of public ones is asked, and may have none of them.
          .filter(({ code }) => code !== undefined && code !== "InvalidParameterValue.AddressIpNotPublic"),
      ).toEqual([]);
    });
    count("the cloud's own tags", 1);
  });

  test.each(Object.entries(WEATHER))("what takes away, %s: state never forgets what is there", async (what, pace) => {
    let cases = 0;
    for (const wish of [all.delete, all.shrink, all.replace].filter((each) => each !== undefined)) {
      const { deals: plain } = await plainly(pair, "dynamic", wish);
      // The ledger then has an entry for each half.
      const halves = what === "half done" && pair.cloud === "tencent" && all.shrink ? 1 : 0;
      const deals = { ...plain, ended: plain.ended + halves };
      await staged(pair, "dynamic", wish, async (harness, kept) => {
        await harness.clock.sleep(60_000);
        harness.simulator.pace(pace);
        await mayFail(up(wish, harness, kept, await harness.run()));
        await harness.clock.sleep(60_000);
        harness.simulator.pace({ taskMs: 0, operationMs: 0, taskOutcome: "succeed", readLagMs: 0 });
        await expectMended(harness, kept, wish, deals, { what });
      });
      cases++;
    }
    count(`takes away: ${what}`, cases);
  });

  test.each([9_000, 25_000])("reads %d ms late: one order each", async (readLagMs) => {
    let cases = 0;
    for (const wish of [all.create, all.grow, all.replace].filter((each) => each !== undefined)) {
      const { deals } = await plainly(pair, "dynamic", wish);
      const late = async (harness: DoorHarness, kept: Kept) => {
        await up(wish, harness, kept, await harness.run());
        await harness.clock.sleep(60_000);
        await expectMended(harness, kept, wish, deals, { readLagMs });
      };
      await staged(pair, "dynamic", wish, late, { readLagMs });
      cases++;
    }
    count(`makes: reads ${readLagMs / 1_000} s late`, cases);
  });
});

/** Inputs that a program may leave out. */
function optional({ cloud, resource }: Pair): string[] {
  const binding = (CLOUDS as Readonly<Record<string, Cloud>>)[cloud]?.resources[resource];
  const fields: Fields = binding?.declaration.fields ?? {};
  const may = (name: string) => fields[name]?.presence !== "required" && fields[name]?.onChange !== "ignore";
  return Object.keys(fields).filter(may);
}

/** Inputs with every mistake that the declaration checks, and what is said of each and of what is missing. */
function mistakes({ cloud: name, resource }: Pair): { inputs: Values; reasons: unknown[] } {
  const cloud = (CLOUDS as Readonly<Record<string, Cloud>>)[name] as Cloud;
  const fields = cloud.resources[resource]?.declaration.fields as Readonly<Record<string, Field<unknown>>>;
  const inputs: Values = { nonsense: 3 };
  const there = Object.keys(fields).join(", ");
  const reasons: unknown[] = [`nonsense: no such input (there are ${there}) on ${cloud.title}; got 3`];
  const [missing] = Object.keys(fields).filter((each) => fields[each]?.presence === "required");
  for (const [each, { rule }] of Object.entries(fields)) {
    // Without a region, the region can be reported as missing.
    if (each === "region") continue;
    // No field takes an empty list.
    if (each !== missing) inputs[each] = [];
    const what = each === missing ? `is required and ${rule}` : rule;
    reasons.push(`${each}: ${what} on ${cloud.title}${each === missing ? "" : "; got []"}`);
  }
  if (!cloud.regionless) reasons.push(expect.stringMatching(`^region: is required on ${cloud.title}: `));
  const none = `^no credentials to sign calls to ${cloud.title}. Looked for, in this order: `;
  reasons.push(expect.stringMatching(none));
  return { inputs, reasons };
}
