// One stack with every resource of every cloud, through either door.
import type { Values } from "../../provider/core/check";
import { PAIRS } from "../lifecycle/pairs";
import type { Pair } from "../lifecycle/pairs/pair";
import { PLUGIN } from "./alibaba-world";
import { createWorkspace } from "./harness";
import { environment } from "./pair-world";
import { openSimulator, World } from "./world";

/** What the program declares of each resource. */
export type Wishes = readonly { readonly cloud: string; readonly resource: string; readonly inputs: Values }[];
export const wishes = (more: (pair: Pair) => Values): Wishes =>
  PAIRS.map((pair) => ({ cloud: pair.cloud, resource: pair.resource, inputs: { ...pair.inputs, ...more(pair) } }));

const classes = {
  dynamic: `const make = (cloud, resource) => require("pulumi-ipv6")[cloud][resource];`,
  plugin: `const make = (cloud, resource) => class extends require("@pulumi/pulumi").CustomResource {
  constructor(name, inputs) {
    super("ipv6:" + cloud + ":" + resource, name, inputs);
  }
};`,
};
export type Door = keyof typeof classes;
const program = (door: Door, declared: Wishes, together = false) => `${classes[door]}
(async () => {
  for (const { cloud, resource, inputs } of ${JSON.stringify(declared)}) {
    const made = new (make(cloud, resource))(cloud + "-" + resource, inputs);
    if (!${together}) await new Promise((resolve) => made.urn.apply(resolve));
  }
})();`;

/** Nothing is declared at first. */
export class EveryWorld extends World {
  static async open(door: Door): Promise<EveryWorld> {
    const simulator = await openSimulator();
    const settings = PAIRS.map((pair) => environment(pair, { ...pair.settings, endpoint: simulator.url }));
    const plugins = door === "plugin" ? { plugins: PLUGIN } : {};
    const stack = await createWorkspace({
      program: program(door, []),
      env: Object.assign({}, ...settings),
      ...plugins,
    });
    return new EveryWorld(door, simulator, stack);
  }

  private constructor(
    readonly door: Door,
    ...world: ConstructorParameters<typeof World>
  ) {
    super(...world);
  }

  /** @param together all at once; else one after another, so that ids come in the same order */
  declare(wishes: Wishes, together = false): void {
    this.stack.write("index.js", program(this.door, wishes, together));
  }
}
