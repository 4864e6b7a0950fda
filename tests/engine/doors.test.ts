// Every resource of every cloud in one stack, through each door: the same plans, the same writes and the same outputs.
import type { Values } from "../../provider/core/check";
import { PAIRS } from "../lifecycle/pairs";
import { PLUGIN } from "./alibaba-world";
import { createWorkspace } from "./harness";
import { environment } from "./pair-world";
import { openSimulator, World } from "./world";

/** What the program declares of each resource; one after another, so that ids come in the same order. */
type Wishes = readonly { readonly cloud: string; readonly resource: string; readonly inputs: Values }[];
const wishes = (more: (pair: (typeof PAIRS)[number]) => Values): Wishes =>
  PAIRS.map((pair) => ({ cloud: pair.cloud, resource: pair.resource, inputs: { ...pair.inputs, ...more(pair) } }));

const classes = {
  dynamic: `const make = (cloud, resource) => require("pulumi-ipv6")[cloud][resource];`,
  plugin: `const make = (cloud, resource) => class extends require("@pulumi/pulumi").CustomResource {
  constructor(name, inputs) {
    super("ipv6:" + cloud + ":" + resource, name, inputs);
  }
};`,
};
type Door = keyof typeof classes;
const program = (door: Door, declared: Wishes) => `${classes[door]}
(async () => {
  for (const { cloud, resource, inputs } of ${JSON.stringify(declared)}) {
    const made = new (make(cloud, resource))(cloud + "-" + resource, inputs);
    await new Promise((resolve) => made.urn.apply(resolve));
  }
})();`;

const nameOf = (urn: string) => urn.slice(urn.lastIndexOf("::") + 2);
const isOurs = (urn: string) => /ipv6[:/]/.test(urn);
const ours = (values: Values = {}) =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !name.startsWith("__")));

class Told extends World {
  static async open(door: Door): Promise<Told> {
    const simulator = await openSimulator();
    const env = Object.assign(
      {},
      ...PAIRS.map((pair) => environment(pair, { ...pair.settings, endpoint: simulator.url })),
    );
    const plugins = door === "plugin" ? { plugins: PLUGIN } : {};
    return new Told(door, simulator, await createWorkspace({ program: program(door, []), env, ...plugins }));
  }

  private readonly ids = new Map<string, string>();

  private constructor(
    private readonly door: Door,
    ...world: ConstructorParameters<typeof World>
  ) {
    super(...world);
  }

  /** A plan for the program, then that program. */
  async come(declared: Wishes): Promise<unknown> {
    this.stack.write("index.js", program(this.door, declared));
    const { steps } = await this.stack.previewJson();
    this.calls();
    await this.stack.up({ args: oneByOne });
    return known({ plan: planned(steps), ...(await this.told()) }, this.ids);
  }

  /** The engine destroys in no order of its own. */
  async go(): Promise<unknown> {
    this.calls();
    await this.stack.destroy();
    const { writes, ...rest } = await this.told();
    return { ...rest, writes: writes.map(({ cloud, action }) => `${cloud} ${action}`).sort() };
  }

  /** Reads are left out: only the plugin looks before it plans. */
  private async told() {
    const writes = this.calls()
      .filter(({ action }) => !/^(Describe|Inquiry|Get|List)/.test(action))
      .map(({ cloud, action, region, params, clientToken, replayed }) => {
        return { cloud, action, region, params, clientToken, replayed };
      });
    const resources = (await this.resources())
      .filter(({ type }) => !type.startsWith("pulumi:"))
      .map(({ urn, id, outputs }) => [nameOf(urn), id, ours(outputs)]);
    return { writes, resources, live: this.live().length };
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
  const [dynamic, plugin] = [await Told.open("dynamic"), await Told.open("plugin")];
  const steps: [string, (world: Told) => Promise<unknown>][] = [
    ["ordered", (world) => world.come(wishes(() => ({})))],
    ["changed", (world) => world.come(wishes((pair) => pair.changed ?? {}))],
    ["replaced", (world) => world.come(wishes((pair) => pair.replaced))],
    ["destroyed", (world) => world.go()],
  ];
  for (const [what, step] of steps) {
    const [first, second] = await Promise.all([step(dynamic), step(plugin)]);
    expect({ [what]: second }).toEqual({ [what]: first });
    const least = what === "changed" ? PAIRS.filter((pair) => pair.changed) : PAIRS;
    expect((first as { writes: unknown[] }).writes.length).toBeGreaterThanOrEqual(least.length);
  }
  for (const { simulator } of [dynamic, plugin]) expect(simulator.ledgerSummary().liveOrders).toEqual([]);
});
