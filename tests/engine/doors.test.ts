// The life of every resource of every cloud in one stack, through each door: what each row of PAIRS promises, and the
// same plans, the same writes and the same outputs.
import { acts, isHold } from "../acts";
import { PAIRS } from "../lifecycle/pairs";
import { EveryResourceHarness, type Wishes, wishes } from "./every-resource";
import { byName, ofEach, type PairHarness, visible } from "./pair-harness";
import type { StateResource } from "./workspace-types";

const nameOf = (urn: string) => urn.slice(urn.lastIndexOf("::") + 2);
const isOurs = (urn: string) => /ipv6[:/]/.test(urn);

const changed = wishes((pair) => pair.changed ?? {});
const declaredOf = ({ pair }: PairHarness) => ({ ...pair.inputs, ...pair.changed });

/** A stack, what must be true of it after each step, and what it tells of itself for the other door to tell too. */
class Life {
  readonly all: readonly PairHarness[];
  private readonly ids = new Map<string, string>();
  private readonly atFirst: unknown;
  private first: Record<string, string> = {};
  private paid: string[] = [];

  constructor(readonly harness: EveryResourceHarness) {
    this.all = ofEach(harness);
    this.atFirst = harness.simulator.state();
  }

  async ordered(): Promise<unknown> {
    const told = await this.come(wishes(() => ({})));
    for (const each of this.all) await each.expectOnce();
    this.harness.calls();
    await this.harness.stack.preview({ args: ["--expect-no-changes"] });
    // The dynamic door does not even look.
    const calls = this.harness.calls();
    const sent = this.harness.door === "dynamic" ? calls : acts(calls);
    expect(sent.map(({ action }) => action)).toEqual([]);
    this.first = byName(this.all, ({ row }) => row.id);
    this.paid = this.harness.live();
    return told;
  }

  /** In place: the same objects, and no other order that is paid for. */
  async changed(): Promise<unknown> {
    const told = await this.come(changed);
    await this.expectChanged();
    return told;
  }

  /** Somebody else changes them: refresh finds out and changes nothing, up puts it right. */
  async drifted(): Promise<unknown> {
    const { stack, simulator } = this.harness;
    const meddled = this.all.filter(({ pair }) => pair.changed && pair.outside.meddle);
    for (const { pair, row } of meddled) await pair.outside.meddle?.(simulator, row.outputs);
    const { length } = simulator.ledger();
    this.harness.calls();
    expect((await stack.refresh()).stdout).toContain(`~ ${meddled.length} updated`);
    expect([this.harness.acts(), simulator.ledger().length]).toEqual([[], length]);
    for (const each of meddled) {
      const { id, inputs, outputs } = each.row;
      expect(id).toBe(this.first[each.name]);
      // The engine takes what the plugin read as inputs, too.
      if (this.harness.door === "dynamic") expect(each.drift(outputs, inputs)).toEqual([]);
      expect(each.drift(outputs, declaredOf(each))).not.toEqual([]);
    }
    const told = await this.come(changed);
    await this.expectChanged();
    return told;
  }

  /** The old is ended before the new is ordered. */
  async replaced(): Promise<unknown> {
    const olds: Record<string, StateResource> = byName(this.all, ({ row }) => row);
    const { length } = this.harness.simulator.ledger();
    const told = await this.come(wishes((pair) => pair.replaced));
    expect(byName(this.all, (each) => each.deals(length))).toEqual(byName(this.all, () => ["ended", "bought"]));
    for (const each of this.all) {
      const { pair, row } = each;
      const old = olds[each.name] as typeof row;
      expect(row.outputs).toMatchObject({ ...pair.inputs, ...pair.replaced });
      await each.expectSeen();
      if (pair.stays) expect((await each.seen(old))?.properties).toMatchObject(pair.stays);
      else if (old.id !== row.id) expect(await each.seen(old)).toBeUndefined();
    }
    expect(this.harness.live()).toHaveLength(this.paid.length);
    return told;
  }

