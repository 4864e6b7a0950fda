// What one stack has is not another's, though both call it the same: a stack that was renamed, and a new one of the old
// name, with every resource of every cloud, through each door.
import { type Door, EveryResourceHarness, nameOf, wishes } from "./every-resource";

const DOORS: readonly Door[] = ["dynamic", "plugin"];
/** What has a place of its own, which only one can have; the others are ordered anew. */
const inputs = wishes((pair) => (pair.resource === "Ipv6Address" ? { ipv6Address: undefined } : {}));

test.concurrent.each(DOORS)(
  "through the %s door, a new stack of an old name takes and releases nothing",
  async (door) => {
    const harness = await EveryResourceHarness.open(door);
    const { stack, simulator } = harness;
    const on = (name: string) => ["--stack", name];
    harness.declare(inputs, { together: true });
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

test.concurrent.each(DOORS)(
  "through the %s door, aliases, a component and `state move` change nothing; a new name without an alias takes nothing",
  async (door) => {
    const harness = await EveryResourceHarness.open(door);
    const { stack, simulator } = harness;
    harness.declare(inputs, { together: true });
    await stack.up();
    const bought = () => simulator.ledgerSummary().liveOrders.map(({ id }) => id);
    const before = bought().sort();
    harness.calls();

    const renamed = inputs.map((each) => ({
      ...each,
      name: `new-${nameOf(each)}`,
      opts: { aliases: [{ name: nameOf(each) }] },
    }));
    harness.declare(renamed, { together: true });
    await stack.up();
    const group = `new (class extends pulumi.ComponentResource {})("some:app:Group", "group")`;
    const inside = renamed.map((each) => ({
      ...each,
      opts: {
        aliases: [
          {
            parent: `urn:pulumi:${stack.stack}::${stack.project}::pulumi:pulumi:Stack::${stack.project}-${stack.stack}`,
          },
        ],
      },
    }));
    harness.declare(inside, { parent: group, together: true });
    await stack.up();
    expect(harness.acts()).toEqual([]);

    // The two stacks share a backend; what is moved takes its component along.
    await stack.cli("stack", { args: ["init", "prod"] });
    const urns = stack.state().filter(({ type }) => /ipv6[:/]/.test(type) && !/^pulumi:/.test(type));
    const ends = ["--source", stack.stack, "--dest", "prod", "--include-parents", "--yes"];
    await stack.cli("state", { args: ["move", ...ends, ...urns.map(({ urn }) => urn)] });
    const prod = ["--stack", "prod"];
    await stack.cli("preview", { args: ["--expect-no-changes", ...prod] });
    await stack.cli("up", { args: ["--yes", "--skip-preview", ...prod] });
    expect(harness.acts()).toEqual([]);

    // Where the place is one, the new name is refused; what carries no place is ordered for it, and ends with it.
    harness.declare(
      inputs.map((each) => ({ ...each, name: `third-${nameOf(each)}` })),
      { parent: group, together: true },
    );
    const { stdout } = await stack.cli("up", {
      args: ["--yes", "--skip-preview", "--continue-on-error", ...prod],
      mayFail: true,
    });
    expect(stdout).toMatch(/The place is taken by/);
    await stack.cli("destroy", { args: ["--yes", "--skip-preview", ...prod] });
    expect(bought().filter((id) => before.includes(id))).toEqual([]);
    expect(bought()).toEqual([]);
  },
);
