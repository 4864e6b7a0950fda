// Every resource of every cloud in one stack, through each door: the same plans, the same writes and the same outputs.

import type { Values } from "../../provider/core/check";
import { isHold } from "../acts";
import { PAIRS } from "../lifecycle/pairs";
import { EveryResourceHarness, type Wishes, wishes } from "./every-resource";

const nameOf = (urn: string) => urn.slice(urn.lastIndexOf("::") + 2);
const isOurs = (urn: string) => /ipv6[:/]/.test(urn);
const ours = (values: Values = {}) =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !name.startsWith("__")));

/** A stack, and what it tells of itself. */
class Told {
  private readonly ids = new Map<string, string>();

  constructor(readonly harness: EveryResourceHarness) {}

  /** A plan for the program, then that program. */
  async come(declared: Wishes): Promise<unknown> {
    this.harness.declare(declared);
    const { steps } = await this.harness.stack.previewJson();
    this.harness.calls();
    await this.harness.stack.up({ args: oneByOne });
    return known({ plan: planned(steps), ...(await this.told()) }, this.ids);
  }

  /** The engine destroys in no order of its own. */
  async go(): Promise<unknown> {
    this.harness.calls();
    await this.harness.stack.destroy();
    const { writes, ...rest } = await this.told();
    return { ...rest, writes: writes.map(({ cloud, action }) => `${cloud} ${action}`).sort() };
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
      .map(({ urn, id, outputs }) => [nameOf(urn), id, ours(outputs)]);
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
    new Told(await EveryResourceHarness.open("dynamic")),
    new Told(await EveryResourceHarness.open("plugin")),
  ];
  const steps: [string, (stack: Told) => Promise<unknown>][] = [
    ["ordered", (stack) => stack.come(wishes(() => ({})))],
    ["changed", (stack) => stack.come(wishes((pair) => pair.changed ?? {}))],
    ["replaced", (stack) => stack.come(wishes((pair) => pair.replaced))],
    ["destroyed", (stack) => stack.go()],
  ];
  for (const [what, step] of steps) {
    const [first, second] = await Promise.all([step(dynamic), step(plugin)]);
    expect({ [what]: second }).toEqual({ [what]: first });
    const least = what === "changed" ? PAIRS.filter((pair) => pair.changed) : PAIRS;
    expect((first as { writes: unknown[] }).writes.length).toBeGreaterThanOrEqual(least.length);
  }
  for (const { harness } of [dynamic, plugin]) expect(harness.simulator.ledgerSummary().liveOrders).toEqual([]);
});
