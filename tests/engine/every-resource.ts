// One stack with every resource of every cloud, through either door.
import type { Values } from "../../provider/core/check";
import { PAIRS } from "../lifecycle/pairs";
import type { Pair } from "../lifecycle/pairs/pair";
import { PLUGIN } from "./alibaba-harness";
import { EngineHarness, openSimulator } from "./engine-harness";
import { configuration, environment, type Source } from "./pair-settings";
import { createWorkspace } from "./workspace";

/** What the program declares of each resource. */
export interface Declared {
  readonly cloud: string;
  readonly resource: string;
  readonly inputs: Values;
  /** Default: the cloud and the resource. */
  readonly name?: string;
  readonly opts?: Values;
}
export type Wishes = readonly Declared[];
export const nameOf = ({ cloud, resource, name }: Declared) => name ?? `${cloud}-${resource}`;
export const wishes = (more: (pair: Pair) => Values): Wishes =>
  PAIRS.map((pair) => ({ cloud: pair.cloud, resource: pair.resource, inputs: { ...pair.inputs, ...more(pair) } }));

const classes = {
  dynamic: `const make = (cloud, resource) => require("pulumi-ipv6")[cloud][resource];`,
  plugin: `const make = (cloud, resource) => class extends require("@pulumi/pulumi").CustomResource {
  constructor(name, inputs, opts) {
    super("ipv6:" + cloud + ":" + resource, name, inputs, opts);
  }
};`,
};
export type Door = keyof typeof classes;
const program = (door: Door, declared: Wishes, { together = false, first = "", parent = "undefined" }: More = {}) => `
const pulumi = require("@pulumi/pulumi");
${classes[door]}
(async () => {
  ${first}
  const parent = ${parent};
  for (const { cloud, resource, inputs, name, opts } of ${JSON.stringify(declared)}) {
    const made = new (make(cloud, resource))(name ?? cloud + "-" + resource, inputs, { parent, ...opts });
    if (!${together}) await new Promise((resolve) => made.urn.apply(resolve));
  }
})();`;

interface More {
  /** In parallel; otherwise one after another, so that ids come in the same order. */
  readonly together?: boolean;
  /** Source text that runs first. */
  readonly first?: string;
  /** Source text of their parent. */
  readonly parent?: string;
}

/** Starts with nothing declared. */
export class EveryResourceHarness extends EngineHarness {
  static async open(door: Door, source: Source = "environment", more: Record<string, string> = {}) {
    const simulator = await openSimulator();
    const settings = PAIRS.map((pair) => [pair, { ...pair.settings, endpoint: simulator.url }] as const);
    const given =
      source === "environment"
        ? { env: Object.assign({}, ...settings.map((row) => environment(...row)), more) }
        : { env: more, config: Object.assign({}, ...settings.map((row) => configuration(...row))) };
    const plugins = door === "plugin" ? { plugins: PLUGIN } : {};
    const stack = await createWorkspace({ program: program(door, []), ...given, ...plugins });
    return new EveryResourceHarness(door, simulator, stack);
  }

  private constructor(
    readonly door: Door,
    ...harness: ConstructorParameters<typeof EngineHarness>
  ) {
    super(...harness);
  }

  declare(wishes: Wishes, more?: More): void {
    this.stack.write("index.js", program(this.door, wishes, more));
  }

  urnOf(each: Declared): string {
    const kind = `${each.cloud}:${each.resource}`;
    return this.stack.urn(this.door === "plugin" ? `ipv6:${kind}` : `pulumi-nodejs:dynamic/ipv6/${kind}`, nameOf(each));
  }
}