  /** The engine destroys in no order of its own. */
  async destroyed(): Promise<unknown> {
    const { length } = this.harness.simulator.ledger();
    this.harness.calls();
    await this.harness.stack.destroy();
    expect(byName(this.all, (each) => each.deals(length))).toEqual(byName(this.all, () => ["ended"]));
    expect([this.harness.live(), await this.harness.resources()]).toEqual([[], []]);
    // Others have what they had, and what only stays is as it was found.
    expect(this.harness.simulator.state()).toEqual(this.atFirst);
    const { writes, ...rest } = await this.told();
    return { ...rest, writes: writes.map(({ cloud, action }) => `${cloud} ${action}`).sort() };
  }

  private async expectChanged(): Promise<void> {
    for (const each of this.all) {
      expect(each.row).toMatchObject({ id: this.first[each.name], outputs: declaredOf(each) });
      await each.expectSeen();
    }
    expect(this.harness.live()).toEqual(this.paid);
  }

  /** A plan for the program, then that program. */
  private async come(declared: Wishes): Promise<unknown> {
    this.harness.declare(declared);
    this.harness.calls();
    const { steps } = await this.harness.stack.previewJson();
    expect(this.harness.acts()).toEqual([]);
    await this.harness.stack.up({ args: oneByOne });
    return known({ plan: planned(steps), ...(await this.told()) }, this.ids);
  }

  /** Reads are left out: only the plugin looks before it plans. */
  private async told() {
    const writes = this.harness
      .calls()
      // Nor is what says that state has it: it comes a moment later, for as many as there are by then.
      .filter((call) => !/^(Describe|Inquiry|Get|List)/.test(call.action) && !isHold(call))
      .map(({ cloud, action, region, params, clientToken, replayed }) => {
        return { cloud, action, region, params, clientToken, replayed };
      });
    const resources = (await this.harness.resources())
      .filter(({ type }) => !type.startsWith("pulumi:"))
      .map(({ urn, id, outputs }) => [nameOf(urn), id, visible(outputs)]);
    return { writes, resources, live: this.harness.live().length };
  }
}

const oneByOne = ["--parallel", "1"];

/**
 * Tokens of orders are derived and must agree; those of changes are new with each, and marks tell when they were made.
 * Ids that a cloud gave go by their order: it draws them from one row with the ids of requests, reads too.
 */
function known<T>(told: T, ids: Map<string, string>): T {
  const text = JSON.stringify(told)
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "new")
    .replaceAll(/-\d{10}(?=\\*")/g, "")
    .replaceAll(/\b[a-z0-9]+-(?!demo|hangzhou)([a-z0-9]{20}|[a-z0-9]{8})\b|\b\d{19,20}\b/g, (id) => {
      if (!ids.has(id)) ids.set(id, `id ${ids.size + 1}`);
      return ids.get(id) ?? "";
    });
  return JSON.parse(text);
}

function planned(steps: readonly { op: string; urn: string; replaceReasons?: readonly string[] }[]) {
  return steps
    .filter(({ urn, op }) => isOurs(urn) && op !== "refresh")
    .map(({ op, urn, replaceReasons = [] }) => [nameOf(urn), op, [...replaceReasons].sort()].join(" "))
    .sort();
}

test("both doors tell the same life of a stack with every resource there is", async () => {
  const [dynamic, plugin] = [
    new Life(await EveryResourceHarness.open("dynamic")),
    new Life(await EveryResourceHarness.open("plugin")),
  ];
  for (const step of ["ordered", "changed", "drifted", "replaced", "destroyed"] as const) {
    const [first, second] = await Promise.all([dynamic[step](), plugin[step]()]);
    expect({ [step]: second }).toEqual({ [step]: first });
    const least = step === "ordered" || step === "replaced" ? PAIRS : PAIRS.filter((pair) => pair.changed);
    if (step !== "destroyed")
      expect((first as { writes: unknown[] }).writes.length).toBeGreaterThanOrEqual(least.length);
  }
});
