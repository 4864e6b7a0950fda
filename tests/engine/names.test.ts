// What one stack has is not another's, though both call it the same: a stack that was renamed, and a new one of the old
// name, with every resource of every cloud, through each door.
import { type Door, EveryWorld, wishes } from "./every-world";

const DOORS: readonly Door[] = ["dynamic", "plugin"];
/** What has a place of its own, which only one can have; the others are ordered anew. */
const inputs = wishes((pair) => (pair.resource === "Ipv6Address" ? { ipv6Address: undefined } : {}));

test.concurrent.each(DOORS)(
  "through the %s door, a new stack of an old name takes and releases nothing",
  async (door) => {
    const world = await EveryWorld.open(door);
    const { stack, simulator } = world;
    const on = (name: string) => ["--stack", name];
    world.declare(inputs);
    await stack.up();
    const before = simulator.ledgerSummary().liveOrders.map(({ id }) => id);
    await stack.cli("stack", { args: ["rename", "prod", ...on(stack.stack)] });
    await stack.cli("stack", { args: ["init", stack.stack] });
    const entries = simulator.ledger().length;

    const refused = await stack.up({ mayFail: true, args: ["--continue-on-error"] });
    expect(refused.stdout).toMatch(/The place is taken by .*adopt: true/);
    const told = simulator.ledger().slice(entries);
    const made = told.filter(({ event }) => event === "ordered" || event === "assigned").map(({ id }) => id);
    // What has no place of its own is ordered anew; of what was there nothing is changed, and nothing ends.
    expect(told.filter(({ id }) => !made.includes(id))).toEqual([]);
    expect(made.length).toBeLessThan(inputs.length);
    await stack.destroy();
    const live = simulator.ledgerSummary().liveOrders.map(({ id }) => id);
    expect(live.sort()).toEqual(before.sort());

    await stack.cli("preview", { args: ["--expect-no-changes", ...on("prod")] });
    await stack.cli("destroy", { args: ["--yes", "--skip-preview", ...on("prod")] });
    expect(simulator.ledgerSummary().liveOrders.filter(({ id }) => before.includes(id))).toEqual([]);
  },
);
